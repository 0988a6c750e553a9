import { isRealDate, type PartialDate } from '#shared/domain/partial-date.ts';

/** A date as it is written in a line; `value` is absent when the calendar has no such day or month. */
export interface WrittenDate {
  readonly value?: PartialDate;
  readonly words: string;
  readonly start: number;
  readonly end: number;
}

const MONTHS: readonly (readonly string[])[] = [
  ['january', 'jan', 'ionawr'],
  ['february', 'feb', 'chwefror'],
  ['march', 'mar', 'mawrth', 'fawrth'],
  ['april', 'apr', 'ebrill'],
  ['may', 'mai', 'fai'],
  ['june', 'jun', 'mehefin', 'fehefin'],
  ['july', 'jul', 'gorffennaf', 'orffennaf'],
  ['august', 'aug', 'awst'],
  ['september', 'sept', 'sep', 'medi', 'fedi'],
  ['october', 'oct', 'hydref'],
  ['november', 'nov', 'tachwedd', 'dachwedd'],
  ['december', 'dec', 'rhagfyr', 'ragfyr'],
];
const MONTH_OF = new Map(MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));

const MONTH = `(?<month>${[...MONTH_OF.keys()].sort((a, b) => b.length - a.length).join('|')})\\b\\.?`;
const DAY = '(?<day>\\d{1,2})(?: ?(?:st|nd|rd|th|af|ain|il|ydd|eg|fed))?\\b';
const YEAR = '(?<year>(?:19|20|21)\\d{2})(?!\\d)';
const SHORT_YEAR = "(?:['’](?<short>\\d{2})|(?<bare>\\d{2}))(?![\\d/.:%-]|\\w)";
const DAY_OF_MONTH = '(?<day>\\d{1,2})';
const MONTH_NUMBER = '(?<num>\\d{1,2})';
const ANY_YEAR = '(?:(?<year>(?:19|20|21)\\d{2})|(?<bare>\\d{2}))';
const BETWEEN = '\\s*[,./-]?\\s*(?:(?:day )?of\\s+|o\\s+)?';

/** In the order in which they are tried; the first that matches at a place wins. */
const FORMS: readonly RegExp[] = [
  // 4 March 2022, 4th of March 2022, 04-Mar-2022, Friday 4 March 2022
  new RegExp(`(?=\\d)(?<![\\d/]|\\d\\.)${DAY}${BETWEEN}${MONTH}${BETWEEN}(?:${YEAR}|${SHORT_YEAR})`, 'giu'),
  // March 4th, 2022
  new RegExp(`(?<!\\p{L})${MONTH}\\s*${DAY}\\s*,?\\s*${YEAR}`, 'giu'),
  // March 2022, March, 2022, March '22
  new RegExp(`(?<!\\p{L})${MONTH}\\s*[,/-]?\\s*(?:${YEAR}|['’](?<short>\\d{2})(?!\\d))`, 'giu'),
  // 2022-03-04
  /(?=\d)(?<![\d/.-])(?<year>(?:19|20|21)\d{2})[-/](?<num>\d{1,2})[-/](?<day>\d{1,2})(?![\d/])/gu,
  // 04/03/2022, 4.3.2022, 04-03-22: the day comes first
  new RegExp(
    `(?=\\d)(?<![\\d/-]|\\d\\.)${DAY_OF_MONTH}\\s?(?<sep>[/.–-])\\s?${MONTH_NUMBER}\\s?\\k<sep>\\s?${ANY_YEAR}(?![\\d/]|[.-]\\d)`,
    'gu',
  ),
  // 03/2022 and 03.2022, but not a case code such as CYSUR 10/2019
  /(?=\d)(?<![\d/.-]|[A-Z]{2,} )(?<num>\d{2})[/.](?<year>(?:19|20|21)\d{2})(?![\d/])/gu,
];
/** The forms that begin with a month: dear to look for, and in vain where there is no year. */
const [, MONTH_AND_DAY, MONTH_ALONE] = FORMS;
const A_YEAR = /(?:19|20|21)\d{2}|['’]\d{2}/;
const LONE_YEAR = /^(?:[^\p{L}\d]*)(?<year>(?:19|20)\d{2})(?:[^\p{L}\d]*)$/u;

/**
 * Every date in a line, left to right, each as precise as it is written. Numbers are day first. A day that
 * the calendar does not have (31 June, 17/20/2022) is given without a value. A year by itself counts only
 * when it is the whole text.
 */
export function writtenDates(text: string): WrittenDate[] {
  if (!/\d/.test(text)) return [];
  const found: WrittenDate[] = [];
  const hasYear = A_YEAR.test(text);
  for (const form of FORMS) {
    if (!hasYear && (form === MONTH_AND_DAY || form === MONTH_ALONE)) continue;
    // Most forms are not in most texts, and a list of matches is dearer to begin than to find empty.
    form.lastIndex = 0;
    for (let match = form.exec(text); match; match = form.exec(text)) {
      const start = match.index;
      const end = start + match[0].length;
      if (found.some((other) => start < other.end && other.start < end)) continue;
      const value = dateOf(match.groups ?? {});
      found.push({ words: match[0].trim(), start, end, ...(value !== undefined && { value }) });
    }
  }
  const alone = found.length === 0 ? LONE_YEAR.exec(text) : null;
  if (alone?.groups?.year) {
    found.push({ value: alone.groups.year, words: alone.groups.year, start: 0, end: text.length });
  }
  return found.sort((a, b) => a.start - b.start);
}

function dateOf(parts: Partial<Record<string, string>>): PartialDate | undefined {
  const short = parts.short ?? parts.bare;
  const year = parts.year ?? (short === undefined ? undefined : `${Number(short) > 60 ? 19 : 20}${short}`);
  const month = parts.month ? MONTH_OF.get(parts.month.toLowerCase()) : Number(parts.num);
  if (year === undefined || month === undefined || Number.isNaN(month)) return undefined;
  const pieces = [year, String(month).padStart(2, '0')];
  if (parts.day !== undefined) pieces.push(parts.day.padStart(2, '0'));
  const value = pieces.join('-');
  return isRealDate(value) ? value : undefined;
}

/** Whether one date says the same as the other, only less precisely. */
export function agrees(a: PartialDate, b: PartialDate): boolean {
  return a.startsWith(b) || b.startsWith(a);
}
