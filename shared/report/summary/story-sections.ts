import { MONTHS } from '../months.ts';
import { hasUnknownCharacters } from '../normalize-ligatures.ts';
import { FEWEST_WORDS, isMethod, isRubble, MOST_WORDS, wordsIn } from './editor-checklist.ts';
import { saysExactDay } from './exact-days.ts';
import {
  isBesideStory,
  isChronologyHeading,
  isLearningHeading,
  isProcessHeading,
  storyHeading,
} from './headings.ts';
import type { Paragraph, Section } from './sections.ts';
import {
  BEFORE_IT_CONCERNS,
  mentions,
  readSentence,
  SENTENCES_IN_PARAGRAPH,
  SENTENCES_IN_SECTION,
  type StorySentence as Sentence,
} from './sentence.ts';
import { isWholeSentence, sentencesOf } from './sentences.ts';

export interface StorySection {
  readonly heading: string;
  readonly weight: number;
  readonly sentences: readonly Sentence[];
  readonly runs: readonly Run[];
  /** Law, method, analysis: nothing of a summary stands there. */
  readonly isProcess: boolean;
  /** Events in detail, as a chronology: of use where the story stands nowhere else. */
  readonly isChronology: boolean;
  /** It is a part of such a chapter, behind which no more of the story follows. */
  readonly isPart: boolean;
}

/** Paragraphs in a row, under one heading, that tell the story. */
export interface Run {
  readonly section: number;
  readonly heading: string;
  readonly weight: number;
  readonly sentences: readonly Sentence[];
  readonly score: number;
}

/** Pages; the story stands in the first ten, or before so much of a long report. */
const FIRST_PAGES = 10;
const FIRST_SHARE = 0.45;

/** "Babies Rowan and Ash" are Rowan and Ash in the text. */
const KIND =
  /^(?:Bab(?:y|ies)|Child(?:ren)?|Twins?|Siblings?|Infants?|Adults?|Young (?:Person|People)) (?=\p{Lu}(?:\p{Ll}|$))/u;

/** The names in a title. */
export const namesIn = (title: string | undefined): string[] =>
  title === undefined
    ? []
    : title
        .split(/,| and /)
        .map((name) => name.trim().replace(KIND, ''))
        .filter((name) => name.length > 1 || /^[B-HJ-Z]$/.test(name));

/**
 * The sections of the first part of a report, with their sentences and runs. A smaller heading under one of
 * law, method or analysis belongs to it.
 */
export function storySections(
  all: readonly Section[],
  pages: number,
  names: readonly string[],
): StorySection[] {
  const upTo = Math.max(FIRST_PAGES, Math.ceil(pages * FIRST_SHARE));
  const front = all
    .filter(({ page }) => page <= upTo)
    .map((section) => ({ ...section, paragraphs: section.paragraphs.filter(({ page }) => page <= upTo) }));
  let process: Section | undefined;
  return withParts(front).map((section, i) => {
    const isPart = isSmaller(section, process);
    if (!isPart || storyHeading(section.heading) > 0)
      process = isProcessHeading(section.heading) ? section : undefined;
    const isChronology = process === section && isChronologyHeading(section.heading);
    return { ...storySection(section, i, names), isProcess: process !== undefined, isChronology, isPart };
  });
}

/** Whether a heading stands inside the section of another one. */
const isSmaller = ({ line }: Section, of: Section | undefined): boolean =>
  line !== undefined && of?.line !== undefined && line.size < of.line.size - SMALLER_HEADING;

/** A summary with headings of its own in it is one section. */
function withParts(sections: readonly Section[]): Section[] {
  const whole: Section[] = [];
  let summary: Section | undefined;
  for (const section of sections) {
    if (summary && isSmaller(section, summary) && section.page - summary.page <= PAGES_OF_A_SUMMARY) {
      if (isBesideStory(section.heading)) continue;
      const parts = section.paragraphs.map((paragraph) => ({ ...paragraph, part: section.heading }));
      summary = { ...summary, paragraphs: [...summary.paragraphs, ...parts] };
      whole[whole.length - 1] = summary;
    } else {
      summary = storyHeading(section.heading) >= SUMMARY_HEADING ? section : undefined;
      whole.push(section);
    }
  }
  return whole;
}

/** A heading further from that of the summary is no part of it, whatever its size. */
const PAGES_OF_A_SUMMARY = 2;
/** From this weight on, a heading says that a summary follows. */
const SUMMARY_HEADING = 0.97;
/** Points of font size by which a heading inside a section is smaller than that of the section. */
const SMALLER_HEADING = 0.5;
/** "Billy", "Mr L and his home". */
const NAMED_HEADING = 0.75;
/**
 * From this weight on, a heading announces the story: what stands under it is taken whole if it is short
 * enough.
 */
export const STORY_HEADING = 0.8;
/** Characters; a longer sentence is none. */
const LONGEST_SENTENCE = 600;
/** Characters; a word of a list or a box between two paragraphs does not part them. */
const STRAY_WORDS = 40;

function storySection(
  section: Section,
  index: number,
  names: readonly string[],
): Pick<StorySection, 'heading' | 'weight' | 'sentences' | 'runs'> {
  const isNamed = names.some((name) => mentions(section.heading, name)) && !isBesideStory(section.heading);
  const weight = Math.max(storyHeading(section.heading), isNamed ? NAMED_HEADING : 0);
  const { heading } = section;
  const sentences: Sentence[] = [];
  const runs: Run[] = [];
  let open: Sentence[][] = [];
  const close = (): void => {
    const last = open.findLastIndex((read) => tellsStory(read, weight));
    const every = open.flat();
    const kept =
      weight > STORY_HEADING && wordsIn(every) <= MOST_WORDS ? every : open.slice(0, last + 1).flat();
    if (last >= 0)
      runs.push({
        section: index,
        heading,
        weight,
        sentences: kept,
        score: scoreOf(kept, weight, index + runs.length / 2),
      });
    open = [];
  };
  for (const [nth, paragraph] of withSubjects(section.paragraphs).entries()) {
    if (LOG_ENTRY.test(paragraph.text)) continue;
    const read = sentencesUnder(heading, paragraph)
      .filter(({ text }) => text.length < LONGEST_SENTENCE)
      .map(({ text, found }, i) => {
        const at = index * SENTENCES_IN_SECTION + nth * SENTENCES_IN_PARAGRAPH + i;
        return readSentence(text, paragraph.page, at, names, found);
      });
    sentences.push(...read);
    if (open.length === 0 && !tellsStory(read, weight)) continue;
    const whole = read.some((one) => isWholeSentence(one.text));
    if (!whole && paragraph.text.length < STRAY_WORDS) continue;
    if (!whole || read.filter((one) => one.process).length >= read.length / 2) close();
    else open.push(read.filter(isUsable));
  }
  close();
  return { heading, weight, sentences, runs };
}

/** "This review was commissioned by the Board." and "It concerns a boy of three.": neither stands alone. */
const isOne = (before: string, text: string): boolean =>
  BEFORE_IT_CONCERNS.exec(`${before} ${text}`)?.[0] === `${before} `;

/** A paragraph or sentence that begins "It concerns" goes on with the one that says what does. */
function withSubjects<Told extends { readonly text: string }>(told: readonly Told[]): Told[] {
  const all: Told[] = [];
  for (const one of told) {
    const before = all.at(-1);
    if (before && isOne(before.text, one.text))
      all[all.length - 1] = { ...before, text: `${before.text} ${one.text}` };
    else all.push(one);
  }
  return all;
}

/** "To understand why ..." says whose purpose it is only together with its heading. */
const PURPOSE = /^To (?:understand|consider|examine|explore|learn|find out|establish|identify|ask)\b/;
const ABOUT_REVIEW = /\b(?:review|reviewed|look(?:ed)? at|ask(?:ed)?|purpose|focus|aims?)\b/i;
const FINITE = /\b(?:was|were|is|are|had|has|have|did|do|does|could|would)\b/;

/**
 * The sentences of a paragraph, a clause of a list being one, each with whether it tells what was reviewed or
 * found. Advice ("See the child alone.") is left out of a summary that has a part on what was learned.
 */
function sentencesUnder(heading: string, paragraph: Paragraph): { text: string; found: boolean }[] {
  const under = paragraph.part ?? heading;
  const clause = /^(\p{Lu}.*?);(?: and| or)?$/u.exec(paragraph.text)?.[1];
  const written = sentencesOf(clause && FINITE.test(clause) ? `${clause}.` : paragraph.text);
  const sentences = withSubjects(written.map((text) => ({ text }))).map(({ text }) => text);
  if (paragraph.part !== undefined && isLearningHeading(under))
    return sentences.filter((text) => FINITE.test(text)).map((text) => ({ text, found: true }));
  return sentences.map((text) => {
    const found = PURPOSE.test(text) && ABOUT_REVIEW.test(under);
    return { text: found ? `${under}: ${text}` : text, found };
  });
}

/** "In May 2019: visit by the health visitor.": a row of a log, not a sentence. */
const LOG_ENTRY = new RegExp(
  `^(?=[^:]{0,90}(?:${MONTHS}|(?:19|20)\\d\\d|\\d\\d/\\d\\d))[^:.;]{3,90}: \\S`,
  'i',
);

/** Whether a sentence may stand in a summary. */
export const isUsable = ({ text, process }: Sentence): boolean =>
  !process &&
  isWholeSentence(text) &&
  !text.endsWith('?') &&
  !isRubble(text) &&
  !isMethod(text) &&
  !hasUnknownCharacters(text) &&
  !saysExactDay(text);

/** Under a heading of the story, or with the name, a name is enough. */
const tellsStory = (sentences: readonly Sentence[], weight: number): boolean =>
  sentences.some(
    (one) =>
      !one.process &&
      (one.learning ||
        one.grave ||
        ((one.who > 0 || one.named) && (one.harm || one.age)) ||
        (one.named && (one.who > 0 || weight >= NAMED_HEADING))),
  );

/** Points that a run has for what it tells. */
const SCORE = {
  /** For the best heading. */
  heading: 4,
  age: 1.3,
  harm: 1.3,
  learning: 2,
  named: 1.2,
  who: 0.5,
  /** It begins with somebody who was not named. */
  anaphoric: -1.5,
  /** As long as a summary is. */
  fits: 1.5,
  /** A few words. */
  short: -1.5,
  /** For each section before it, up to the most; a run before it in its section counts as half a section. */
  place: -0.12,
  leastPlace: -3,
} as const;
const FEW_WORDS = 25;

function scoreOf(sentences: readonly Sentence[], weight: number, place: number): number {
  const words = wordsIn(sentences);
  const points = (what: number, test: (sentence: Sentence) => boolean): number =>
    sentences.some(test) ? what : 0;
  const fits =
    words >= FEWEST_WORDS && words <= MOST_WORDS ? SCORE.fits : words < FEW_WORDS ? SCORE.short : 0;
  return (
    weight * SCORE.heading +
    points(SCORE.age, (one) => one.age) +
    points(SCORE.harm, (one) => one.harm) +
    points(SCORE.learning, (one) => one.learning) +
    points(SCORE.named, (one) => one.named) +
    points(SCORE.who, (one) => one.who > 0) +
    (sentences[0]?.isAnaphoric ? SCORE.anaphoric : 0) +
    fits +
    Math.max(SCORE.leastPlace, place * SCORE.place)
  );
}
