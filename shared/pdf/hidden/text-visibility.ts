import { boxesOverlap, contains } from '../geometry/box.ts';
import { ShapeIndex } from '../geometry/spatial-index.ts';
import type { Box, HiddenText } from '../page-model.ts';
import type { Glyphs, PaintedPage, Run } from '../painted-page.ts';
import { overtyped } from './overstruck-text.ts';

/** Points, as displayed. */
const MICROSCOPIC = 1.3;

/** Boxes on a page that hide text whatever its pixels show. */
export interface Covers {
  /** Marked for redaction, and never applied. */
  readonly redactions: readonly Box[];
  /** Grounds of form fields without an appearance: browsers paint them, PDFium does not. */
  readonly fieldGrounds: readonly Box[];
  /** What some readers, but not PDFium, multiply all sizes of the page by (`/UserUnit`). */
  readonly userUnit: number;
}

/**
 * Glyphs that are hidden by what the file says of them, which pixels cannot tell: off
 * the page, too small to be read, marked for redaction, under a field, or overtyped. All other hidden text is
 * for the ink test.
 */
export function textVisibility(
  page: PaintedPage,
  { redactions, fieldGrounds, userUnit }: Covers,
): Map<number, HiddenText['how']> {
  const hidden = new Map<number, HiddenText['how']>();
  const texts = new ShapeIndex(page.runs, page.height);
  const onPage: Box = [0, 0, page.width, page.height];
  for (const run of page.runs) {
    const how = hiddenAsAWhole(run, page.glyphs, onPage, userUnit);
    const marked = redactions.filter((box) => boxesOverlap(box, run.box));
    const grounds = fieldGrounds.filter((box) => boxesOverlap(box, run.box));
    const later = overtyped(run, page.glyphs, texts);
    if (how === undefined && marked.length === 0 && grounds.length === 0 && later === undefined) continue;
    for (let glyph = run.first; glyph < run.end; glyph += 1) {
      const [x, y] = middleOf(run, page.glyphs, glyph);
      const isIn = (box: Box) => contains(box, x, y);
      if (how !== undefined) hidden.set(glyph, how);
      else if (marked.some(isIn)) hidden.set(glyph, 'unapplied-redaction');
      else if (grounds.some(isIn) || later?.(x, y)) hidden.set(glyph, 'under-box');
    }
  }
  return hidden;
}

function hiddenAsAWhole(
  run: Run,
  glyphs: Glyphs,
  onPage: Box,
  userUnit: number,
): HiddenText['how'] | undefined {
  if (!boxesOverlap(run.box, onPage)) return 'off-page';
  return run.size * userUnit < MICROSCOPIC || isSqueezed(run, glyphs) ? 'invisible' : undefined;
}

/** Many glyphs in the width of a hair. */
function isSqueezed({ first, end, size }: Run, { x, y, endX, endY }: Glyphs): boolean {
  const count = end - first;
  if (count < 4) return false;
  const length = Math.hypot((endX[end - 1] ?? 0) - (x[first] ?? 0), (endY[end - 1] ?? 0) - (y[first] ?? 0));
  return length < 0.03 * size * count;
}

const middleOf = (run: Run, { x, y, endX, endY }: Glyphs, glyph: number): [number, number] => [
  ((x[glyph] ?? 0) + (endX[glyph] ?? 0)) / 2 + run.up[0] * run.size * 0.25,
  ((y[glyph] ?? 0) + (endY[glyph] ?? 0)) / 2 + run.up[1] * run.size * 0.25,
];
