import { instantOf, timesShown } from '../../local-time.ts';
import { inWords, isRealDate, type PartialDate } from '../../partial-date.ts';

/** A parsed value, or the rest of a sentence that names the problem. */
export type Reading<T> = { readonly value: T } | { readonly problem: string };

const MONTHS = [
  ['january', 'ionawr'],
  ['february', 'chwefror'],
  ['march', 'mawrth'],
  ['april', 'ebrill'],
  ['may', 'mai'],
  ['june', 'mehefin'],
  ['july', 'gorffennaf'],
  ['august', 'awst'],
  ['september', 'medi'],
  ['october', 'hydref'],
  ['november', 'tachwedd'],
  ['december', 'rhagfyr'],
];
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const NO_DATE = 'is not a date; write it as 24 April 2024, 24/04/2024, April 2024 or 2024-04-24';
const NO_DAY = 'names a day that is not in the calendar; write the day first, then the month';
const NO_MOMENT = 'is not a day and time; write it as 24 April 2024 09:00';
const CLOCK_CHANGE =
  'is in the hour in which the clocks change, which comes twice or not at all; write another time';
const NO_TIME = 'needs a time of day, such as 24 April 2024 09:00';

/**
 * A date, day first: `24 April 2024`, `24th of April, 2024`, `24/04/2024`, `Wed 24 Apr 2024`, `April 2024`,
 * `2024`. A weekday must match.
 */
export function readDate(written: string): Reading<PartialDate> {
  const words = written
    .toLowerCase()
    .replace(/(\d)(?:st|nd|rd|th)\b/g, '$1')
    .replace(/,|\b(?:of|the|on)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/[ .]+$/, '')
    .trim();
  const [, weekday, date = ''] = /^([a-z]{3,9})\.? (?=.*\d{4})(.*\d.*\d{4}.*)$/.exec(words) ?? [];
  const isWeekday = weekday !== undefined && beginning(WEEKDAYS, weekday) >= 0;
  const iso = isoOf(isWeekday ? date : words);
  if (iso === undefined)
    return {
      problem: /^\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2}$/.test(words) ? 'needs a year of four digits' : NO_DATE,
    };
  if (!isRealDate(iso)) return { problem: NO_DAY };
  const is = new Date(`${iso}T00:00:00Z`).getUTCDay();
  if (isWeekday && iso.length === 10 && beginning(WEEKDAYS, weekday) !== is)
    return {
      problem: `names another weekday than ${inWords(iso)}, which is a ${capital(WEEKDAYS[is] ?? '')}`,
    };
  return { value: iso };
}

/** A date with a day. */
export function readDay(written: string): Reading<string> {
  const date = readDate(written);
  if ('problem' in date || date.value.length === 10) return date;
  return { problem: 'needs a day, such as 24 April 2025' };
}

/**
 * A day with a time of day in a time zone, as ISO 8601 UTC: `1 June 2027 09:00`, `30/11/2026 at 9.30am`,
 * `noon on 1 June 2027`.
 */
export function readMoment(written: string, timeZone: string): Reading<string> {
  const words = written.toLowerCase().replace(/[ .]+$/, '');
  const zone = /\b(?:gmt|bst|utc|cet|cest)\b|\d(?:z|[+-]\d{2}:?\d{2})$/.exec(words)?.[0];
  if (zone !== undefined)
    return { problem: 'names a time zone; leave it out, and write the time that clocks here show' };
  if (/\bmidnight\b|\b24[:.]00\b|\b12(?:[:.]00)? ?a\.?m\b/.test(words))
    return { problem: 'does not say which midnight; write 00:01 or 23:59 with the day' };
  for (const { match, time } of timesIn(words)) {
    const rest = words.replace(match, ' ').replace(/\b(?:at|from)\b|(?<=\d)t\b/g, ' ');
    const day = readDate(rest.replace(/(?:^|\s)[-–—](?=\s|$)/g, ' '));
    if ('value' in day && day.value.length === 10)
      return timesShown(day.value, time, timeZone) === 1
        ? { value: instantOf(day.value, time, timeZone) }
        : { problem: CLOCK_CHANGE };
    if ('problem' in day && day.problem !== NO_DATE) return day;
  }
  return { problem: 'value' in readDay(written) ? NO_TIME : NO_MOMENT };
}

/** Substrings that may be a time of day, most certain first. */
function* timesIn(words: string): Generator<{ readonly match: string; readonly time: string }> {
  const clock = /(?<![\d./-])(\d{1,2})(?:[:.]| ?h ?)(\d{2})(?::\d{2})?(?![\d./-]) ?([ap])?(?:\.?m\b\.?)?/g;
  // The T of ISO 8601 separates day and time.
  for (const [match, hour, minute, half] of words.replace(/(\d)t(\d)/, '$1 $2').matchAll(clock))
    yield* timeOf(match, hour, minute, half);
  for (const [match, hour, half] of words.matchAll(/\b(\d{1,2}) ?([ap])\.?m\b\.?/g))
    yield* timeOf(match, hour, '00', half);
  for (const [match] of words.matchAll(/\b(?:12 )?(?:noon|midday)\b/g)) yield { match, time: '12:00' };
  for (const [match, hour, minute] of words.matchAll(/\b([01]\d|2[0-3])([0-5]\d) ?(?:hrs|hours|h)?\b/g))
    yield* timeOf(match, hour, minute, undefined);
}

function* timeOf(match: string, hour = '', minute = '', half: string | undefined) {
  const isTwelve = half !== undefined;
  if (isTwelve && (Number(hour) < 1 || Number(hour) > 12)) return;
  const hours = isTwelve ? (Number(hour) % 12) + (half === 'p' ? 12 : 0) : Number(hour);
  if (hours < 24 && Number(minute) < 60) yield { match, time: `${String(hours).padStart(2, '0')}:${minute}` };
}

/** `2024-04-24` from any notation. Does not check that the date exists. */
function isoOf(words: string): string | undefined {
  const numbers =
    /^(?<y>\d{4})(?:[-/.](?<m>\d{1,2})(?:[-/.](?<d>\d{1,2}))?)?$/.exec(words) ??
    /^(?:(?<d>\d{1,2})[-/. ])?(?<m>\d{1,2})[-/. ](?<y>\d{4})$/.exec(words);
  const named =
    /^(?:(?<d>\d{1,2})[ -]?)?(?<m>[a-z]{3,})\.?[ -](?<y>\d{4})$/.exec(words) ??
    /^(?<m>[a-z]{3,})\.? (?<d>\d{1,2}) (?<y>\d{4})$/.exec(words);
  const { y, m, d } = (numbers ?? named)?.groups ?? {};
  if (y === undefined) return undefined;
  const month = numbers ? m : String(monthOf(m ?? '') + 1);
  return [y, month, d].flatMap((part) => (part === undefined ? [] : [part.padStart(2, '0')])).join('-');
}

const monthOf = (word: string): number => MONTHS.findIndex((names) => beginning(names, word) >= 0);

/** Index of the name that a word of three letters or more abbreviates. */
const beginning = (names: readonly string[], word: string): number =>
  word.length < 3 ? -1 : names.findIndex((name) => name.startsWith(word));

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
