import { readableText } from './glyph-text.ts';
import type { Glyph, Run } from './painted-page.ts';

/** Glyphs that stand next to each other on one baseline, as they came in the file. */
export interface Fragment {
  readonly glyphs: PlacedGlyph[];
  /** Degrees, counter-clockwise. */
  readonly angle: number;
  /** Along the writing direction. */
  start: number;
  end: number;
  /** Across it, growing downwards: the baseline. */
  baseline: number;
  size: number;
  /** Place in the file. */
  order: number;
}

/** A glyph in the frame of its writing direction. */
export interface PlacedGlyph {
  readonly run: Run;
  readonly glyph: Glyph;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly baseline: number;
}

/** Degrees of a writing direction: 0 upright, 45 rising to the right. */
function angleOf(run: Run): number {
  const [x, y] = run.along;
  const degrees = Math.round((Math.atan2(-y, x) * 180) / Math.PI);
  return degrees === -180 ? 180 : degrees === 0 ? 0 : degrees;
}

/** Breaks a page's glyphs into fragments, in the order of the file. */
export function fragmentsOf(runs: readonly Run[], keep: (run: Run, glyph: Glyph) => boolean): Fragment[] {
  const fragments: Fragment[] = [];
  let current: Fragment | undefined;
  let spaceSeen = false;
  for (const run of runs) {
    const angle = angleOf(run);
    const [ux, uy] = run.along;
    for (const glyph of run.glyphs) {
      if (!keep(run, glyph)) continue;
      const text = readableText(glyph.text);
      if (text === '') continue;
      const placed: PlacedGlyph = {
        run,
        glyph,
        text,
        start: glyph.x * ux + glyph.y * uy,
        end: glyph.endX * ux + glyph.endY * uy,
        baseline: glyph.y * ux - glyph.x * uy,
      };
      if (current && current.angle === angle && continues(current, placed, spaceSeen)) {
        append(current, placed);
      } else {
        // A space never begins a fragment, or columns would be joined by what separates them.
        if (text === ' ') continue;
        current = {
          glyphs: [placed],
          angle,
          start: placed.start,
          end: placed.end,
          baseline: placed.baseline,
          size: run.size,
          order: fragments.length,
        };
        fragments.push(current);
      }
      spaceSeen = text === ' ';
    }
  }
  return fragments;
}

/** How far apart two pieces on one baseline may be and still be one line, in font sizes. */
const WIDEST_GAP = 0.9;
const WIDEST_GAP_AFTER_SPACE = 1.4;

function continues(fragment: Fragment, next: PlacedGlyph, afterSpace: boolean): boolean {
  const size = Math.max(fragment.size, next.run.size);
  const gap = next.start - fragment.end;
  if (gap < -0.5 * size || gap > (afterSpace ? WIDEST_GAP_AFTER_SPACE : WIDEST_GAP) * size) return false;
  return onOneBaseline(fragment.baseline, fragment.size, next.baseline, next.run.size);
}

/** Superscripts and subscripts are smaller and off the baseline, but within the letters' height. */
export function onOneBaseline(one: number, oneSize: number, other: number, otherSize: number): boolean {
  const apart = Math.abs(one - other);
  const size = Math.max(oneSize, otherSize);
  if (apart <= 0.12 * size) return true;
  return Math.min(oneSize, otherSize) < 0.85 * size && apart <= 0.55 * size;
}

function append(fragment: Fragment, next: PlacedGlyph): void {
  fragment.glyphs.push(next);
  if (next.text !== ' ') fragment.end = Math.max(fragment.end, next.end);
  if (next.run.size > fragment.size * 1.15) {
    fragment.baseline = next.baseline;
    fragment.size = next.run.size;
  }
}
