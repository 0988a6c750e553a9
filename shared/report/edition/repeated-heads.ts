import type { Block, Cell } from '#shared/domain/listing/edition.ts';
import { lettersOf, wordsOfBlocks } from './words-of-blocks.ts';

/**
 * Blocks whose tables have the words of their heads once. LibreOffice tags a head that comes back on the next
 * page as more words of the same cells.
 */
export const withoutRepeatedHeads = (blocks: readonly Block[]): Block[] =>
  blocks.map((block) => {
    if (block.kind !== 'table') return block;
    const [head = [], ...rows] = block.rows;
    return { ...block, rows: [head.map(withWordsOnce), ...rows] };
  });

function withWordsOnce(cell: Cell): Cell {
  const ofPages = [...Map.groupBy(wordsOfBlocks(cell.blocks), ({ words }) => words.page)];
  const [first, ...others] = ofPages.map(([page, words]) => ({
    page,
    letters: lettersOf(words.map(({ words: { text } }) => text).join('')),
  }));
  return first !== undefined && others.every(({ letters }) => letters === first.letters)
    ? { ...cell, blocks: cell.blocks.flatMap((block) => onPage(block, first.page)) }
    : cell;
}

function onPage(block: Block, page: number): Block[] {
  if (block.kind !== 'paragraph') return [block];
  const words = block.words.filter((one) => one.page === page);
  const last = words.pop();
  return last === undefined ? [] : [{ ...block, words: [...words, { ...last, text: last.text.trimEnd() }] }];
}
