/** What the words around a date say of it. */
export type Meaning = 'published' | 'completed' | 'bare' | 'approved' | 'version' | 'other';

/** Dates of something else than the report. */
const OTHER =
  /\b(?:born|d\.?\s?o\.?\s?[bd]\b\.?|birth|died|death|deceased|incident|injur\w+|events?|inquest|trial|proceedings|prosecution|verdict|court|sentenc\w*|convict\w*|hearing|submitted|submission|deposit\w*|received|commission\w*|embargo\w*|not (?:for|to be) (?:publi\w*|release\w*|circulat\w*)|retire\w*|review (?:by|due)|next review|expir\w*|until|valid|panel|meeting|held|took place|learning event|notif\w*|referr\w*|period|between|from|scope|since|after|act|working together|guidance|aged?|first draft|printed|accessed|retrieved|inspection|planned|proposed|intended|expected|target|anticipated|scheduled|provisional\w*|geni|ganwyd|marw\w*|digwyddiad)\b/i;
/** The words nearest to the date say what it is. */
const MEANINGS: readonly (readonly [Meaning, RegExp])[] = [
  ['other', OTHER],
  [
    'approved',
    /\b(?:approv\w*|agreed|ratif\w*|sign(?:ed)?[\s-]?off|accepted|endors\w*|adopted|presented|cymeradwy\w*)\b/i,
  ],
  [
    'version',
    /\b(?:version|draft|amended|updated?|revised|revision|last edited|modified|v\d+(?:\.\d+)*|issue \d+|fersiwn|diweddar\w*)\b/i,
  ],
  [
    'completed',
    /\b(?:complet\w*|finali[sz]ed|finished|concluded|date of (?:the )?(?:report|review|this report)|report date|date of (?:final )?(?:overview )?report|written|authored|prepared|dated?|final(?: report)?|report|cwblha\w*|dyddiad)\b/i,
  ],
];
const PUBLISHED =
  /\b(?:published|publication|publish(?:ing)? date|launch(?:ed)? date|made public|release(?:d| date)|cyhoedd\w*)\b/i;

/** Words of the date itself. */
const FILLERS = /\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|the|on|in)\b,?/gi;

/** Whether no word before a date says what it is. */
export const saysNothing = (before: string): boolean => !/\p{L}/u.test(before.replace(FILLERS, ''));

/** Words right before a date that leave open which day or month is meant: a season, a quarter, a week. */
const VAGUE =
  /\b(?:(?:early|mid|late|beginning|middle|end|spring|summer|autumn|winter|gwanwyn|haf|gaeaf|(?:quarter|half|term|chwarter)(?: (?:\d|one|two|three|four))?|q ?[1-4])(?:[\s,-]+(?:of|in|o))?|(?:week|w\/?)(?: ?(?:commencing|beginning|ending|of|[bce])\b)|circa|around|about)[\s,:–-]*(?:the )?$/i;

/** Whether a date is not said exactly: "Spring 2024", "Quarter 2, 2022", "week commencing 12 June 2023". */
export const isVague = (before: string, date: string): boolean =>
  VAGUE.test(before) &&
  (/^\d{4}$/.test(date) || !/\b(?:early|mid|late|beginning|middle|end)\W*(?:of )?$/i.test(before));

/** Whether a line is the label of a date, whatever date stands in it. */
export const isDateLabel = (text: string): boolean =>
  text.length < 50 &&
  (PUBLISHED.test(text) || /^(?:date|dated|d\.?o\.?[bd]\.?|born|version|dyddiad)\b/i.test(text)) &&
  !/\b(?:review|by)\b/i.test(text);

/** What the words of its line say of a date. */
export function meaningOf(before: string, after: string): Meaning {
  // "February 22, 2019 (date of publication)": words behind the date count only where none stand before it, or no more than "Date".
  const firmly = before.replace(FILLERS, '').replace(/^\W*(?:date|dated|dyddiad)\W*$/i, '');
  const context = /\p{L}{3}/u.test(firmly) || !/\p{L}/u.test(after) ? before : `${before} ${after}`;
  let best: { at: number; meaning: Meaning } | undefined;
  const consider = (meaning: Meaning, pattern: RegExp): void => {
    for (const match of context.matchAll(new RegExp(pattern, 'gi'))) {
      const at = match.index + match[0].length;
      if (!best || at > best.at) best = { at, meaning };
    }
  };
  for (const [meaning, pattern] of MEANINGS) consider(meaning, pattern);
  const firm = best;
  consider('published', PUBLISHED);
  if (
    best?.meaning === 'published' &&
    firm &&
    (firm.meaning === 'approved' ||
      /\b(?:not|planned|proposed|intended|expected|target|anticipated|scheduled|provisional\w*|embargo\w*|until|version|draft)\b/i.test(
        clauseOf(context),
      ))
  )
    return firm.meaning;
  // "Date of publication", "Report published", "Published: ... (final)": publication outweighs the vaguer words.
  if (firm?.meaning === 'completed' && PUBLISHED.test(context) && !/\bcomplet/i.test(context))
    return 'published';
  // "Inquest concluded": what ended was something else than the report.
  const clause = context.split(/[,;|]/).at(-1) ?? context;
  if (best?.meaning === 'completed' && !/\breport\b/i.test(clause) && OTHER.test(clause)) return 'other';
  // "Ministerial Board: 4 August" is labelled, if by words that say nothing to us.
  if (!best && /\p{L}{3}[^:]*:\s*$/u.test(context)) return 'other';
  return best?.meaning ?? 'bare';
}

/** What stands between the last label but one and the date: "Version: Final Published:" ends in a clause of its own. */
const clauseOf = (context: string): string =>
  context
    .replace(/[\s:–-]+$/, '')
    .split(/[:;|]|\.\s/)
    .at(-1) ?? context;

/** In a running text a date is only believed when the sentence says that this report was published or completed then. */
export function inProse(words: string, after: string): Meaning {
  const before = words.split(/\.\s+(?=\p{Lu})/u).at(-1) ?? words;
  if (/^(?:date |first |originally )*(?:published|publication|of publication)\b/i.test(before))
    return meaningOf(before, '');
  // "This report was agreed on 2 September 2022 and published on 29 November".
  if (/^\s*and (?:was )?(?:then )?published (?:on|in)\s*(?:the )?$/i.test(before)) return 'published';
  if (/\b(?:report|review|document|it)\b.{0,40}\b(?:published|made public)\b.{0,12}$/i.test(before))
    return meaningOf(before, '') === 'published' ? 'published' : 'other';
  if (/\b(?:report|review|document)\b.{0,30}\b(?:completed|finali[sz]ed)\b.{0,10}$/i.test(before))
    return 'completed';
  return /^\s*$/.test(words + after) ? 'bare' : 'other';
}
