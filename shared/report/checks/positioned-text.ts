import { boxAround, boxOfLine } from '../../pdf/geometry/box.ts';
import type { Box, Line, Page, ReportModel } from '../../pdf/page-model.ts';
import { alternatives, phraseTables } from '../phrases.ts';
import { type CompactText, compactForm, normalForm } from './identifiers/normal-form.ts';
import type { MappedText } from './mapped-text.ts';

const contactPhrases = phraseTables('contact');

/** Where a stretch of the flow text stands: its page, and the box around its lines. */
interface Place {
  readonly page: number;
  readonly box: Box;
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly page: number;
  readonly line: Line;
}

/**
 * The visible words of a report as one text. Lines of a paragraph are joined by one space, also over a column
 * or page break, so that a number or name broken over two lines is still found; a tab stands between cells of
 * a row, a line feed between paragraphs. Odd spaces, dashes and quotes are made plain; letters and digits
 * stay as they are.
 */
export interface FlowText {
  readonly text: string;
  /** The same text with numbers in words and look-alike letters as digits. */
  normal(): MappedText;
  /** Its letters and digits alone. */
  compact(): CompactText;
  /** Page and box of a stretch, by offsets into `text`. A stretch over two pages is placed on the first. */
  placeOf(start: number, end: number): Place;
  /** On how many rows a stretch stands. */
  rowsOf(start: number, end: number): number;
  /** The paragraph around an offset. Cells of one row belong together. */
  paragraphAt(offset: number): string;
  /** The sentence around an offset; a table cell or a line of an address block ends one. */
  sentenceAt(offset: number): string;
  /** The nearest short line before an offset that looks like a heading, within the last 20 lines, or ''. */
  headingBefore(offset: number): string;
  /** The short lines above and below an offset that begin at the same edge, as the lines of an address do. */
  blockAround(offset: number): string;
}

/**
 * The same words without the odd characters they can be typed with: spaces, dashes and apostrophes plain,
 * zero-width ones gone.
 */
export function plain(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return text
    .replace(/[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/g, '')
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\n\r\f\v]/g, ' ')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\p{Nd}\u2460-\u2468\u24ea]/gu, plainDigit);
}

/** A digit of another script, or in a circle, as that of Latin numbers. */
function plainDigit(digit: string): string {
  const plainForm = digit.normalize('NFKC');
  let value = 0;
  // The ten digits of a script stand together in Unicode.
  const code = plainForm.codePointAt(0) ?? 0;
  if (/\d/.test(plainForm)) return plainForm;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}

/** The flow text of the given lines; leave out running headers and footers, else they part sentences. */
export function flowText(report: ReportModel, omit: ReadonlySet<Line> = new Set()): FlowText {
  const pieces: Piece[] = [];
  let text = '';
  let before: Row | undefined;
  for (const page of report.pages) {
    for (const line of page.lines) {
      const words = plain(line.text).trim();
      if (omit.has(line) || words === '') continue;
      const between = before ? joint(before, page, line) : '';
      text += between;
      pieces.push({ start: text.length, end: text.length + words.length, page: page.number, line });
      text += words;
      const sameRow = before?.page === page && Math.abs(before.line.y - line.y) < line.size * SAME_ROW;
      before = { page, line, left: sameRow && before ? Math.min(before.left, line.x) : line.x };
    }
  }
  for (const page of report.pages) {
    for (const line of page.footnoteMarks ?? []) {
      const mark = plain(line.text).trim();
      text += '\n';
      pieces.push({ start: text.length, end: text.length + mark.length, page: page.number, line });
      text += mark;
    }
  }
  return textOf(text, pieces);
}

function textOf(text: string, pieces: readonly Piece[]): FlowText {
  let normal: MappedText | undefined;
  let compact: CompactText | undefined;
  const normalOnce = (): MappedText => {
    normal ??= normalForm(text);
    return normal;
  };
  return {
    text,
    normal: normalOnce,
    compact() {
      compact ??= compactForm(normalOnce());
      return compact;
    },
    placeOf: (start, end) => placeOf(pieces, start, end),
    rowsOf: (start, end) => rowsOf(pieces, start, end),
    paragraphAt: (offset) => stretchAround(text, offset, /\n/g),
    sentenceAt: (offset) => stretchAround(text, offset, /[\n\t]|[.!?;]['")\]]?(?= +['"(]?\p{Lu})/gu),
    headingBefore: (offset) => headingBefore(pieces, text, offset),
    blockAround: (offset) => blockAround(pieces, text, offset),
  };
}

/** A text without positions: whatever is found in it stands on the file as a whole. */
export const unplacedText = (text: string): FlowText =>
  textOf(
    text.replace(/[^\t\n]+/g, (words) => plain(words)),
    [],
  );

/** Lines as paragraphs, each of lines that belong together. */
export function paragraphsText(
  paragraphs: readonly (readonly { readonly page: number; readonly line: Line }[])[],
): FlowText {
  const pieces: Piece[] = [];
  let text = '';
  for (const paragraph of paragraphs) {
    for (const [at, { page, line }] of paragraph.entries()) {
      const words = plain(line.text).trim();
      if (text !== '') text += at === 0 ? '\n' : ' ';
      pieces.push({ start: text.length, end: text.length + words.length, page, line });
      text += words;
    }
  }
  return textOf(text, pieces);
}

/** A sentence cannot end so: it goes on in the next column or on the next page. */
const UNFINISHED = new RegExp(
  `(?:[,(-]|(?<!\\d)\\d\\d?(?:st|nd|rd|th)?|\\b(?:${alternatives(contactPhrases('NO_LAST_WORDS'))}))$`,
);

const upright = (line: Line): boolean => Math.abs(line.angle) < 1;

/** Font sizes between the baselines of pieces of one row. */
const SAME_ROW = 0.5;
/** Two lines are of one text up to this ratio of their font sizes and so many points more. */
const SIZE_RATIO = 1.25;
const SIZE_TOLERANCE = 0.5;
/** In font sizes: a wider gap in a row is that between two cells. */
const WORD_SPACE = 0.7;
/** From one baseline of a paragraph to the next, in font sizes. */
const MOST_LEADING = 2;

/** The line before, and where the row that it ends begins. */
interface Row {
  readonly page: Page;
  readonly line: Line;
  readonly left: number;
}

function joint({ page: pageA, line: a, left }: Row, pageB: Page, b: Line): ' ' | '\t' | '\n' {
  const size = Math.max(a.size, b.size, 1);
  if (!upright(a) || !upright(b)) return '\n';
  const sameSize = Math.max(a.size, b.size) < Math.min(a.size, b.size) * SIZE_RATIO + SIZE_TOLERANCE;
  const ended = /[.!?:;]['")\]]?$/.test(a.text.trim());
  const runsOn =
    sameSize && !ended && (/^[\p{Ll}\d(]/u.test(b.text.trim()) || UNFINISHED.test(a.text.trim()));
  if (pageA !== pageB) return runsOn ? ' ' : '\n';
  const drop = b.y - a.y;
  if (Math.abs(drop) < size * SAME_ROW) return b.x - (a.x + a.width) < size * WORD_SPACE ? ' ' : '\t';
  const beside = b.x > a.x + a.width || a.x > b.x + b.width;
  if (drop < 0) return beside && runsOn ? ' ' : '\n';
  if (b.x > a.x + a.width || left > b.x + b.width || !sameSize || drop > size * MOST_LEADING) return '\n';
  return /^(?:[•▪◦●-] |\d+\.\d|\(?[a-z]\) )/i.test(b.text) ? '\n' : ' ';
}

function pieceAt(pieces: readonly Piece[], offset: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function placeOf(pieces: readonly Piece[], start: number, end: number): Place {
  let index = pieceAt(pieces, start);
  const first = pieces[index];
  if (!first) return { page: 1, box: [0, 0, 0, 0] };
  let box = partOf(first, start, end);
  for (index += 1; index < pieces.length; index += 1) {
    const piece = pieces[index];
    if (!piece || piece.start >= end || piece.page !== first.page) break;
    box = boxAround(box, partOf(piece, start, end));
  }
  return { page: first.page, box };
}

function rowsOf(pieces: readonly Piece[], start: number, end: number): number {
  let [rows, baseline] = [0, Number.NaN];
  for (let index = pieceAt(pieces, start); index < pieces.length; index += 1) {
    const piece = pieces[index];
    if (!piece || piece.start >= end) break;
    const { y, size } = piece.line;
    if (Math.abs(y - baseline) < size * SAME_ROW) continue;
    rows += 1;
    baseline = y;
  }
  return rows;
}

/** The box of some characters of a line, by their share of its width. */
function partOf({ start: from, end: to, line }: Piece, start: number, end: number): Box {
  const length = Math.max(1, to - from);
  if (!upright(line)) return [line.x, line.y - line.size, line.x + line.width, line.y + line.size];
  const left = line.x + (line.width * Math.max(0, start - from)) / length;
  const right = line.x + (line.width * Math.min(length, end - from)) / length;
  return boxOfLine({ ...line, x: left, width: Math.max(0, right - left) });
}

/** At most this many characters to either side are looked at: a bound for files without any full stop. */
const REACH = 1500;

function stretchAround(text: string, offset: number, boundary: RegExp): string {
  const from = Math.max(0, offset - REACH);
  let start = from;
  for (const match of text.slice(from, offset).matchAll(boundary))
    start = from + match.index + match[0].length;
  const rest = text.slice(offset, offset + REACH);
  boundary.lastIndex = 0;
  const next = boundary.exec(rest);
  boundary.lastIndex = 0;
  return text.slice(
    start,
    offset + (next ? next.index + (next[0] === '\n' ? 0 : next[0].length) : rest.length),
  );
}

/** Lines before a place among which its heading is looked for. */
const LINES_BACK = 20;
/** Letters of a heading are larger than those of its text by this ratio, or bold, or alone. */
const HEADING_RATIO = 1.08;
const LONGEST_HEADING = 70;

function headingBefore(pieces: readonly Piece[], text: string, offset: number): string {
  const here = pieceAt(pieces, offset);
  for (let index = here - 1; index >= 0 && index > here - LINES_BACK; index -= 1) {
    const piece = pieces[index];
    if (!piece) break;
    const words = text.slice(piece.start, piece.end);
    const alone = text[piece.end] === '\n' && (piece.start === 0 || text[piece.start - 1] === '\n');
    const stands =
      piece.line.bold || piece.line.size > (pieces[here]?.line.size ?? 0) * HEADING_RATIO || alone;
    if (stands && words.length < LONGEST_HEADING && !/[.,;]$/.test(words) && /\p{L}{3}/u.test(words))
      return words;
  }
  return '';
}

/** Lines of an address begin within so many points of each other, or share an axis. */
const SAME_EDGE = 6;
/** Of the font size: more space than this ends a block. */
const BLOCK_LEADING = 3.9;
/** Lines to either side that are looked at: other columns may stand between in reading order. */
const NEIGHBOURS = 40;
const BLOCK_LINE = 70;

function blockAround(pieces: readonly Piece[], text: string, offset: number): string {
  const at = pieceAt(pieces, offset);
  const here = pieces[at];
  if (!here) return '';
  const column = pieces
    .slice(Math.max(0, at - NEIGHBOURS), at + NEIGHBOURS)
    .filter(
      ({ page, line, start, end }) =>
        page === here.page && isAligned(line, here.line) && end - start < BLOCK_LINE,
    )
    .sort((a, b) => a.line.y - b.line.y);
  const index = column.indexOf(here);
  let [from, to] = [index, index];
  while (from > 0 && follows(column[from - 1], column[from])) from -= 1;
  while (to < column.length - 1 && follows(column[to], column[to + 1])) to += 1;
  return column
    .slice(Math.max(0, from), to + 1)
    .map(({ start, end }) => text.slice(start, end))
    .join('\n');
}

const isAligned = (a: Line, b: Line): boolean =>
  Math.abs(a.x - b.x) < SAME_EDGE || Math.abs(a.x + a.width / 2 - b.x - b.width / 2) < SAME_EDGE;

const follows = (upper: Piece | undefined, lower: Piece | undefined): boolean =>
  upper !== undefined && lower !== undefined && lower.line.y - upper.line.y < upper.line.size * BLOCK_LEADING;
