import { alternatives, anyOf, anyPart, phraseTables } from '../phrases.ts';

const headingPhrases = phraseTables('heading');

export const CONTENTS = /^(?:table of )?contents(?: page)?$|^(?:tabl )?cynnwys$|^index$/i;
export const NOTICE = anyPart(headingPhrases('NOTICES'));
export const OPENING = new RegExp(`^(?:${alternatives(headingPhrases('OPENINGS'))})`, 'iu');

/** Headings under which the story may stand, each with how well they promise it: 1 is best. */
const STORY = Object.entries({
  SUMMARY_OF_CASE: 1,
  SUMMARY: 0.97,
  EVENTS_THAT_LED: 1,
  OTHER_SUMMARY: 0.95,
  REASONS: 0.88,
  QUESTION: 0.93,
  SOMEBODY: 0.95,
  FACTS: 0.97,
  CASE: 0.85,
  INTRODUCTION: 0.8,
  FINDINGS: 0.6,
  FOREWORD: 0.35,
}).map(([table, weight]) => ({ weight, pattern: anyPart(headingPhrases(table), 'iu') }));
const BESIDE = anyOf(headingPhrases('BESIDE_STORY'));
const STORY_EVENT = anyPart(headingPhrases('STORY_EVENTS'));
const PROCESS = anyPart(headingPhrases('PROCESS_HEADINGS'));
const CHRONOLOGY = anyPart(headingPhrases('CHRONOLOGIES'));
const LEARNED = anyPart(headingPhrases('LEARNING_HEADINGS'));
/** A heading of events promises the story as "The incident" does. */
const WEIGHT_OF_EVENT = 0.85;

/**
 * How well a heading promises the story: 1 is best, 0 is not at all. "Executive summary", "Summary of the
 * case", "Brief facts leading to this review", "Who was X?", ...
 */
export function storyHeading(heading: string): number {
  const text = bareHeading(heading);
  if (isBesideStory(text)) return STORY_EVENT.test(text) ? WEIGHT_OF_EVENT : 0;
  return STORY.find(({ pattern }) => pattern.test(text))?.weight ?? 0;
}

/** From this weight on, a heading says that the story or a summary follows, whatever stands around it. */
const PROMISE = 0.93;

/** Whether words that may be a heading promise the story. */
export const promisesStory = (words: string): boolean => storyHeading(words) >= PROMISE;

/** Whether a heading stands over what was found or learned. */
export const isLearningHeading = (heading: string): boolean => LEARNED.test(bareHeading(heading));

/** Whether a heading names another part of a review than the story. */
export const isBesideStory = (heading: string): boolean => BESIDE.test(heading);

/** Whether no sentence of a summary stands under a heading: law, method, the panel, findings. */
export const isProcessHeading = (heading: string): boolean => PROCESS.test(bareHeading(heading));

/** Whether events in detail stand under a heading: a narrative, a chronology. */
export const isChronologyHeading = (heading: string): boolean => CHRONOLOGY.test(bareHeading(heading));

/** A heading without its number and final colon. */
export function bareHeading(text: string): string {
  return text
    .replace(
      /^(?:(?:section|part|chapter|adran|pennod)\s+(?:\d+|[a-z]|[ivx]+|one|two|three|four|five)\s*[:.–-]\s*)(?=\p{L})/iu,
      '',
    )
    .replace(/^(?:(?:section|part|chapter|adran)\s+)?(?:\d+(?:\.\d+)*\.?|[A-Z]\.|[ivx]+\.)\s+/i, '')
    .replace(/^[A-K] (?=\p{Lu}\p{Ll})/u, '')
    .replace(/\s*[:.–—-]\s*$/, '')
    .trim();
}

const NUMBERED = String.raw`(?:\s+(?:[Nn]o\.?\s*)?\d{1,2}(?:\s*[:.)–—-]\s*(?=["“‘']?\p{L})|\s+(?=["“‘']?\p{Lu}))|\s*[:.]\s+(?=["“‘']?\p{L}))`;
const LEARNING_LABEL = `(?:${alternatives(headingPhrases('LEARNING_LABELS'))})`;
const RECOMMENDATION_LABEL = '(?:Recommendation|RECOMMENDATION|Argymhelliad|ARGYMHELLIAD)';

/** What stands before one point: "Learning point 2.", "Finding 3:", "Learning:". */
export const LEARNING_POINT = new RegExp(`^(?=\\p{Lu})${LEARNING_LABEL}${NUMBERED}`, 'u');
export const RECOMMENDATION = new RegExp(`^${RECOMMENDATION_LABEL}${NUMBERED}`, 'u');
/** Either of them: such a line begins a paragraph. */
export const LABELLED = new RegExp(
  `^(?=\\p{Lu})(?:${LEARNING_LABEL}|${RECOMMENDATION_LABEL})${NUMBERED}`,
  'u',
);
