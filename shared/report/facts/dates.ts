import type { PartialDate } from '#shared/domain/partial-date.ts';
import type { Fact } from '#shared/domain/review/fact.ts';
import type { TidyLine, TidyPage, TidyReport } from '../normalize-lines.ts';
import { alternatives } from '../phrases.ts';
import { CAPTIONS, LABELS, PUBLICATION_NOTES } from './date-phrases.ts';
import {
  inProse,
  isDateLabel,
  isOwnPublication,
  isVague,
  lastSentence,
  type Meaning,
  meaningOf,
  mentionsPublicationDate,
  saysNothing,
} from './date-roles.ts';
import type { FrontLine } from './front-matter.ts';
import { agrees, type WrittenDate, writtenDates } from './parse-dates.ts';
import { pagesJoined } from './review-type.ts';

export interface Dates {
  /** The rules that gave the facts. */
  readonly rules: { readonly publishedOn: string; readonly reportedOn: string };
  readonly publishedOn?: Fact<PartialDate>;
  readonly reportedOn?: Fact<PartialDate>;
  /**
   * Words about the publication near a date that was not taken: the report has a date of publication, and
   * which one is unclear.
   */
  readonly unclear?: TidyLine;
  readonly candidates: { readonly publishedOn: readonly string[]; readonly reportedOn: readonly string[] };
  /** Lines that hold a date or its label: none of them is the title. */
  readonly lines: ReadonlySet<TidyLine>;
}

interface Seen {
  /** Without a value if it is not exact. */
  readonly date: WrittenDate;
  readonly meaning: Meaning;
  readonly line: TidyLine;
}

/**
 * `publishedOn` only from words that call a date the publication; `reportedOn` from the date of completion,
 * then a date that stands by itself on the cover, then approval, then a version. Dates of births, deaths,
 * incidents, meetings and submissions are neither. Where two labelled dates contradict each other, neither is
 * taken.
 */
export function readDates(front: readonly FrontLine[], report: TidyReport): Dates {
  const seen = onCover(front);
  const lines = new Set<TidyLine>(seen.map(({ line }) => line));
  for (const line of front) if (isDateLabel(line.text)) lines.add(line);
  const stated = [...seen.filter((one) => one.meaning === 'published'), ...statedInText(report)];
  const published = settle(stated, 0.97);
  const rest = [...seen, ...inFurniture(report)];
  let reported: Fact<PartialDate> | undefined;
  let reportedBy = 'no date';
  for (const [meaning, confidence] of [
    ['completed', 0.95],
    ['bare', 0.9],
    ['approved', 0.8],
    ['version', 0.8],
  ] as const) {
    const of = rest.filter((one) => one.meaning === meaning);
    if (of.length === 0) continue;
    reportedBy = `dates that are ${meaning}`;
    reported = meaning === 'version' ? latest(of, confidence) : settle(of, confidence);
    break;
  }
  if (reported && published && reported.value > published.value && !agrees(reported.value, published.value))
    reported = undefined;
  const unclear = published ? undefined : (stated[0]?.line ?? missedOnCover(front));
  return {
    ...(published && { publishedOn: published }),
    ...(unclear && { unclear }),
    rules: {
      publishedOn: `${stated.length} with publication words: ${stated.map(({ line }) => line.text).join(' / ')}`,
      reportedOn: reportedBy,
    },
    ...(reported && { reportedOn: reported }),
    candidates: {
      publishedOn: wordings(stated.length > 0 ? stated : seen.filter((one) => one.meaning !== 'other')),
      reportedOn: wordings(rest.filter((one) => one.meaning !== 'other')),
    },
    lines,
  };
}

/**
 * A line of the cover, or two that belong together, in which words about the publication stand near a year.
 */
function missedOnCover(front: readonly FrontLine[]): TidyLine | undefined {
  for (const [i, line] of front.entries()) {
    if (line.prose) continue;
    const next = front[i + 1];
    const isLabelled = isLabel(line.text) && next?.page === line.page && isNear(line, next);
    const text = isLabelled ? `${line.text} ${next.text}` : line.text;
    if (mentionsPublicationDate(text)) return { ...line, text };
  }
  return undefined;
}

function onCover(front: readonly FrontLine[]): Seen[] {
  const seen: Seen[] = [];
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
  last: Seen | undefined,
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
  if (!last || last.page !== line.page || last.beside || Math.abs(last.size - line.size) > 0.6) return '';
  if (line.y - last.y > line.size * 1.7 || line.y <= last.y) return '';
  const tail = last.text.split(/[;|]|\.(?=\s)/).at(-1) ?? '';
  const split =
    (/\b\d{1,2}(?:st|nd|rd|th)?$/.test(tail) && /^\p{L}+,? \d{4}\b/u.test(line.text)) ||
    (/^(?:19|20)\d\d\b/.test(line.text) &&
      writtenDates(`${tail} ${line.text.slice(0, 4)}`).length > writtenDates(tail).length);
  const labelled = last.text.length > 45 && /\b(?:publi\w+|completed|date|on)\s*:?$/i.test(tail);
  return split || labelled ? `${tail.trim()} ` : '';
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

const SHORT_MONTHS = 'jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec';
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
      head.y < line.y - 3 &&
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
  const inRow = before.filter((other) => Math.abs(other.y - line.y) < 3).toSorted((a, b) => b.x - a.x);
  if (inRow[0]) return writtenDates(inRow[0].text).length === 0 ? inRow[0].text : undefined;
  const around = before.filter(
    (other) => other.right < line.x && Math.abs(other.y - line.y) < line.size * 0.9,
  );
  return around.length === 2 ? around.map((other) => other.text).join(' ') : undefined;
}

const isNear = (line: FrontLine, other: FrontLine): boolean => Math.abs(line.y - other.y) < line.size * 3.2;

const isLabel = (text: string): boolean => text.length <= 45 && (/:\s*$/.test(text) || LABEL.test(text));

const LABEL = new RegExp(`^(?:${alternatives(LABELS)})(?: date| on| in)?\\s*[:–—-]?$`, 'iu');

/** A label below its date: nothing but the words for it. */
const isCaption = (text: string): boolean => CAPTION.test(text);
const CAPTION = new RegExp(`^\\(?(?:${alternatives(CAPTIONS)})\\)?$`, 'i');

/**
 * A line that is labelled as the publication, and no more than the date, or a sentence of its own, behind it.
 */
const NOTE = new RegExp(`^(?:first |report |originally )?(?:${alternatives(PUBLICATION_NOTES)})\\b`, 'i');
const MENTION = /publish|publication|made public|cyhoedd/i;
/** Pages at the front and at the end on which a line of its own may say when the report was published. */
const NOTED_PAGES = 4;
/** Characters before a date in which the sentence must say that this report was published. */
const SENTENCE = 240;

/**
 * "This report was published on 4 March 2022", wherever it stands; a publication line near the front or at
 * the end; a footer.
 */
function statedInText(report: TidyReport): Seen[] {
  const stated = report.pages.flatMap((page, i) => {
    if (!page.lines.some((line) => MENTION.test(line.text))) return [];
    const isOuter = i < NOTED_PAGES || i >= report.pages.length - NOTED_PAGES / 2;
    return [...inSentences(page), ...(isOuter ? inNotes(page) : [])];
  });
  const inFooters = report.furniture.flatMap((line) =>
    writtenDates(line.text)
      .filter((date) => isPublished(line, date, line.text.slice(date.end)))
      .map((date): Seen => ({ date, meaning: 'published', line })),
  );
  return [...stated, ...inFooters];
}

/** Lines that are labelled as the publication. */
const inNotes = (page: TidyPage): Seen[] =>
  page.lines.flatMap((line): Seen[] => {
    const [date] = NOTE.test(line.text) ? writtenDates(line.text) : [];
    return date && isPublished(line, date, '') ? [{ date, meaning: 'published', line }] : [];
  });

const isPublished = (line: TidyLine, date: WrittenDate, after: string): boolean =>
  meaningOf(line.text.slice(0, date.start), after) === 'published';

function inSentences(page: TidyPage): Seen[] {
  const seen: Seen[] = [];
  for (const { text, starts } of pagesJoined(page.lines)) {
    const words = text.replaceAll('\n', ' ');
    for (const date of writtenDates(words)) {
      const before = lastSentence(words.slice(Math.max(0, date.start - SENTENCE), date.start));
      if (!MENTION.test(before) || !isOwnPublication(before)) continue;
      const line = starts.findLast((start) => start.at <= date.start)?.line;
      if (!line) continue;
      const { value, ...vague } = date;
      seen.push({
        date: isVague(before, date.words) ? vague : date,
        meaning: 'published',
        line: { ...line, text: `${before}${date.words}`.trim() },
      });
    }
  }
  return seen;
}

function inFurniture(report: TidyReport): Seen[] {
  return report.furniture.flatMap((line) =>
    writtenDates(line.text).flatMap((date): Seen[] => {
      const meaning = meaningOf(line.text.slice(0, date.start), line.text.slice(date.end));
      return meaning === 'published' || meaning === 'other' ? [] : [{ date, meaning: 'version', line }];
    }),
  );
}

/** One date if all say the same; the most precise of those that agree; none if they contradict each other. */
function settle(seen: readonly Seen[], confidence: number): Fact<PartialDate> | undefined {
  if (seen.length === 0 || seen.some((one) => one.date.value === undefined)) return undefined;
  const first = seen.filter((one) => /\bfirst published|originally published/i.test(one.line.text));
  const pool =
    first.length > 0 ? first : seen.filter((one) => !/\bre-?published|\bupdated\b/i.test(one.line.text));
  const sorted = (pool.length > 0 ? pool : seen).toSorted(
    (a, b) => (b.date.value ?? '').length - (a.date.value ?? '').length,
  );
  const best = sorted[0];
  const value = best?.date.value;
  if (!best || !value || sorted.some((one) => !agrees(one.date.value ?? '', value))) return undefined;
  return { value, confidence, provenance: { source: 'report', page: best.line.page, words: best.line.text } };
}

/** Of versions, the newest. */
function latest(seen: readonly Seen[], confidence: number): Fact<PartialDate> | undefined {
  const valid = seen.filter((one) => one.date.value !== undefined);
  const best = valid.toSorted((a, b) => (b.date.value ?? '').localeCompare(a.date.value ?? ''))[0];
  if (!best?.date.value) return undefined;
  return {
    value: best.date.value,
    confidence,
    provenance: { source: 'report', page: best.line.page, words: best.line.text },
  };
}

/** What an officer can choose from; an impossible date says so. */
function wordings(seen: readonly Seen[]): string[] {
  return [
    ...new Set(
      seen.map(({ date, line }) =>
        date.value === undefined
          ? `${line.text} (no day or month of the calendar)`
          : line.text.length < 80
            ? `${date.value} (“${line.text}”)`
            : date.value,
      ),
    ),
  ].slice(0, 5);
}
