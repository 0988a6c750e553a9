import { type EditionResult, everyBlock } from '#shared/domain/listing/edition.ts';
import type { Facts } from '#shared/domain/review/fact.ts';
import type { TaggedReport } from '../../pdf/structure/read-tagged-pdf.ts';
import { findingInWords } from './check-words.ts';
import { differenceOfWords } from './compare-words.ts';
import { withoutRepeatedHeads } from './repeated-heads.ts';
import { hasConsistentGrid } from './table-grid.ts';
import { firstPageOf, wordsOfBlocks } from './words-of-blocks.ts';

/**
 * The edition of a tagged report: only where the tags give every visible word once and in order, tables are
 * whole, and the safety checks find nothing more in it than on the pages.
 */
export function editionOf(tagged: TaggedReport, language: string, facts: Facts): EditionResult {
  const { report, pages, blocks } = tagged;
  if (wordsOfBlocks(blocks).length === 0)
    return { none: 'The tags hold no words. Export the PDF again from the word processor, with tags.' };
  const none = differenceOfWords(tagged) ?? brokenTable(tagged) ?? findingInWords(report, blocks, facts);
  return none === undefined
    ? { edition: { language, pages: pages.length, blocks: withoutRepeatedHeads(blocks) } }
    : { none };
}

function brokenTable({ blocks, unsureOn }: TaggedReport): string | undefined {
  const broken = everyBlock(blocks).find((block) => block.kind === 'table' && !hasConsistentGrid(block));
  const page = unsureOn ?? (broken && firstPageOf(broken));
  return page === undefined
    ? undefined
    : `A table on page ${page} has merged cells, and neither its tags nor the places of its words say for certain which columns they span. Split the merged cells.`;
}
