import type { TidyLine, TidyPage, TidyReport } from '../normalize-lines.ts';
import { bareHeading, CONTENTS, NOTICE, OPENING, storyHeading } from '../summary/headings.ts';
import { isRightBelow, MOST_LEADING, SIZE_TOLERANCE } from './line-spacing.ts';
import { LEAD } from './strip-stock-words.ts';

/** A line before the report proper begins. */
export interface FrontLine extends TidyLine {
  /** Part of a running text, such as a notice: it can name the partnership, but it is no title. */
  readonly prose: boolean;
}

const PAGES_LOOKED_AT = 6;
/** Pages; so short a report may begin on its first page. */
const SHORT_REPORT = 4;
const LINES_LOOKED_AT = 400;

/** The font size of most of the words. */
export function bodySizeOf(report: TidyReport): number {
  const weights = new Map<number, number>();
  for (const page of report.pages) {
    for (const line of page.lines) {
      const size = Math.round(line.size * 2) / 2;
      weights.set(size, (weights.get(size) ?? 0) + line.text.length);
    }
  }
  let body = 0;
  let most = 0;
  for (const [size, weight] of weights) if (weight > most) [body, most] = [size, weight];
  return body;
}

/**
 * Everything before the contents or the first chapter: the cover, and what may stand before or after it (a
 * deposit sheet, a content warning, document control). Empty when the first page opens with the report
 * itself.
 */
export function frontMatter(report: TidyReport): FrontLine[] {
  const bodySize = bodySizeOf(report);
  const front: FrontLine[] = [];
  for (const page of report.pages.slice(0, PAGES_LOOKED_AT)) {
    const columns = columnsOfProse(page, bodySize);
    const prose = page.lines.map(
      (line, i) =>
        columns.has(line) ||
        (isProse(line, page, bodySize) && !leadsToName(page, i)) ||
        tailOfProse(page, i, bodySize),
    );
    const end = endOfFront(page, prose, front.length > 1, report.pages.length <= SHORT_REPORT);
    page.lines.forEach((line, i) => {
      if (i < end) front.push({ ...line, prose: prose[i] ?? false });
    });
    if (end < page.lines.length || front.length > LINES_LOOKED_AT) break;
  }
  return front.slice(0, LINES_LOOKED_AT);
}

/** "Author: Jane Smith. Date published: 21/2/2018" and "Reviewers: Jane Smith; Tom Hill" are lists. */
const LIST = /^[\p{L} ]{3,40}: \S.*[.;|] \p{Lu}[\p{L} ]{2,30}: |: \p{Lu}[^.:]*; /u;

function isProse(line: TidyLine, page: TidyPage, bodySize: number): boolean {
  const words = line.text.split(' ');
  if (LIST.test(line.text)) return false;
  if (words.length < 8 || line.size > bodySize * 1.15) return false;
  const wide = line.right - line.x > page.width * 0.5 || line.text.length > 65;
  const lower = words.filter((word) => /^\p{Ll}/u.test(word)).length;
  return wide && lower > words.length * 0.4;
}

/** Times the size of the letters between lines that do not belong together. */
const APART = 1.9;

/** "Overview report into the death of Ann in May 2019", alone between others: long, and no running text. */
function leadsToName(page: TidyPage, index: number): boolean {
  const [before, line, next] = [page.lines[index - 1], page.lines[index], page.lines[index + 1]];
  if (!line || !LEAD.test(line.text) || /[.;,]$/.test(line.text)) return false;
  return [before, next].every((other) => !other || Math.abs(other.y - line.y) > line.size * APART);
}

/**
 * Lines of a running text in a narrow column: short, but many of them, one below the other, mostly in lower
 * case.
 */
function columnsOfProse(page: TidyPage, bodySize: number): ReadonlySet<TidyLine> {
  const found = new Set<TidyLine>();
  let block: TidyLine[] = [];
  const close = (): void => {
    const words = block.flatMap((line) => line.text.split(' '));
    const lower = words.filter((word) => /^\p{Ll}/u.test(word)).length;
    if (block.length >= 4 && words.length >= block.length * 4 && lower > words.length * 0.55)
      for (const line of block) found.add(line);
    block = [];
  };
  for (const line of page.lines) {
    const last = block.at(-1);
    const goesOn =
      last &&
      Math.abs(line.x - last.x) < 3 &&
      Math.abs(line.size - last.size) < 0.6 &&
      line.y > last.y &&
      line.y - last.y < line.size * 1.8;
    if (!goesOn) close();
    if (line.size <= bodySize * 1.15 && !line.beside) block.push(line);
  }
  close();
  return found;
}

/** The short last line of a running text. */
function tailOfProse(page: TidyPage, index: number, bodySize: number): boolean {
  const line = page.lines[index];
  const before = page.lines[index - 1];
  if (!line || !before || !isProse(before, page, bodySize)) return false;
  return (
    Math.abs(line.size - before.size) < SIZE_TOLERANCE &&
    line.y - before.y < line.size * MOST_LEADING &&
    line.y > before.y &&
    (/^\p{Ll}/u.test(line.text) || (!/[.!?]$/.test(before.text) && /[.!?]$/.test(line.text)))
  );
}

/**
 * Lines of running text on a page that make it a page of the report, fewer in a short report without a
 * notice.
 */
const ENOUGH_PROSE = 14;
const ENOUGH_PROSE_IF_SHORT = 5;
const ENOUGH_PROSE_BEHIND_COVER = 6;

/** The number of lines of the page that stand before the report proper. */
function endOfFront(page: TidyPage, prose: readonly boolean[], covered: boolean, short: boolean): number {
  const proseOnPage = prose.filter(Boolean).length;
  const noticed = page.lines.some((line) => NOTICE.test(line.text));
  const behindCover = page.number > 1 && !noticed;
  if (covered && behindCover && isChapter(page, prose)) return 0;
  const isReport =
    proseOnPage >= (short && !noticed ? ENOUGH_PROSE_IF_SHORT : ENOUGH_PROSE) ||
    (behindCover && proseOnPage >= ENOUGH_PROSE_BEHIND_COVER);
  const end = page.lines.findIndex(
    (line, i) =>
      CONTENTS.test(bareHeading(line.text)) ||
      (/^1\.1\.?\s/.test(line.text) && !line.beside) ||
      opensChapter(page, i, prose) ||
      (prose[i] && isReport),
  );
  return end < 0 ? page.lines.length : end;
}

/**
 * Share of the words of a heading that tell of the case, from which it opens a chapter; more where no text
 * follows.
 */
const TELLS = 0.5;
const TELLS_WITHOUT_TEXT = 0.94;
const LONGEST_HEADING = 90;

/** Whether the line is the heading of the first chapter. */
function opensChapter(page: TidyPage, index: number, prose: readonly boolean[]): boolean {
  const { text } = page.lines[index] ?? { text: '' };
  if (prose[index] || text.length >= LONGEST_HEADING || NOTICE.test(text)) return false;
  const follows = behindHeading(page, index, prose);
  if (!follows) return false;
  const heading = bareHeading(text);
  if (OPENING.test(heading)) return true;
  if (storyHeading(heading) > (follows === 'text' ? TELLS : TELLS_WITHOUT_TEXT)) return true;
  return follows === 'text' && /^1\.?\s+\p{Lu}/u.test(text);
}

/**
 * What follows a line, if it is a heading: running text, or a table or the end of the page, behind which text
 * may follow.
 */
function behindHeading(
  page: TidyPage,
  index: number,
  prose: readonly boolean[],
): 'text' | 'unknown' | undefined {
  if (prose[index + 1] || prose[index + 2]) return 'text';
  const line = page.lines[index];
  let next = index + 1;
  while (isSameBlock(line, page.lines[next])) next++;
  if (prose[next]) return 'text';
  const after = page.lines[next];
  // A heading of the next level between it and its text.
  const below =
    after && line && (page.number > 1 ? after.size < line.size : OPENING.test(bareHeading(after.text)));
  if (below && (prose[next + 1] || prose[next + 2])) return 'text';
  return !after || (page.number > 1 && after.beside) ? 'unknown' : undefined;
}

/**
 * A page that begins with a heading and running text right below: it belongs to the report, however the
 * heading is worded.
 */
function isChapter(page: TidyPage, prose: readonly boolean[]): boolean {
  let next = 1;
  while (isSameBlock(page.lines[0], page.lines[next])) next++;
  const [heading, first, second] = [page.lines[0], page.lines[next], page.lines[next + 1]];
  if (prose[0] !== false || !isSameBlock(first, second)) return false;
  return prose[next] === true || (heading !== undefined && isInColumn(heading, first, second));
}

/** Words of a line of a narrow column, at least, and the share of them that begins small. */
const COLUMN_WORDS = 5;
const COLUMN_SMALL = 0.6;

/** Two lines of running text in a narrow column, below a heading in bigger letters. */
const isInColumn = (heading: TidyLine, ...lines: readonly (TidyLine | undefined)[]): boolean =>
  lines.every((line) => {
    const words = line?.text.split(' ') ?? [];
    const small = words.filter((word) => /^\p{Ll}/u.test(word)).length;
    return (
      line !== undefined &&
      heading.size > line.size + SIZE_TOLERANCE &&
      words.length >= COLUMN_WORDS &&
      small >= words.length * COLUMN_SMALL
    );
  });

/** Whether a heading goes on in the next line: the same letters, right below. */
const isSameBlock = (line: TidyLine | undefined, next: TidyLine | undefined): boolean =>
  line !== undefined &&
  next !== undefined &&
  next.size === line.size &&
  next.bold === line.bold &&
  isRightBelow(line, next);
