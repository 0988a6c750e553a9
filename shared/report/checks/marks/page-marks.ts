import { boxAround, boxOfLine } from '../../../pdf/geometry/box.ts';
import type { Box, Line, Page, ReportModel } from '../../../pdf/page-model.ts';
import { plain } from '../positioned-text.ts';

/**
 * A line that stands by itself and so can be a mark on the document: in a header or footer, across the page
 * as a watermark, on the cover, or alone in the text. Prose is never a mark.
 */
export interface Mark {
  readonly where: 'running' | 'watermark' | 'cover' | 'alone';
  readonly text: string;
  readonly page: number;
  readonly box: Box;
  readonly size: number;
  /** It comes back on page after page. */
  readonly repeated: boolean;
}

export interface Marks {
  readonly marks: readonly Mark[];
  /** Headers and footers: lines that come back on page after page. */
  readonly running: ReadonlySet<Line>;
}

/** The share of the page, from its top and from its bottom, in which headers and footers stand. */
const EDGE = 0.11;
/** The outer part of it, where a line is a header or footer even if it does not come back. */
const MARGIN = EDGE * 0.75;
/** Words of a mark, at the most. */
const MOST_WORDS = 14;
/** Font sizes between the baselines of two lines that stand on one. */
const SAME_BASELINE = 0.5;
/** Degrees by which a level line may be off, as in a scan. */
const MOST_TILT = 3;

export function findMarks(report: ReportModel): Marks {
  const running = runningLines(report);
  const covers = coverPages(report, running);
  const marks = report.pages.flatMap((page) => [
    ...watermarksOf(page),
    ...page.lines.flatMap((_, index) => markOf(page, index, running, covers) ?? []),
    ...stampsOf(page),
  ]);
  return { marks, running };
}

/** The mark that a level line is; nothing for prose and the cells of a table. */
function markOf(
  page: Page,
  index: number,
  running: ReadonlySet<Line>,
  covers: ReadonlySet<Page>,
): Mark | undefined {
  const line = page.lines[index];
  if (!line || isSlanted(line)) return undefined;
  const text = plain(line.text).trim();
  const repeated = running.has(line);
  if (!repeated && (hasMoreWords(text) || !standsAlone(page, index))) return undefined;
  const where = repeated || isAtEdge(page, line) ? 'running' : covers.has(page) ? 'cover' : 'alone';
  if (where === 'alone' && isCell(page, line)) return undefined;
  return { where, text, page: page.number, box: boxOfLine(line), size: line.size, repeated };
}

/** Points: the size of letters that is taken for the words of an annotation. */
const STAMP_SIZE = 12;

/** Annotations that print words over the page. */
const stampsOf = (page: Page): Mark[] =>
  page.annotations
    .filter(({ subtype, contents }) => contents && /^(Stamp|FreeText|Watermark)$/.test(subtype))
    .map(({ contents, box }) => ({
      where: 'watermark',
      text: plain(contents ?? ''),
      page: page.number,
      box,
      size: STAMP_SIZE,
      repeated: false,
    }));

/** Words of a title page, at the most. */
const FEW_WORDS = 90;
/** Pages among which a cover is looked for. */
const PAGES_WITH_COVERS = 4;
const VERSION_TABLE = /\b(?:version|document|revision|change)s? (?:control|history|log)\b/i;

/**
 * The first page with words, and title pages soon after it: a letterhead or a warning may come first. A
 * version table is none.
 */
function coverPages(report: ReportModel, running: ReadonlySet<Line>): Set<Page> {
  const covers = new Set<Page>();
  for (const page of report.pages.slice(0, PAGES_WITH_COVERS)) {
    const text = page.lines
      .filter((line) => !running.has(line))
      .map((line) => line.text)
      .join(' ');
    if (text.trim() === '' || VERSION_TABLE.test(text)) continue;
    if (covers.size === 0 || (page.number < PAGES_WITH_COVERS && text.split(/\s+/).length < FEW_WORDS))
      covers.add(page);
  }
  return covers;
}

/** It shares its baseline with other words: a cell of a table, not a line by itself. */
const isCell = (page: Page, line: Line): boolean =>
  page.lines.some(
    (other) => other !== line && Math.abs(other.y - line.y) < line.size * SAME_BASELINE && !isSlanted(other),
  );

const isSlanted = (line: Line): boolean => Math.abs(line.angle % 90) > MOST_TILT;
/** Whether a line stands in a header or footer. */
export const isAtEdge = (page: Pick<Page, 'height'>, line: Line): boolean =>
  line.y < page.height * MARGIN || line.y > page.height * (1 - MARGIN);

/** Slanted lines of one page are read together: extractors break a diagonal word into pieces. */
function watermarksOf(page: Page): Mark[] {
  const slanted = page.lines.filter(isSlanted);
  const first = slanted[0];
  if (!first) return [];
  const rising = slanted.every((line) => line.angle > 0);
  const along = [...slanted].sort((a, b) => a.x - b.x || (rising ? b.y - a.y : a.y - b.y));
  const box = slanted
    .map(({ x, y, width, size }): Box => [x, y - size, x + width, y + size])
    .reduce(boxAround);
  const orders = new Set([slanted, along].map((lines) => lines.map((line) => plain(line.text).trim())));
  const texts = new Set([...orders].flatMap((words) => [words.join(' '), words.join('')]));
  return [...texts].map((text) => ({
    where: 'watermark' as const,
    text,
    page: page.number,
    box,
    size: first.size,
    repeated: false,
  }));
}

/** Points within which lines of two pages stand at the same height. */
const SAME_HEIGHT = 8;
/** Pages. */
const SHORT_REPORT = 4;

/**
 * Lines near an edge whose words, numbers aside, come back at the same height on at least three pages (two of
 * a short report).
 */
function runningLines(report: ReportModel): Set<Line> {
  const seen = new Map<string, { pages: Set<number>; lines: Line[] }>();
  for (const page of report.pages) {
    for (const line of page.lines) {
      const top = line.y < page.height * EDGE;
      if (!top && line.y < page.height * (1 - EDGE)) continue;
      const height = Math.round((top ? line.y : page.height - line.y) / SAME_HEIGHT);
      const words = plain(line.text)
        .toLowerCase()
        .replace(/\b[ivx]+\b|\d+/g, '#')
        .replace(/\s+/g, '');
      const key = `${top}|${height}|${words}`;
      const group = seen.get(key) ?? { pages: new Set(), lines: [] };
      group.pages.add(page.number);
      group.lines.push(line);
      seen.set(key, group);
    }
  }
  const enough = report.pages.length <= SHORT_REPORT ? 2 : 3;
  const lines = new Set<Line>();
  for (const group of seen.values())
    if (group.pages.size >= enough) for (const line of group.lines) lines.add(line);
  return lines;
}

/** More than a mark has. */
function hasMoreWords(text: string): boolean {
  let words = 1;
  for (let at = text.indexOf(' '); at !== -1 && words <= MOST_WORDS; at = text.indexOf(' ', at + 1))
    words += 1;
  return words > MOST_WORDS;
}

/** Lines to either side in which a paragraph would go on. */
const NEIGHBOURS = 4;

/** No line of the same size runs on directly above or below it, as the lines of a paragraph do. */
function standsAlone(page: Page, index: number): boolean {
  const line = page.lines[index];
  if (!line) return false;
  for (let at = Math.max(0, index - NEIGHBOURS); at <= index + NEIGHBOURS; at += 1) {
    const other = page.lines[at];
    if (other && other !== line && runsOn(page, line, other)) return false;
  }
  return true;
}

/** From one baseline of a paragraph to the next, in font sizes. */
const MOST_LEADING = 1.9;
/** Points of font size by which two lines of a paragraph may differ. */
const SIZE_TOLERANCE = 1;
/** Share of the page's width that a line fills before it goes on. */
const FULL_LINE = 0.45;

function runsOn(page: Page, line: Line, other: Line): boolean {
  const size = Math.max(line.size, other.size, 1);
  const apart = Math.abs(other.y - line.y);
  if (apart < size * SAME_BASELINE || apart > size * MOST_LEADING) return false;
  if (
    Math.abs(other.size - line.size) > SIZE_TOLERANCE ||
    other.x > line.x + line.width ||
    line.x > other.x + other.width
  )
    return false;
  const [upper, lower] = other.y < line.y ? [other, line] : [line, other];
  const full = upper.width > page.width * FULL_LINE || /[a-z,]$/.test(upper.text.trim());
  return (
    full &&
    (/^[a-z("']/.test(lower.text.trim()) || !/[.:!?]$/.test(upper.text.trim())) &&
    !isShouted(upper, lower)
  );
}

/** One of the two is set in capitals only: they are no one sentence. */
function isShouted(a: Line, b: Line): boolean {
  const capitals = (line: Line): boolean => /\p{Lu}/u.test(line.text) && !/\p{Ll}/u.test(line.text);
  return capitals(a) !== capitals(b);
}
