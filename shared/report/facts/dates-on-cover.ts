import { SHORT_MONTHS } from '../months.ts';
import type { TidyLine } from '../normalize-lines.ts';
import { alternatives, phraseTables } from '../phrases.ts';
import {
  inProse,
  isVague,
  type Meaning,
  meaningOf,
  mentionsPublicationDate,
  saysNothing,
} from './date-roles.ts';
import type { FrontLine } from './front-matter.ts';
import { MOST_LEADING, SIZE_TOLERANCE } from './line-spacing.ts';
import { type WrittenDate, writtenDates } from './parse-dates.ts';

const datePhrases = phraseTables('date');

/** A date in the report, and what the words around it say that it is. */
export interface SeenDate {
  /** Without a value if it is not exact. */
  readonly date: WrittenDate;
  readonly meaning: Meaning;
  readonly line: TidyLine;
}

/** From the middle of a cell over two lines to each of its baselines, in font sizes. */
const HALF_ROW = 0.9;
/** From a date to its label above or below, in font sizes. */
const NEAR = 3.2;
/** Points by which the baselines of one row may differ. */
const SAME_ROW = 3;
/** Characters of a line that is only a label. */
const LONGEST_LABEL = 45;

/**
 * A line of the cover, or two that belong together, in which words about the publication stand near a year.
 */
export function missedOnCover(front: readonly FrontLine[]): TidyLine | undefined {
  for (const [i, line] of front.entries()) {
    if (line.prose) continue;
    const next = front[i + 1];
    const isLabelled = isLabel(line.text) && next?.page === line.page && isNear(line, next);
    const text = isLabelled ? `${line.text} ${next.text}` : line.text;
    if (mentionsPublicationDate(text)) return { ...line, text };
  }
  return undefined;
}

/** Every date on the cover, with what it is. */
export function datesOnCover(front: readonly FrontLine[]): SeenDate[] {
  const seen: SeenDate[] = [];
  front.forEach((line, i) => {
    const lead = wrappedLabel(front[i - 1], line);
    const text = lead + line.text;
    const written = writtenDates(text);
    const all = written.length > 0 ? written : labelledYear(text);
    const dates = all.filter((date) => date.end > lead.length);
    dates.forEach((date, nth) => {
      const before = text.slice(dates[nth - 1]?.end ?? 0, date.start);
      const meaning = meaningOnCover(front, i, { text, before, dates, nth }, seen.at(-1));
      const { value, ...words } = date;
      seen.push({ date: isVague(before, date.words) ? words : date, meaning, line });
    });
  });
  return seen;
}

/** One of the dates of a line. */
interface Place {
  /** The line, with the end of the line before if a date runs over. */
  readonly text: string;
  /** The words between the date before and this one. */
  readonly before: string;
  readonly dates: readonly WrittenDate[];
  readonly nth: number;
}

/** What a date on the cover is, by the words in its line, else by its label or the head of its table. */
function meaningOnCover(
  front: readonly FrontLine[],
  index: number,
  place: Place,
  last: SeenDate | undefined,
): Meaning {
  const { text, before, dates, nth } = place;
  const [line, date] = [front[index], dates[nth]];
  if (!line || !date) return 'other';
  if (TIME_OF_PRINTING.test(text.slice(date.end))) return 'other';
  if (isEndOfPeriod(dates, nth, text, front[index - 1]?.text ?? '')) return 'other';
  // "Cyhoeddwyd / Published: 5 Mawrth 2026 / 5 March 2026".
  const isTwin = /^\s*[/|(]\s*$/.test(before) && last?.date.value === date.value;
  const after = wordsBehind(place, date);
  const own = line.prose ? inProse(before, after) : meaningOf(before, after);
  const meaning = isTwin && last ? last.meaning : own;
  if (meaning !== 'bare' || nth > 0 || !saysNothing(before)) return meaning;
  const label = labelFor(front, index);
  const labelled = label ? meaningOf(label, '') : meaning;
  const isVersion = (labelled === 'bare' || labelled === 'completed') && inVersionTable(front, line);
  return isVersion ? 'version' : labelled;
}

/** Words between two dates belong to the second, but for what stands in brackets behind the first. */
function wordsBehind({ text, dates, nth }: Place, date: WrittenDate): string {
  const next = dates[nth + 1];
  if (!next) return text.slice(date.end);
  return /^\s*\([^)]*\)/.exec(text.slice(date.end, next.start))?.[0] ?? '';
}

/** A browser prints "12/03/2024, 14:22" at the top of a page. */
const TIME_OF_PRINTING = /^,? \d{1,2}:\d{2}(?!\s*(?:am|pm|hours))/i;

/** The end of the line before, when a date runs over from it: "... Published: 22 / June 2017". */
function wrappedLabel(last: FrontLine | undefined, line: FrontLine): string {
  if (!last || last.page !== line.page || last.beside || Math.abs(last.size - line.size) > SIZE_TOLERANCE)
    return '';
  if (line.y - last.y > line.size * MOST_LEADING || line.y <= last.y) return '';
  const tail = last.text.split(/[;|]|\.(?=\s)/).at(-1) ?? '';
  const split =
    (/\b\d{1,2}(?:st|nd|rd|th)?$/.test(tail) && /^\p{L}+,? \d{4}\b/u.test(line.text)) ||
    (/^(?:19|20)\d\d\b/.test(line.text) &&
      writtenDates(`${tail} ${line.text.slice(0, 4)}`).length > writtenDates(tail).length);
  // "(born" and below it "2001)".
  const isOpen = /\([^)]*$/.test(tail) && /^[^(]{0,30}\)/.test(line.text);
  const labelled = last.text.length > LONGEST_LABEL && /\b(?:publi\w+|completed|date|on)\s*:?$/i.test(tail);
  return split || labelled || isOpen ? `${tail.trim()} ` : '';
}

/**
 * "January 2019 to March 2021" is a time that was looked at, and "... Victims Act / 2004" a law over two
 * lines.
 */
function isEndOfPeriod(
  dates: readonly WrittenDate[],
  nth: number,
  text: string,
  lineBefore: string,
): boolean {
  const joined = (a: WrittenDate | undefined, b: WrittenDate | undefined): boolean =>
    a !== undefined &&
    b !== undefined &&
    /^\s*(?:to|until|till|and|up to|[–—-])\s*$/i.test(text.slice(a.end, b.start));
  if (joined(dates[nth], dates[nth + 1]) || joined(dates[nth - 1], dates[nth])) return true;
  const first = dates[nth];
  if (nth > 0 || !first) return false;
  // "January – March 2021": a period that names the year once.
  if (MONTH_TO.test(text.slice(0, first.start))) return true;
  if (/\p{L}/u.test(text.slice(0, first.start))) return false;
  return (
    (/\b(?:from|to|until|between|and|since)$/i.test(lineBefore) && writtenDates(lineBefore).length > 0) ||
    (first.words.length === 4 &&
      /\b(?:act|regulations?|guidance|together|children|order|code)$/i.test(lineBefore))
  );
}

const MONTH_TO = new RegExp(
  `\\b(?:${SHORT_MONTHS})\\p{L}*\\.?(?: (?:19|20)\\d\\d)?\\s*(?:to|until|and|[–—-])\\s*(?:the )?$`,
  'iu',
);

/** Whether the line is a cell below a head such as Version | Date | Author. */
function inVersionTable(front: readonly FrontLine[], line: FrontLine): boolean {
  if (!line.beside) return false;
  return front.some(
    (head) =>
      head.page === line.page &&
      head.beside &&
      head.y < line.y - SAME_ROW &&
      /^(?:version|revision|issue|draft)\b[^:]{0,12}$/i.test(head.text),
  );
}

/**
 * "Published 2019": a year alone counts when a label stands before it. "Published: xx/xx/2019" is still to be
 * filled in.
 */
function labelledYear(text: string): WrittenDate[] {
  const found = LABELLED_YEAR.exec(text)?.groups;
  if (!found?.year || BLANK.test(found.between ?? '')) return [];
  const start = text.lastIndexOf(found.year);
  return [{ value: found.year, words: found.year, start, end: start + 4 }];
}

const YEAR_LABEL = '(?:publi\\p{L}+|dated?|completed|cyhoedd\\p{L}*)';
const QUARTER = '[^\\d]{0,12}\\bq(?:uarter)?\\.? ?[1-4],? (?:of )?';
const LABELLED_YEAR = new RegExp(
  `^(?:.{0,30}(?<!\\p{L}))?${YEAR_LABEL}(?!\\p{L})(?<between>[^\\d]{0,20}|${QUARTER})(?<year>(?:19|20)\\d{2})\\W*$`,
  'iu',
);
const BLANK = /xx|dd|mm|[/_?]/i;

/** A label that stands alone: left of the date in its row, right above it, or right below it. */
function labelFor(front: readonly FrontLine[], index: number): string | undefined {
  const line = front[index];
  if (!line) return undefined;
  const near = front.filter((other) => other.page === line.page && other !== line);
  const left = leftOf(line, near);
  if (left !== undefined && meaningOf(left, '') !== 'bare') return left;
  const inColumn = near.filter(
    (other) => other.x < line.right && other.right > line.x && !WEEKDAY.test(other.text),
  );
  const [above] = inColumn.filter((other) => other.y < line.y).toSorted((a, b) => b.y - a.y);
  if (above && isNear(line, above) && isLabel(above.text)) return above.text;
  const [below, next] = inColumn.filter((other) => other.y > line.y).toSorted((a, b) => a.y - b.y);
  // "14 July 2022", and below it "Date of publication", unless the next date is what it goes with.
  const owned = below && next && isNear(below, next) && writtenDates(next.text).length > 0;
  return below && isNear(line, below) && !owned && isCaption(below.text) ? below.text : left;
}

const WEEKDAY = /^(?:mon|tues|wednes|thurs|fri|satur|sun)day,?$/i;

/** What stands left of a cell: in its row, or over two lines of which its row is the middle. */
function leftOf(line: FrontLine, near: readonly FrontLine[]): string | undefined {
  const before = near.filter((other) => other.x < line.x);
  const inRow = before.filter((other) => Math.abs(other.y - line.y) < SAME_ROW).toSorted((a, b) => b.x - a.x);
  if (inRow[0]) return writtenDates(inRow[0].text).length === 0 ? inRow[0].text : undefined;
  const around = before.filter(
    (other) => other.right < line.x && Math.abs(other.y - line.y) < line.size * HALF_ROW,
  );
  return around.length === 2 ? around.map((other) => other.text).join(' ') : undefined;
}

const isNear = (line: FrontLine, other: FrontLine): boolean => Math.abs(line.y - other.y) < line.size * NEAR;

const isLabel = (text: string): boolean =>
  text.length <= LONGEST_LABEL && (/:\s*$/.test(text) || LABEL.test(text));

const LABEL = new RegExp(`^(?:${alternatives(datePhrases('LABELS'))})(?: date| on| in)?\\s*[:–—-]?$`, 'iu');

/** A label below its date: nothing but the words for it. */
const isCaption = (text: string): boolean => CAPTION.test(text);
const CAPTION = new RegExp(`^\\(?(?:${alternatives(datePhrases('CAPTIONS'))})\\)?$`, 'i');
