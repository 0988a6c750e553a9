import type { Block } from '#shared/domain/listing/edition.ts';
import type { Line } from '../../pdf/page-model.ts';
import type { TaggedPage } from '../../pdf/structure/content-pieces.ts';
import type { TaggedReport } from '../../pdf/structure/read-tagged-pdf.ts';
import { isAtEdge } from '../checks/marks/page-marks.ts';
import { lettersOf, type OrderedWords, textOfBlocks, wordsOfBlocks } from './words-of-blocks.ts';

/**
 * Says in a sentence where blocks hold other words than the pages show, or in another order; `undefined`
 * where every visible word stands in them once.
 */
export function differenceOfWords({ report, pages, blocks, twiceOn }: TaggedReport): string | undefined {
  if (twiceOn !== undefined) return `Words of page ${twiceOn} stand in the tags twice.`;
  const ofPage = Map.groupBy(wordsOfBlocks(blocks), ({ words }) => words.page);
  const headers = headerLetters(blocks);
  for (const [at, page] of pages.entries()) {
    const height = report.pages[at]?.height ?? 0;
    const difference =
      lostDecoration(page, height, headers) ?? differenceOnPage(page, ofPage.get(page.number) ?? []);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

/** Words that no tag holds, and that are neither at the edge of the page nor a table's repeated head. */
function lostDecoration(
  { number, decoration }: TaggedPage,
  height: number,
  headers: readonly string[],
): string | undefined {
  const isLost = (line: Line): boolean => {
    const letters = lettersOf(line.text);
    return letters !== '' && !isAtEdge({ height }, line) && !headers.some((head) => head.includes(letters));
  };
  return decoration.some(isLost)
    ? `Words of page ${number} have no tag, or are tagged as decoration.`
    : undefined;
}

function differenceOnPage(page: TaggedPage, tagged: readonly OrderedWords[]): string | undefined {
  const flow = tagged.filter(({ words }) => words.raised !== true);
  const inOrder = [...flow.filter(({ inNote }) => !inNote), ...flow.filter(({ inNote }) => inNote)];
  const raised = tagged.filter(({ words }) => words.raised === true);
  const [mine, seen] = [lettersOf(textOf(inOrder)), lettersOf(page.lines.map(({ text }) => text).join(''))];
  const marks = lettersOf(page.footnoteMarks.map(({ text }) => text).join(''));
  if (sorted(mine) !== sorted(seen) || sorted(lettersOf(textOf(raised))) !== sorted(marks))
    return `Words of page ${page.number} have no tag.`;
  return mine === seen
    ? undefined
    : `The tags of page ${page.number} are in another order than the page is read.`;
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
