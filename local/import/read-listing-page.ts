import { parse } from 'node-html-parser';
import type { PartialDate } from '#shared/domain/partial-date.ts';
import { writtenDates } from '#shared/report/facts/parse-dates.ts';
import { type Line, readBlocks } from './read-blocks.ts';
import { readTables, type TableRow } from './read-tables.ts';

/** A review on an existing page. `date` and `status` are copied unchanged. */
export interface PageReview {
  readonly title: string;
  readonly summary: string;
  readonly published?: PartialDate;
  readonly date?: string;
  readonly status?: string;
  /** Links to PDFs beside the review, in order. */
  readonly links: readonly string[];
}

/** Kinds of lines, one letter each: title, summary, date, status. */
type Kind = 'T' | 'S' | 'D' | 'P';

/**
 * Common layouts of a review, as patterns over the kinds of its lines. The layout that covers most lines is
 * used for the whole page. A new layout needs one line here and an example in the tests.
 */
const LAYOUTS: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: 'title, summary, date, status', pattern: /TS+DP?/g },
  { name: 'title, date, status, summary', pattern: /TDP?S+/g },
  { name: 'title, status, date, summary', pattern: /TPDS+/g },
  { name: 'title, status, summary, date', pattern: /TPS+D/g },
  { name: 'date, title, summary', pattern: /DTS+P?/g },
  { name: 'title, summary', pattern: /TS+P?/g },
];

const STATUS =
  /^(?:status ?:? ?)?(?:published|no longer published|delayed|not published|withdrawn|archived)\.?$/i;
const DATE_LABEL = /^(?:date )?(?:published|publication date|date of publication|date)(?: on)?(?: ?:)? /i;
const LINK_LABEL = /^(?:download|read|view|open|full report|report|overview report|pdf)\b/i;
/** Maximum length of a title; a longer line is a paragraph. */
const MAX_TITLE = 90;

/** Facts of a page about a review that no field of a note has, such as "Document type: Review". */
const OTHER_FACTS = [
  'document type',
  'type',
  'category',
  'format',
  'organisation',
  'pages',
  'file size',
  'size',
  'last updated',
  'updated',
  'topics?',
  'tags?',
  'posted in',
];
const OTHER_FACT = new RegExp(`^(?:${OTHER_FACTS.join('|')}) ?:`, 'i');

/**
 * Reads the reviews of a listing page, saved as HTML or text: the rows of its tables of reviews, or else its
 * lines. Ignores what belongs to no review.
 */
export function readListingPage(source: string): readonly PageReview[] {
  if (!/<(?:html|body|div|p|h\d|li|table)\b/i.test(source)) return reviewsIn(textLines(source)).reviews;
  const root = parse(source, { blockTextElements: { script: false, style: false, noscript: false } });
  const rows = readTables(root);
  if (rows.length > 0) return rows.map(reviewOfRow);
  const lines = readBlocks(root);
  // A line of links is the title of a review, or the documents of the one above: as more of the page is read.
  const [one, other] = [LINK_LABEL, /(?:)/].map((label) => reviewsIn(withDocuments(lines, label)));
  return (other && one && other.share > one.share ? other : one)?.reviews ?? [];
}

/** Reads lines by the layout that covers most of them. */
function reviewsIn(allLines: readonly Line[]): { readonly reviews: PageReview[]; readonly share: number } {
  const lines = allLines.filter(({ text }) => !OTHER_FACT.test(text)).flatMap(withDateApart);
  const kinds = lines.map(kindOf).join('');
  const [best = []] = LAYOUTS.map(({ pattern }) => [...kinds.matchAll(pattern)]).sort(
    (one, other) => linesIn(other) - linesIn(one),
  );
  return {
    reviews: best.map((match) => reviewOf(lines.slice(match.index, match.index + match[0].length))),
    share: linesIn(best) / lines.length,
  };
}

/** Lines of links with this label joined to the line above. */
function withDocuments(lines: readonly Line[], label: RegExp): readonly Line[] {
  const joined: Line[] = [];
  for (const line of lines) {
    const before = joined.at(-1);
    if (line.links.length > 0 && before !== undefined && (line.isDocuments ?? false) && label.test(line.text))
      joined[joined.length - 1] = { ...before, links: [...before.links, ...line.links] };
    else joined.push(line);
  }
  return joined;
}

/** "Child A – Published March 2024" and "Child A (2024)" as a title and a date. */
function withDateApart(line: Line): readonly Line[] {
  const [, title, date = ''] = /^([^.]{3,}?) ?[–—(|,:-] ?([^–—(|,:-]+)\)?$/.exec(line.text) ?? [];
  const day = date.replace(/\)$/, '').trim();
  if (title === undefined || dateOf(title) !== undefined || dateOf(day) === undefined) return [line];
  if (DATE_LABEL.test(`${title} `)) return [line];
  return [
    { ...line, text: title.trim() },
    { text: day, links: [] },
  ];
}

function reviewOfRow({ cells, links }: TableRow): PageReview {
  const published = cells.date === undefined ? undefined : dateOf(cells.date);
  return {
    title: cells.title ?? '',
    summary: cells.summary ?? '',
    ...(published !== undefined && { published }),
    ...(cells.date !== undefined && { date: cells.date }),
    ...(cells.status !== undefined && { status: cells.status }),
    links,
  };
}

const linesIn = (matches: readonly RegExpExecArray[]): number =>
  matches.reduce((sum, [kinds]) => sum + kinds.length, 0);

function textLines(source: string): readonly Line[] {
  return source
    .split(/\r?\n/)
    .map((line) => ({ text: line.replace(/\s+/g, ' ').trim(), links: [] }))
    .filter(({ text }) => text !== '');
}

function kindOf({ text }: Line): Kind {
  if (STATUS.test(text)) return 'P';
  if (dateOf(text) !== undefined) return 'D';
  return text.length <= MAX_TITLE && !/[.!?]['’”]?$/.test(text) ? 'T' : 'S';
}

/** The date of a line that contains only a date and its label. */
function dateOf(text: string): PartialDate | undefined {
  const words = text.replace(DATE_LABEL, '').replace(/\.$/, '');
  const [date, ...others] = writtenDates(words);
  return others.length === 0 && date?.words.trim() === words.trim() ? date.value : undefined;
}

function reviewOf(lines: readonly Line[]): PageReview {
  const texts = (kind: Kind) => lines.filter((line) => kindOf(line) === kind).map(({ text }) => text);
  const [date] = texts('D');
  const [status] = texts('P');
  const published = date === undefined ? undefined : dateOf(date);
  return {
    title: texts('T').at(-1) ?? '',
    summary: texts('S').join('\n\n'),
    ...(published !== undefined && { published }),
    ...(date !== undefined && { date }),
    ...(status !== undefined && { status }),
    links: lines.flatMap(({ links }) => links),
  };
}
