import type { Fact } from '#shared/domain/review/fact.ts';
import { chooseSentences, ENOUGH_WORDS } from './choose-sentences.ts';
import { FEWEST_WORDS, faultsOf, type SummaryFault, wordsIn } from './editor-checklist.ts';
import { inOneParagraph, type Passage, passageOf } from './passage.ts';
import type { Section } from './sections.ts';
import type { StorySentence as Sentence } from './sentence.ts';
import { tellsDeath } from './sentence-features.ts';
import {
  isUsable,
  namesIn,
  type Run,
  STORY_HEADING,
  type StorySection,
  storySections,
} from './story-sections.ts';
import { Topics } from './topics.ts';

export interface SummaryReading {
  readonly fact?: Fact<string>;
  /** The paragraphs that tell most, each with its page and heading. */
  readonly candidates: readonly string[];
}

/** Below this, a run of paragraphs tells too little of a story. */
const LEAST_SCORE = 3.2;
/** From this score on, an officer is offered it. */
const LEAST_OFFER = 2;
/** Sentences with the name in the title. */
const OFTEN_NAMED = 3;
/** Runs that are tried, the best first, until one makes a summary without faults. */
const MOST_TRIES = 5;

/**
 * 40 to 90 words in whole sentences of the report, in their order: who it was about, what happened, what was
 * reviewed. They stand in one section and those beside it. A summary with a fault of the editor's checklist
 * is not stated.
 */
export function readSummary(
  read: readonly Section[],
  pages: number,
  title: string | undefined,
): SummaryReading {
  const names = namesOf(title, read);
  const sections = storySections(read, pages, names);
  const all = (of: readonly StorySection[]): readonly Run[] =>
    of.flatMap((section) => section.runs).toSorted((a, b) => b.score - a.score);
  const runs = [
    ...all(sections.filter((section) => !section.isProcess)).slice(0, MOST_TRIES),
    ...all(sections.filter((section) => section.isChronology)).slice(0, MOST_TRIES),
  ];
  const candidates = runs
    .filter(({ score }) => score >= LEAST_OFFER)
    .slice(0, 3)
    .map(offer);
  const isFamily = names.some((name) => /^(?:Family|Siblings|The) |Family$/.test(name));
  const isNamed =
    !isFamily && sections.flatMap((one) => one.sentences).filter((one) => one.named).length >= OFTEN_NAMED;
  const died = sections.some(
    ({ heading, sentences }) =>
      names.some(
        (name) => heading.endsWith(` of ${name}`) && tellsDeath(heading.replace(/death/i, 'died')),
      ) || sentences.some(({ text }) => tellsOwnDeath(text, names)),
  );
  const topics = new Topics(read, names);
  for (const run of runs) {
    if (run.score < LEAST_SCORE) continue;
    const { chosen, faults } = summarise(run, sections, names, topics);
    // Where the text names the child again and again, a summary that does not is about somebody else.
    if (isNamed && !chosen.some((one) => one.named)) continue;
    if (died && !chosen.some((one) => one.fatal)) continue;
    if (faults.length === 0) return { fact: asFact(chosen, run, sections), candidates };
  }
  return { candidates };
}

/**
 * The faults of a summary as an editor finds them who has the report beside it. A sentence that does not
 * stand in the first part of the report, or stands far from the others, is from elsewhere.
 */
export function faultsOfSummary(
  summary: string,
  read: readonly Section[],
  pages: number,
  title: string | undefined,
): readonly (SummaryFault | 'elsewhere')[] {
  const names = namesOf(title, read);
  const sections = storySections(read, pages, names);
  const all = sections.flatMap((one, i) => one.sentences.map((sentence) => ({ sentence, i })));
  const longestFirst = all.toSorted((a, b) => b.sentence.text.length - a.sentence.text.length);
  const places: (typeof all)[number][] = [];
  let rest = summary;
  for (;;) {
    const place = longestFirst.find(({ sentence: { text } }) => text !== '' && rest.startsWith(text));
    if (!place) break;
    rest = rest.slice(place.sentence.text.length).trimStart();
    places.push(place);
  }
  const first = places[0]?.i ?? 0;
  const near = places.every(
    ({ i }) => sections.slice(first, i).filter((one) => !one.isProcess).length <= MOST_APART,
  );
  const end = (places.at(-1)?.i ?? first) + 1 + SECTIONS_AFTER;
  const passage = passageOf(
    sections.slice(first, end).flatMap((one) => one.sentences),
    names,
    new Topics(read, names),
  );
  const faults = faultsOf(
    places.map(({ sentence }) => sentence),
    passage,
  );
  return near && rest === '' ? faults : [...faults, 'elsewhere'];
}

/** Whether a sentence begins with somebody of the title who died: "Ava died", "Ava was found dead". */
const tellsOwnDeath = (text: string, names: readonly string[]): boolean =>
  names.some((name) => text.startsWith(`${name} `) && DIED.test(text.slice(name.length)));
const DIED =
  /^ (?:had |later )?(?:died|was (?:\p{L}+ ){0,2}(?:killed|murdered|dead)|took (?:his|her|their) own)\b/u;

/** The names in the title, and those that the text gives a child whose title is a number. */
function namesOf(title: string | undefined, sections: readonly Section[]): readonly string[] {
  const names = namesIn(title);
  if (!/\d/.test(title ?? '')) return names;
  const text = sections.flatMap(({ paragraphs }) => paragraphs.map((one) => one.text)).join(' ');
  const given = GIVEN_NAME.exec(text)?.[1];
  return given === undefined ? names : [...names, given];
}

/** "She chose the name Seren", "to be known as Seren". */
const GIVEN_NAME =
  /\b(?:chose the name|(?:known|referred to)(?: here)? as|will be called|the name) [“‘"']?(\p{Lu}\p{Ll}{2,})\b/u;

/** Sections before a run in which the story may stand, if the run tells only what was learned. */
const SECTIONS_BEFORE = 2;
/** Sections, those of law and method aside, from the first sentence of a summary to the last. */
const MOST_APART = 4;
/**
 * Sections after the one of the story in which its review sentence may stand, those of law and method aside.
 */
const SECTIONS_AFTER = 2;

function summarise(
  run: Run,
  sections: readonly StorySection[],
  names: readonly string[],
  topics: Topics,
): { chosen: readonly Sentence[]; faults: readonly SummaryFault[] } {
  const before = sections.slice(0, run.section).filter((one) => !one.isProcess);
  const own = sections.slice(run.section, run.section + 1);
  const end = sections.findIndex((one, i) => i > run.section && one.isPart);
  const after = sections.slice(run.section + 1, end < 0 ? undefined : end).filter((one) => !one.isProcess);
  const region = [...before.slice(-SECTIONS_BEFORE), ...own, ...after.slice(0, SECTIONS_AFTER)];
  const passage = passageOf(
    region.flatMap((one) => one.sentences),
    names,
    topics,
  );
  const neighbours = region.flatMap((one) => one.runs).filter((one) => one !== run);
  const pool = withAge(withReviewed(withNeighbours(storyOf(run), neighbours), passage), passage);
  const whole = withoutAside(withoutIdentifying(pool));
  const chosen = faultsOf(whole, passage).length === 0 ? whole : chooseSentences(pool, passage);
  return { chosen, faults: faultsOf(chosen, passage) };
}

/** A run without what is law or process too, if it tells enough without. */
function storyOf({ sentences }: Run): readonly Sentence[] {
  const clean = sentences.filter((sentence) => !sentence.mixed);
  const tells =
    clean.some((one) => one.harm) && clean.some((one) => one.age) && wordsIn(clean) >= FEWEST_WORDS;
  return tells ? clean : sentences;
}

/**
 * Adds the neighbouring runs that tell what is missing: who and what happened, what was reviewed, or words at
 * all.
 */
function withNeighbours(story: readonly Sentence[], neighbours: readonly Run[]): readonly Sentence[] {
  let pool = story;
  const add = (sentences: readonly Sentence[]): void => {
    pool = [...new Set([...pool, ...sentences])].toSorted((a, b) => a.at - b.at);
  };
  const tellsHarm = (one: Sentence): boolean => (one.who > 0 || one.named) && one.harm && !one.learning;
  for (const { sentences } of neighbours) {
    if (!pool.some(tellsHarm) && sentences.some(tellsHarm)) add(sentences);
  }
  for (const { sentences } of neighbours) {
    if (pool.some((one) => one.learning)) break;
    add(sentences.filter((one) => one.learning && one.at > (story.at(-1)?.at ?? 0)));
  }
  for (const { sentences } of neighbours) if (wordsIn(pool) < FEWEST_WORDS) add(sentences);
  return pool;
}

/** Adds the sentence on what was reviewed from a paragraph of method behind the story. */
function withReviewed(pool: readonly Sentence[], { sentences }: Passage): readonly Sentence[] {
  const last = pool.at(-1);
  if (!last || pool.some((one) => one.learning)) return pool;
  const reviewed = sentences.find(
    (one) => one.at > last.at && one.learning && !one.isAnaphoric && isUsable(one),
  );
  return reviewed ? [...pool, reviewed] : pool;
}

/** Adds how old the child was, with the sentences before it in its paragraph if it leans on them. */
function withAge(pool: readonly Sentence[], { sentences }: Passage): readonly Sentence[] {
  if (pool.some((one) => one.age)) return pool;
  const age = sentences
    .filter((one) => one.age)
    .map((one) =>
      one.isAnaphoric ? sentences.filter((other) => other.at <= one.at && inOneParagraph(other, one)) : [one],
    )
    .find(
      (all) =>
        all.some((one) => one.named) &&
        wordsIn(all) <= WORDS_FOR_AGE &&
        all.every((one) => !one.identifying && isUsable(one)),
    );
  return age ? [...new Set([...pool, ...age])].toSorted((a, b) => a.at - b.at) : pool;
}

/** Words of the sentences that are added for the age. */
const WORDS_FOR_AGE = 45;

/** Leaves out a sentence with exact days or named places when enough is said without it. */
function withoutIdentifying(sentences: readonly Sentence[]): readonly Sentence[] {
  const kept = sentences.filter(
    (sentence, i) => !sentence.identifying || i === 0 || (sentences[i + 1]?.isAnaphoric ?? false),
  );
  const tells = kept.some((one) => one.grave) || !sentences.some((one) => one.grave);
  return wordsIn(kept) >= FEWEST_WORDS && tells ? kept : sentences;
}

const ASIDE_WORDS = 13;

/**
 * Leaves out one short sentence that says neither who, what happened nor what was learned, when enough is
 * said without it.
 */
function withoutAside(sentences: readonly Sentence[]): readonly Sentence[] {
  if (wordsIn(sentences) <= ENOUGH_WORDS || sentences.length < 4) return sentences;
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

/** Whether a sentence speaks of what the one before it named. */
const restsOn = (next: Sentence | undefined): boolean =>
  next !== undefined &&
  (next.isAnaphoric ||
    (!next.learning && /\b(?:it|them)\b/i.test(next.text)) ||
    /\b(?:those|these|(?:that|this|which) (?:time|period|point|day|night))\b/i.test(next.text));

/** Who, what happened and what was reviewed, under a heading that promises it. */
const SURE = 0.95;
const COMPLETE = 0.85;
/** Without what was reviewed. */
const INCOMPLETE = 0.75;

function asFact(chosen: readonly Sentence[], run: Run, sections: readonly StorySection[]): Fact<string> {
  const complete = chosen.some((one) => one.harm || one.age) && chosen.some((one) => one.learning);
  return {
    value: chosen.map(({ text }) => text).join(' '),
    confidence: !complete ? INCOMPLETE : run.weight >= STORY_HEADING ? SURE : COMPLETE,
    provenance: { source: 'report', page: chosen[0]?.page ?? 1, words: placesOf(chosen, sections) },
  };
}

/** The sentences under their headings, each heading and page once: "Introduction (page 3): ...". */
function placesOf(chosen: readonly Sentence[], sections: readonly StorySection[]): string {
  const places = Map.groupBy(chosen, (one) => {
    const heading = sections.find(({ sentences }) => sentences.includes(one))?.heading;
    return `${heading ? `${heading} ` : ''}(page ${one.page})`;
  });
  return [...places]
    .map(([place, sentences]) => `${place}: ${sentences.map(({ written }) => written).join(' ')}`)
    .join(' ');
}

/** Characters of a candidate that a receipt shows. */
const LONGEST_OFFER = 300;

function offer({ heading, sentences }: Run): string {
  const text = `Page ${sentences[0]?.page ?? 1}${heading ? `, “${heading}”` : ''}: ${sentences.map(({ text }) => text).join(' ')}`;
  return text.length <= LONGEST_OFFER ? text : `${text.slice(0, LONGEST_OFFER - 3)}...`;
}
