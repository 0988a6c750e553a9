import { SHORT_MONTHS } from '../months.ts';
import { alternatives, anyOf, phraseTables } from '../phrases.ts';

const datePhrases = phraseTables('date');

/** What the words around a date say of it. */
export type Meaning = 'published' | 'completed' | 'bare' | 'approved' | 'version' | 'other';

const OTHER = anyOf(datePhrases('ANOTHER_DATE'));
const ALL_PUBLISHED = anyOf(datePhrases('PUBLICATION'), 'giu');
const PUBLISHED = anyOf(datePhrases('PUBLICATION'));
/** The words nearest to the date say what it is. */
const MEANINGS: readonly (readonly [Meaning, RegExp])[] = [
  ['other', anyOf([...datePhrases('ANOTHER_DATE'), ...datePhrases('LABEL_OF_EVENT')], 'giu')],
  ['approved', anyOf(datePhrases('APPROVED'), 'giu')],
  ['version', anyOf(datePhrases('VERSION'), 'giu')],
  ['completed', anyOf(datePhrases('COMPLETED'), 'giu')],
];

/** Words of the date itself. */
const FILLERS = /\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|the|on|in)\b,?/gi;

/** Whether no word before a date says what it is. */
export const saysNothing = (before: string): boolean => !/\p{L}/u.test(before.replace(FILLERS, ''));

/** Words right before a date that leave open which day or month is meant: a season, a quarter, a week. */
const VAGUE = new RegExp(`\\b(?:${alternatives(datePhrases('VAGUE_DATES'))})[\\s,:–-]*(?:the )?$`, 'i');

/** Whether a date is not said exactly: "Spring 2024", "Quarter 2, 2022", "week commencing 12 June 2023". */
export const isVague = (before: string, date: string): boolean =>
  VAGUE.test(before) &&
  (/^\d{4}$/.test(date) || !/\b(?:early|mid|late|beginning|middle|end)\W*(?:of )?$/i.test(before));

/** Whether a line is the label of a date, whatever date stands in it. */
export const isDateLabel = (text: string): boolean =>
  text.length < 50 &&
  (PUBLISHED.test(text) || /^(?:date|dated|d\.?o\.?[bd]\.?|born|version|dyddiad)\b/i.test(text)) &&
  !/\b(?:review|by)\b/i.test(text);

const NOT_FIRM = anyOf(datePhrases('NOT_FIRMLY_PUBLISHED'));

/** What the words of its line say of a date. */
export function meaningOf(words: string, after: string): Meaning {
  const before = withoutBodies(words);
  if (PUBLISHED_AT_LAST.test(before)) return 'published';
  // "February 22, 2019 (date of publication)": words behind the date count only where none stand before it,
  // or no more than "Date".
  const firmly = before.replace(FILLERS, '').replace(/^\W*(?:date|dated|dyddiad)\W*$/i, '');
  const context = /\p{L}{3}/u.test(firmly) || !/\p{L}/u.test(after) ? before : `${before} ${after}`;
  let best: { at: number; meaning: Meaning } | undefined;
  const consider = (meaning: Meaning, pattern: RegExp): void => {
    for (const match of context.matchAll(pattern)) {
      const at = match.index + match[0].length;
      if (!best || at >= best.at) best = { at, meaning };
    }
  };
  for (const [meaning, pattern] of MEANINGS) consider(meaning, pattern);
  const firm = best;
  consider('published', ALL_PUBLISHED);
  const isDoubtful = firm?.meaning === 'approved' || NOT_FIRM.test(clauseOf(context));
  if (best?.meaning === 'published' && isDoubtful && !AND_PUBLISHED.test(context))
    return firm?.meaning ?? 'other';
  if (best?.meaning === 'published' && tellsOfOtherPaper(clauseOf(context))) return 'other';
  // "Date of publication", "Report published", "Published: ... (final)": publication outweighs the vaguer
  // words.
  if (firm?.meaning === 'completed' && PUBLISHED.test(context) && !/\bcomplet/i.test(context))
    return 'published';
  // "Inquest concluded": what ended was something else than the report.
  const clause = context.split(/[,;|]/).at(-1) ?? context;
  if (best?.meaning === 'completed' && !/\breport\b/i.test(clause) && OTHER.test(clause)) return 'other';
  // "Ministerial Board: 4 August" is labelled, if by words that say nothing to us.
  if (!best && (/\p{L}{3}[^:]*:\s*$/u.test(context) || VERB.test(clause))) return 'other';
  return best?.meaning ?? 'bare';
}

const VERB = anyOf(datePhrases('VERBS'));
const OTHER_PAPER = anyOf(datePhrases('OTHER_PAPERS'));
/** "Action plan published": the report is not meant. */
const tellsOfOtherPaper = (clause: string): boolean =>
  OTHER_PAPER.test(clause) && !/\b(?:report|review)\b/i.test(clause);

const PUBLISHED_AT_LAST = new RegExp(
  `(?<!\\p{L})(?:${alternatives(datePhrases('DELAYED_OR_CLEARED'))})\\s*(?:the )?$`,
  'iu',
);

/** "Agreed and published", "Embargo lifted and report published": both happened then. */
const AND_PUBLISHED = /\b(?:and|&|,)\s+(?:the )?(?:report )?(?:was |were )?(?:then |first )?published\b/i;

/** Without the names of bodies: what a court or a panel is called says nothing of a date. */
const BODY =
  /(?<!\p{L})(?:\p{Lu}[\p{L}’'-]*\s+(?:(?:and|of|for|&)\s+)?){1,7}(?:Partnership|Board|Committee|Council|Trust)(?!\p{L})/gu;
const withoutBodies = (text: string): string => (text.length > 200 ? text : text.replace(BODY, 'the body'));

/**
 * What stands between the last label but one and the date: "Version: Final Published:" ends in a clause of
 * its own.
 */
const clauseOf = (context: string): string =>
  context
    .replace(/[\s:–-]+$/, '')
    .split(/[:;|]|\.\s/)
    .at(-1) ?? context;

const ON_COVER = new RegExp(`(?<!\\p{L})(?:${alternatives(datePhrases('PUBLICATION_ON_COVER'))})`, 'iu');
const OWN = new RegExp(`(?<!\\p{L})(?:${alternatives(datePhrases('OWN_PUBLICATION'))})`, 'iu');
const AT_ONCE_PUBLISHED = /^\W*(?:date |first |originally )*(?:published|publication|of publication)\b/i;

/** Whether a sentence anywhere in the report says that this report was published, the date being next. */
export const isOwnPublication = (before: string): boolean =>
  PUBLISHED_AT_LAST.test(before) || (OWN.test(before) && meaningOf(before, '') === 'published');

const NOT_YET = anyOf(datePhrases('NOT_YET_PUBLISHED'));
const YEAR = /(?<!\d)(?:(?:19|20)\d\d|\d{1,2}[/.-]\d{1,2}[/.-](?:\d\d|x)|(?:0\d|1[0-2])\/\d\d)(?!\d)/i;
/** "Mar-22", "04032022". */
const SHORT = new RegExp(
  `\\b(?:${SHORT_MONTHS})\\p{L}{0,6}[-’'/ ]\\d\\d\\b|\\b[0-3]\\d[01]\\d20\\d\\d\\b`,
  'iu',
);
/** Characters between words about a publication and a year that may be its date. */
const NEAR = 100;

/** Whether words about a publication stand near something like its date. */
export function mentionsPublicationDate(text: string): boolean {
  const at = text.search(PUBLISHED);
  if (at < 0 || NOT_YET.test(text) || tellsOfOtherPaper(text)) return false;
  const near = text.slice(Math.max(0, at - NEAR), at + NEAR);
  return YEAR.test(near) || SHORT.test(near);
}

/**
 * In a running text a date is only believed when the sentence says that this report was published or
 * completed then.
 */
export function inProse(words: string, after: string): Meaning {
  const before = lastSentence(words);
  if (PUBLISHED_AT_LAST.test(before)) return 'published';
  if (AT_ONCE_PUBLISHED.test(before)) return meaningOf(before, '');
  // "This report was agreed on 2 September 2022 and published on 29 November".
  if (/^\s*and (?:was )?(?:then |first |finally )?published (?:on|in)\s*(?:the )?$/i.test(before))
    return 'published';
  if (OWN.test(before) || ON_COVER.test(before))
    return meaningOf(before, '') === 'published' ? 'published' : 'other';
  if (/\b(?:report|review|document)\b.{0,30}\b(?:completed|finali[sz]ed|dated)\b.{0,10}$/i.test(before))
    return 'completed';
  return /^\s*$/.test(words + after) ? 'bare' : 'other';
}

/** The words behind the last full stop that ends a sentence. */
export const lastSentence = (words: string): string => words.split(/[.!?]\s+(?=\p{Lu})/u).at(-1) ?? words;
