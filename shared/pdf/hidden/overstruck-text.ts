import type { Glyphs, Run } from '../display-list/display-list.ts';
import type { ShapeIndex } from '../display-list/spatial-index.ts';
import { boxesOverlap, contains, intersectBoxes } from '../geometry/box.ts';

/** Text that was written along a line before other text: is it still to be read? */
export interface Overtyped {
  /** Blocks and thick letters cover as boxes do: pixels must say. */
  readonly mayBeCovered: boolean;
  /** Whether a row of one sign (`XXXXX`, `■■■■`) was typed over this point, as people strike words out. */
  isStruckOut(x: number, y: number): boolean;
}

/** What later text does to a run. */
export function overtyped(run: Run, glyphs: Glyphs, texts: ShapeIndex<Run>): Overtyped {
  const over = texts.touching(run.box).filter((other) => liesAlong(other, run));
  if (over.length === 0) return UNTOUCHED;
  // The same row again is a shadow or faked bold.
  const rows = isRowOfOneSign(run, glyphs) ? [] : over.filter((other) => isRowOfOneSign(other, glyphs));
  return { mayBeCovered: true, isStruckOut: (x, y) => rows.some(({ box }) => contains(box, x, y)) };
}

const UNTOUCHED: Overtyped = { mayBeCovered: false, isStruckOut: () => false };

const liesAlong = (other: Run, run: Run): boolean => {
  if (other.order <= run.order || other.hiddenLayer !== undefined || other.mode === 3 || other.mode === 7)
    return false;
  if (!boxesOverlap(other.box, run.box)) return false;
  const [left, top, right, bottom] = intersectBoxes(run.box, other.box);
  const size = Math.min(run.size, other.size);
  const [along, across] = run.along[0] === 0 ? [bottom - top, right - left] : [right - left, bottom - top];
  return (
    along > 1.2 * size &&
    across > 0.6 * size &&
    run.along[0] * other.along[0] + run.along[1] * other.along[1] > 0.99
  );
};

/** Signs that fill the height of a letter; leaders, rules and dashes leave it to be read. */
const COVERS = /^[\p{L}\p{N}\p{So}#@%&*/\\]$/u;

/** Three or more of one sign and nothing else. */
function isRowOfOneSign({ first, end }: Run, { text }: Glyphs): boolean {
  const sign = text[first] ?? '';
  if (end - first < 3 || !COVERS.test(sign)) return false;
  for (let glyph = first + 1; glyph < end; glyph += 1) {
    const next = text[glyph];
    if (next !== sign && next !== ' ' && next !== '') return false;
  }
  return true;
}
