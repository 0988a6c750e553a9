import type { Block, Inline } from '#shared/domain/listing/edition.ts';

/** A stretch of words, and whether it is part of a footnote: a page shows these last. */
export interface OrderedWords {
  readonly words: Inline;
  readonly inNote: boolean;
}

/** All words of blocks in reading order. */
export function wordsOfBlocks(blocks: readonly Block[], inNote = false): OrderedWords[] {
  const plain = (words: readonly Inline[]) => words.map((one) => ({ words: one, inNote }));
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case 'heading':
      case 'paragraph':
        return plain(block.words);
      case 'list':
        return block.items.flatMap((item) => [...plain(item.label), ...wordsOfBlocks(item.blocks, inNote)]);
      case 'table':
        return [
          ...plain(block.caption),
          ...block.rows.flat().flatMap((cell) => wordsOfBlocks(cell.blocks, inNote)),
        ];
      default:
        return wordsOfBlocks(block.blocks, inNote || block.kind === 'note');
    }
  });
}

/** Page of the first words of a block; `undefined` where it has none. */
export const firstPageOf = (block: Block): number | undefined => wordsOfBlocks([block])[0]?.words.page;

/** Letters and digits alone, in one form: what two readings of the same words share. */
export const lettersOf = (text: string): string => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');

/** The words of each block, with a space between blocks. */
export const textOfBlocks = (blocks: readonly Block[]): string =>
  blocks
    .map((block) =>
      wordsOfBlocks([block])
        .map(({ words }) => words.text)
        .join(''),
    )
    .join(' ');
