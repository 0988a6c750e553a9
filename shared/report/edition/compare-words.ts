import type { Block } from '#shared/domain/listing/edition.ts';
import type { Line } from '../../pdf/page-model.ts';
import type { TaggedPage } from '../../pdf/structure/content-pieces.ts';
import type { TaggedReport } from '../../pdf/structure/read-tagged-pdf.ts';
import { isAtEdge } from '../checks/marks/page-marks.ts';
import { lettersOf, type OrderedWords, textOfBlocks, wordsOfBlocks } from './words-of-blocks.ts';

/** What an author can do about it. */
const EXPORT_AGAIN = 'Export the PDF again from the word processor, with tags.';
const MOVE_INTO_TEXT = 'Move them from the header, footer or text box into the text, and export again.';
const SET_ORDER = 'Set its text boxes in line with the text, or set the reading order in Acrobat.';

/**
 * Says in a sentence where blocks hold other words than the pages show, or in another order; `undefined`
 * where every visible word stands in them once.
 */
export function differenceOfWords({ report, pages, blocks, twiceOn }: TaggedReport): string | undefined {
  if (twiceOn !== undefined) return `Words of page ${twiceOn} stand in the tags twice. ${EXPORT_AGAIN}`;
  const ofPage = Map.groupBy(wordsOfBlocks(blocks), ({ words }) => words.page);
  const headers = headerLetters(blocks);
  const repeated = repeatedDecoration(pages);
  for (const [at, page] of pages.entries()) {
    const height = report.pages[at]?.height ?? 0;
    const difference =
      lostDecoration(page, height, headers, repeated) ??
      differenceOnPage(page, ofPage.get(page.number) ?? []);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

/**
 * Words that no tag holds, unless they are a table's repeated head, stand at the edge of the page, or are
 * a page number or a line of several pages before or after all tagged words.
 */
function lostDecoration(
  { number, lines, decoration }: TaggedPage,
  height: number,
  headers: readonly string[],
  repeated: ReadonlySet<string>,
): string | undefined {
  const [first, last] = [Math.min(...lines.map(({ y }) => y)), Math.max(...lines.map(({ y }) => y))];
  const isOutside = ({ y, size }: Line) => lines.length > 0 && (y < first - size || y > last + size);
  const isRunning = (line: Line) =>
    isOutside(line) && (PAGE_NUMBER.test(line.text) || repeated.has(unnumbered(line)));
  const isLost = (line: Line): boolean => {
    const letters = lettersOf(line.text);
    const isKnown =
      isAtEdge({ height }, line) || isRunning(line) || headers.some((head) => head.includes(letters));
    return letters !== '' && !isKnown;
  };
  return decoration.some(isLost)
    ? `Words of page ${number} have no tag, or are tagged as decoration. ${MOVE_INTO_TEXT}`
    : undefined;
}

const PAGE_NUMBER = /^\W*(?:\d{1,4}|[ivxl]{1,6})\W*$/i;

/** The letters of a line without its page number. */
const unnumbered = ({ text }: Line): string => lettersOf(text.replace(/\d+/g, ''));

/** Lines of decoration that stand on several pages. */
function repeatedDecoration(pages: readonly TaggedPage[]): ReadonlySet<string> {
  const pagesOf = Map.groupBy(
    pages.flatMap(({ decoration }) => [...new Set(decoration.map(unnumbered))]),
    (letters) => letters,
  );
  return new Set(
    [...pagesOf].flatMap(([letters, { length }]) => (length > 1 && letters !== '' ? [letters] : [])),
  );
}

function differenceOnPage(page: TaggedPage, tagged: readonly OrderedWords[]): string | undefined {
  const flow = tagged.filter(({ words }) => words.raised !== true);
  const inOrder = [...flow.filter(({ inNote }) => !inNote), ...flow.filter(({ inNote }) => inNote)];
  const raised = tagged.filter(({ words }) => words.raised === true);
  const [mine, seen] = [lettersOf(textOf(inOrder)), lettersOf(page.lines.map(({ text }) => text).join(''))];
  const marks = lettersOf(page.footnoteMarks.map(({ text }) => text).join(''));
  if (sorted(mine) !== sorted(seen) || sorted(lettersOf(textOf(raised))) !== sorted(marks))
    return `Words of page ${page.number} have no tag. ${MOVE_INTO_TEXT}`;
  return mine === seen
    ? undefined
    : `The tags of page ${page.number} are in another order than the page is read. ${SET_ORDER}`;
}

const textOf = (tagged: readonly OrderedWords[]): string => tagged.map(({ words }) => words.text).join('');

const sorted = (letters: string): string => [...letters].sort().join('');

/** The letters of the cells in the first rows of tables, which programs repeat on the next page. */
function headerLetters(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) =>
    block.kind === 'table'
      ? (block.rows[0] ?? []).map(({ blocks: cell }) => lettersOf(textOfBlocks(cell)))
      : [],
  );
}
