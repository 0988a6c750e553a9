import { type Block, everyBlock, type Figure } from '#shared/domain/listing/edition.ts';

/**
 * Blocks with a picture of running headers once. Programs tag such a picture for every page before the
 * words of the first: with the same alternative text, and away from the words of its page.
 */
export function withoutRunningPictures(blocks: readonly Block[]): Block[] {
  const shown = new Map<string, number>();
  return blocks.filter((block, at) => {
    if (block.kind !== 'figure' || block.alternative === undefined || hasWords(block)) return true;
    const page = shown.get(block.alternative);
    if (page !== undefined && page !== block.page && isApart(block, blocks.slice(at + 1))) return false;
    shown.set(block.alternative, block.page);
    return true;
  });
}

const hasWords = ({ blocks }: Figure): boolean => everyBlock(blocks).some((block) => 'words' in block);

/** Whether words of an earlier page follow a picture. */
function isApart({ page }: Figure, after: readonly Block[]): boolean {
  const [next] = everyBlock(after).flatMap((block) => ('words' in block ? block.words : []));
  return next !== undefined && next.page < page;
}
