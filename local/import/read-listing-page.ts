import { parse } from 'node-html-parser';
import type { PartialDate } from '#shared/domain/partial-date.ts';
import { writtenDates } from '#shared/report/facts/parse-dates.ts';

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

interface Line {
  readonly text: string;
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

/** Reads the reviews of a listing page, saved as HTML or text. Ignores other lines. */
export function readListingPage(source: string): readonly PageReview[] {
  const lines = /<(?:html|body|div|p|h\d|li|table)\b/i.test(source) ? htmlLines(source) : textLines(source);
  const kinds = lines.map(kindOf).join('');
  const [best] = LAYOUTS.map(({ pattern }) => [...kinds.matchAll(pattern)]).sort(
    (one, other) => linesIn(other) - linesIn(one),
  );
  return (best ?? []).map((match) => reviewOf(lines.slice(match.index, match.index + match[0].length)));
}

const linesIn = (matches: readonly RegExpExecArray[]): number =>
  matches.reduce((sum, [kinds]) => sum + kinds.length, 0);

function textLines(source: string): readonly Line[] {
  return source
    .split(/\r?\n/)
    .map((line) => ({ text: line.replace(/\s+/g, ' ').trim(), links: [] }))
    .filter(({ text }) => text !== '');
}

/**
 * One line for each block element with text of its own. A line with only a link to a PDF joins the previous
 * one.
 */
function htmlLines(source: string): readonly Line[] {
  const root = parse(source, { blockTextElements: { script: false, style: false, noscript: false } });
  for (const chrome of root.querySelectorAll('nav, header, footer, script, style, form')) chrome.remove();
  const lines: { text: string; links: string[] }[] = [];
  for (const block of root.querySelectorAll(
    'h1, h2, h3, h4, h5, h6, p, li, td, th, dt, dd, time, span, div',
  )) {
    if (block.querySelector('h1, h2, h3, h4, h5, h6, p, li, td, th, dt, dd, time, div') !== null) continue;
    if (block.tagName === 'SPAN' && block.closest('h1, h2, h3, h4, h5, h6, p, li, td, th, dt, dd, time'))
      continue;
    const text = block.textContent.replace(/\s+/g, ' ').trim();
    const links = block
      .querySelectorAll('a')
      .map((link) => link.getAttribute('href') ?? '')
      .filter((address) => /\.pdf(?:[?#]|$)/i.test(address));
    const before = lines.at(-1);
    if (links.length > 0 && LINK_LABEL.test(text) && before !== undefined) before.links.push(...links);
    else if (text !== '') lines.push({ text, links });
  }
  return lines;
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
