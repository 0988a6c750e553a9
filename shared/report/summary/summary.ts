import type { Fact } from '#shared/domain/review/fact.ts';
import { hasUnknownCharacters } from '../normalize-ligatures.ts';
import { isBesideStory, storyHeading } from './headings.ts';
import type { Section } from './sections.ts';
import { readSentence, type StorySentence as Sentence } from './sentence.ts';
import { isWholeSentence, sentencesOf } from './sentences.ts';

export interface SummaryReading {
  readonly fact?: Fact<string>;
  readonly candidates: readonly string[];
}

const FEWEST_WORDS = 40;
const MOST_WORDS = 90;

/** Paragraphs in a row, under one heading, that tell the story. */
interface Run {
  readonly heading: string;
  readonly weight: number;
  readonly sentences: readonly Sentence[];
  readonly words: number;
  readonly score: number;
}

/**
 * 40 to 90 words in whole sentences of the report, in their order: who it was about, what happened, what was reviewed.
 * The paragraphs made for it are taken whole; where they are too long, the sentences that say most; where too short, the
 * next that tells what is missing. Law, process, thanks and places are passed over.
 */
export function readSummary(
  all: readonly Section[],
  pages: number,
  title: string | undefined,
): SummaryReading {
  const upTo = Math.max(10, Math.ceil(pages * 0.45));
  const sections = all
    .filter(({ page }) => page <= upTo)
    .map((section) => ({ ...section, paragraphs: section.paragraphs.filter(({ page }) => page <= upTo) }));
  const names =
    title === undefined ? [] : title.split(/,| and /).map((name) => name.trim().replace(KIND, ''));
  const runs = withParts(sections)
    .flatMap((section, i) => runsOf(section, i, names))
    .sort((a, b) => b.score - a.score);
  const best = runs[0];
  const offered = runs.slice(0, 3).map((run) => shorten(run.sentences.map(({ text }) => text).join(' ')));
  if (!best) return { candidates: [] };
  const chosen = withoutAside(compose(best, runs.slice(1)));
  const words = wordsIn(chosen);
  const tells =
    chosen.some((sentence) => sentence.who > 0 || sentence.named) &&
    chosen.some((sentence) => sentence.harm || sentence.learning);
  if (words < FEWEST_WORDS || words > MOST_WORDS || !tells || best.score < 3.2)
    return { candidates: offered };
  const complete =
    chosen.some((sentence) => sentence.harm || sentence.age) && chosen.some((sentence) => sentence.learning);
  const value = chosen.map(({ text }) => text).join(' ');
  return {
    fact: {
      value,
      confidence: best.weight >= 0.8 && complete ? 0.95 : complete ? 0.85 : 0.75,
      provenance: {
        source: 'report',
        page: chosen[0]?.page ?? 1,
        words: best.heading === '' ? value : `${best.heading}: ${value}`,
      },
    },
    candidates: offered,
  };
}

/** "Babies Rowan and Ash" are Rowan and Ash in the text. */
const KIND = /^(?:Bab(?:y|ies)|Twins?|Siblings?|Infants?) (?=\p{Lu}\p{Ll})/u;

/** A summary with headings of its own in it is one section. */
function withParts(sections: readonly Section[]): Section[] {
  const whole: Section[] = [];
  let summary: Section | undefined;
  for (const section of sections) {
    if (summary?.line && section.line && section.line.size < summary.line.size - 0.5) {
      if (isBesideStory(section.heading)) continue;
      summary = { ...summary, paragraphs: [...summary.paragraphs, ...section.paragraphs] };
      whole[whole.length - 1] = summary;
    } else {
      summary = storyHeading(section.heading) >= 0.97 ? section : undefined;
      whole.push(section);
    }
  }
  return whole;
}

/** "Billy", "Mr L and his home". */
const NAMED_HEADING = 0.75;

function runsOf(section: Section, index: number, names: readonly string[]): Run[] {
  const isNamed = names.some((name) => name.length > 1 && section.heading.includes(name));
  const weight = Math.max(
    storyHeading(section.heading),
    isNamed && !isBesideStory(section.heading) ? NAMED_HEADING : 0,
  );
  const runs: Run[] = [];
  let open: Sentence[][] = [];
  const close = (): void => {
    const last = open.findLastIndex(tellsStory);
    const all = open.flat();
    const sentences = weight > 0.8 && wordsIn(all) <= MOST_WORDS ? all : open.slice(0, last + 1).flat();
    if (last >= 0) runs.push(asRun(section.heading, weight, sentences, index + runs.length * 0.5));
    open = [];
  };
  for (const [nth, paragraph] of section.paragraphs.entries()) {
    const sentences = sentencesOf(paragraph.text)
      .filter((text) => text.length < 600 && !hasUnknownCharacters(text))
      .map((text, i) => readSentence(text, paragraph.page, index * 10_000 + nth * 100 + i, names));
    if (open.length === 0 && !tellsStory(sentences)) continue;
    const process = sentences.filter((sentence) => sentence.process).length;
    const whole = sentences.some((sentence) => isWholeSentence(sentence.text));
    // A word of a list or a box between two paragraphs does not part them.
    if (!whole && paragraph.text.length < 40) continue;
    if (!whole || process >= sentences.length / 2) close();
    else if (open.length > 0 || tellsStory(sentences)) {
      open.push(sentences.filter((sentence) => !sentence.process && isWholeSentence(sentence.text)));
    }
  }
  close();
  return runs;
}

const tellsStory = (sentences: readonly Sentence[]): boolean =>
  sentences.some(
    (one) =>
      (one.learning || ((one.who > 0 || one.named) && (one.harm || one.age)) || (one.named && one.who > 0)) &&
      !one.process,
  );

function asRun(heading: string, weight: number, sentences: readonly Sentence[], order: number): Run {
  const words = wordsIn(sentences);
  const has = (test: (sentence: Sentence) => boolean): number => (sentences.some(test) ? 1 : 0);
  const score =
    weight * 4 +
    has((one) => one.age) * 1.3 +
    has((one) => one.harm) * 1.3 +
    has((one) => one.learning) * 2 +
    has((one) => one.named) * 1.2 +
    has((one) => one.who > 0) * 0.5 -
    (sentences[0]?.isAnaphoric ? 1.5 : 0) +
    (words >= FEWEST_WORDS && words <= MOST_WORDS ? 1.5 : words < 25 ? -1.5 : 0) -
    Math.min(3, order * 0.12);
  return { heading, weight, sentences, words, score };
}

function compose(best: Run, others: readonly Run[]): readonly Sentence[] {
  const clean = best.sentences.filter((sentence) => !sentence.mixed);
  const tells =
    clean.some((one) => one.harm) && clean.some((one) => one.age) && wordsIn(clean) >= FEWEST_WORDS;
  const told = tells ? clean : best.sentences;
  const start = told.findIndex((sentence) => !sentence.isAnaphoric);
  const sentences = told.slice(Math.max(0, start));
  const words = wordsIn(sentences);
  if (words < FEWEST_WORDS)
    return withAge(
      lengthen(withLearning(withStory(sentences, others), others), others, best.heading),
      others,
    );
  const chosen = words > MOST_WORDS ? choose(sentences) : withoutIdentifying(sentences);
  return withLearning(withStory(chosen, others), others);
}

/** Adds the sentence that says how old the child was, or the adult, when it stands elsewhere and there is room for it. */
function withAge(sentences: readonly Sentence[], others: readonly Run[]): readonly Sentence[] {
  if (sentences.some((one) => one.age)) return sentences;
  const room = MOST_WORDS - wordsIn(sentences);
  const found = others
    .flatMap((run) => run.sentences)
    .find((one) => one.age && one.named && !one.isAnaphoric && !one.identifying && one.words <= room);
  return found ? [...sentences, found].toSorted((a, b) => a.at - b.at) : sentences;
}

/** Puts the story before what was learned, when that was found alone. */
function withStory(sentences: readonly Sentence[], others: readonly Run[]): readonly Sentence[] {
  const tells = (one: Sentence): boolean => one.who > 0 && (one.age || one.harm) && !one.learning;
  const first = sentences[0]?.at ?? 0;
  if (sentences.some(tells)) return sentences;
  const stories = others.filter(
    (run) =>
      run.score > 2 &&
      run.sentences.some(tells) &&
      !run.sentences[0]?.isAnaphoric &&
      (run.sentences[0]?.at ?? first) < first,
  );
  const both = [...stories.flatMap((run) => run.sentences), ...sentences].toSorted((a, b) => a.at - b.at);
  return wordsIn(both) > MOST_WORDS ? choose(both) : both;
}

const wordsIn = (sentences: readonly Sentence[]): number =>
  sentences.reduce((sum, sentence) => sum + sentence.words, 0);

/** Adds the sentence that says what was reviewed when it stands elsewhere and there is room for it. */
function withLearning(sentences: readonly Sentence[], others: readonly Run[]): readonly Sentence[] {
  if (sentences.some((sentence) => sentence.learning)) return sentences;
  const room = MOST_WORDS - wordsIn(sentences);
  const last = sentences.at(-1)?.at ?? 0;
  for (const run of others) {
    const found = run.sentences.find(
      (one) =>
        one.learning &&
        !one.isAnaphoric &&
        one.words <= room &&
        one.at > last &&
        /\b(?:review|learning|lessons|findings)\b|adolygiad/i.test(one.text),
    );
    if (found) return [...sentences, found];
  }
  return sentences;
}

/** Leaves out a sentence with exact days or named places when enough is said without it. */
function withoutIdentifying(sentences: readonly Sentence[]): readonly Sentence[] {
  const kept = sentences.filter(
    (sentence, i) => !sentence.identifying || i === 0 || (sentences[i + 1]?.isAnaphoric ?? false),
  );
  const words = wordsIn(kept);
  const tells = kept.some((one) => one.harm) || !sentences.some((one) => one.harm);
  return words >= FEWEST_WORDS && tells ? kept : sentences;
}

/** People who write such summaries rarely need more words. */
const ENOUGH_WORDS = 72;
const ASIDE_WORDS = 13;

/** Leaves out one short sentence that says neither who, what happened nor what was learned, when enough is said without it. */
function withoutAside(sentences: readonly Sentence[]): readonly Sentence[] {
  const words = wordsIn(sentences);
  if (words <= ENOUGH_WORDS || sentences.length < 4) return sentences;
  const asides = sentences.filter(
    (one, i) =>
      i > 0 &&
      i < sentences.length - 1 &&
      one.words <= ASIDE_WORDS &&
      !(one.age || one.harm || one.learning || one.named) &&
      // "He was one of seven children."
      !(one.counts && (one.isAnaphoric || one.who > 0)) &&
      !restsOn(sentences[i + 1]),
  );
  const [shortest] = asides.toSorted((a, b) => a.words - b.words);
  return sentences.filter((one) => one !== shortest);
}

/** Whether a sentence cannot do without the one before it: it isAnaphoric on it, or speaks of what was named there. */
const restsOn = (next: Sentence | undefined): boolean =>
  next !== undefined &&
  (next.isAnaphoric ||
    (!next.learning && /\b(?:it|them)\b/i.test(next.text)) ||
    /\b(?:those|these|(?:that|this|which) (?:time|period|point|day|night))\b/i.test(next.text));

const MOST_CHOICES = 13;

/** The set of sentences within the limit that says most; a sentence that isAnaphoric comes only with the one before it. */
function choose(all: readonly Sentence[]): readonly Sentence[] {
  const sentences = all.length <= MOST_CHOICES ? all : narrowed(all);
  let best: readonly Sentence[] = [];
  let most = -Infinity;
  for (let mask = 1; mask < 1 << sentences.length; mask++) {
    let words = 0;
    let whole = true;
    const set: Sentence[] = [];
    for (let i = 0; i < sentences.length && whole; i++) {
      const sentence = sentences[i];
      if (!sentence || !(mask & (1 << i))) continue;
      if (sentence.isAnaphoric && (i === 0 || !(mask & (1 << (i - 1))))) whole = false;
      words += sentence.words;
      if (words > MOST_WORDS) whole = false;
      set.push(sentence);
    }
    if (!whole || words < FEWEST_WORDS) continue;
    const worth = worthOf(set, words, sentences);
    if (worth > most) [most, best] = [worth, set];
  }
  return best;
}

function worthOf(set: readonly Sentence[], words: number, all: readonly Sentence[]): number {
  const has = (test: (sentence: Sentence) => boolean): number => (set.some(test) ? 1 : 0);
  const sum = (test: (sentence: Sentence) => boolean): number => set.filter(test).length;
  return (
    has((one) => one.age) * 3 +
    has((one) => one.harm) * 3 +
    has((one) => one.learning) * 3 +
    has((one) => one.named) * 2 +
    has((one) => one === all[0]) * 2.5 +
    sum((one) => one.harm) * 0.5 +
    sum((one) => one.learning) * 0.6 +
    sum((one) => one.named) * 0.3 +
    sum((one) => one.counts) * 0.3 +
    Math.min(words, ENOUGH_WORDS) * 0.03 -
    sum((one) => one.identifying) * 2
  );
}

/** The first sentences, those on the learning, and the best of the rest, in their order. */
function narrowed(all: readonly Sentence[]): readonly Sentence[] {
  const worth = (one: Sentence, i: number): number =>
    (i < 5 ? 3 - i * 0.4 : 0) +
    (one.learning ? 2 : 0) +
    (one.harm ? 1 : 0) +
    (one.age ? 1 : 0) +
    (one.named ? 0.5 : 0) -
    (one.identifying ? 1 : 0) -
    i * 0.01;
  const ranked = all.map((one, i) => ({ i, worth: worth(one, i) })).sort((a, b) => b.worth - a.worth);
  const kept = new Set(ranked.slice(0, MOST_CHOICES).map(({ i }) => i));
  return all.filter((one, i) => kept.has(i) && (!one.isAnaphoric || kept.has(i - 1)));
}

/** Adds what is missing, what was reviewed or what happened, from the next runs; then whatever comes next. */
function lengthen(
  sentences: readonly Sentence[],
  others: readonly Run[],
  heading: string,
): readonly Sentence[] {
  const chosen = [...sentences];
  const total = (): number => wordsIn(chosen);
  for (const run of others.filter((one) => one.score > 2 || one.heading === heading)) {
    for (const [i, sentence] of run.sentences.entries()) {
      if (total() >= FEWEST_WORDS) break;
      if (
        (sentence.isAnaphoric && !chosen.includes(run.sentences[i - 1] ?? sentence)) ||
        total() + sentence.words > MOST_WORDS ||
        chosen.some((one) => one.text === sentence.text)
      )
        continue;
      const lacks =
        (sentence.learning && !chosen.some((one) => one.learning)) ||
        (sentence.harm && !chosen.some((one) => one.harm)) ||
        i === 0;
      if (lacks || run.sentences.length < 4) chosen.push(sentence);
    }
    if (total() >= FEWEST_WORDS) break;
  }
  return chosen.toSorted((a, b) => a.at - b.at);
}

const shorten = (text: string): string => (text.length <= 300 ? text : `${text.slice(0, 297)}...`);
