import type { Line } from '../page-model.ts';
import type { Fragment } from './spans.ts';

interface Placed {
  readonly fragment: Fragment;
  readonly line: Line;
}

interface Block {
  readonly lines: Placed[];
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/**
 * Reading order: the order of the file, which is right inside columns, cells and paragraphs, except that a
 * block painted late goes before what stands below it (headers, footers and frames are painted when it suits
 * the program).
 */
export function readingOrder(lines: readonly Placed[], pageHeight: number): Placed[] {
  const placed: Block[] = [];
  for (const block of blocksOf(lines)) {
    let index = placed.length;
    while (index > 0 && belongsAfter(placed[index - 1], block, pageHeight)) index -= 1;
    placed.splice(index, 0, block);
  }
  return placed.flatMap((block) => block.lines);
}

function blocksOf(lines: readonly Placed[]): Block[] {
  const blocks: Block[] = [];
  let block: Block | undefined;
  let before: Line | undefined;
  for (const entry of lines) {
    const { line } = entry;
    const [left, right, top, bottom] = [
      line.x,
      line.x + line.width,
      line.y - line.size * 0.8,
      line.y + line.size * 0.25,
    ];
    const step = before ? line.y - before.y : 0;
    const goesOn =
      block &&
      before &&
      step > -0.3 * line.size &&
      step < 3 * Math.max(line.size, before.size) &&
      left < block.right &&
      block.left < right;
    if (block && goesOn) {
      block.lines.push(entry);
      block.left = Math.min(block.left, left);
      block.right = Math.max(block.right, right);
      block.bottom = Math.max(block.bottom, bottom);
      block.top = Math.min(block.top, top);
    } else {
      block = { lines: [entry], left, right, top, bottom };
      blocks.push(block);
    }
    before = line;
  }
  return blocks;
}

function belongsAfter(other: Block | undefined, block: Block, pageHeight: number): boolean {
  if (!other || other.top < block.bottom - 1) return false;
  return (other.left < block.right && block.left < other.right) || other.top > pageHeight * 0.92;
}
