import type { Column, Glyphs, PaintedPage, Run } from '../painted-page.ts';
import { readableText } from './glyph-text.ts';

/** Glyphs that stand next to each other on one baseline, as they came in the file. */
export interface Fragment {
  readonly on: PlacedGlyphs;
  /** Their places in the page's columns. */
  readonly glyphs: number[];
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

/**
 * The glyphs of a page, in columns as they were painted: each in the frame of its writing direction, as it is
 * read.
 */
export interface PlacedGlyphs {
  readonly glyphs: Glyphs;
  readonly run: readonly Run[];
  readonly text: readonly string[];
  readonly start: Column;
  readonly end: Column;
  readonly baseline: Column;
}

/** Degrees of a writing direction: 0 upright, 45 rising to the right. */
function angleOf(run: Run): number {
  const [x, y] = run.along;
  const degrees = Math.round((Math.atan2(-y, x) * 180) / Math.PI);
  return degrees === -180 ? 180 : degrees === 0 ? 0 : degrees;
}

/**
 * Breaks a page's glyphs into fragments, in the order of the file; with `keep` only those that it lets pass,
 * and with `isApart` also between glyphs of one line that it tells apart.
 */
export function fragmentsOf(
  page: PaintedPage,
  keep?: (glyph: number) => boolean,
  isApart: (before: number, next: number) => boolean = () => false,
): Fragment[] {
  const on = placedGlyphs(page);
  const fragments: Fragment[] = [];
  let current: Fragment | undefined;
  let spaceSeen = false;
  for (const run of page.runs) {
    const angle = angleOf(run);
    for (let glyph = run.first; glyph < run.end; glyph += 1) {
      const text = on.text[glyph] ?? '';
      if (text === '' || (keep && !keep(glyph))) continue;
      const isNext = current && current.angle === angle && continues(current, glyph, run, spaceSeen);
      if (current && isNext && !isApart(current.glyphs.at(-1) ?? -1, glyph)) {
        append(current, glyph, run);
      } else {
        // A space never begins a fragment, or columns would be joined by what separates them.
        if (text === ' ') continue;
        current = { ...fragmentOf(on, glyph), angle, size: run.size, order: fragments.length };
        fragments.push(current);
      }
      spaceSeen = text === ' ';
    }
  }
  return fragments;
}

/** A fragment of one glyph. */
const fragmentOf = (on: PlacedGlyphs, glyph: number) => ({
  on,
  glyphs: [glyph],
  start: on.start[glyph] ?? 0,
  end: on.end[glyph] ?? 0,
  baseline: on.baseline[glyph] ?? 0,
});

function placedGlyphs({ glyphs, runs }: PaintedPage): PlacedGlyphs {
  const { count } = glyphs;
  const run = new Array<Run>(count);
  const text = new Array<string>(count);
  for (const one of runs) for (let glyph = one.first; glyph < one.end; glyph += 1) run[glyph] = one;
  for (let glyph = 0; glyph < count; glyph += 1) text[glyph] = readableText(glyphs.text[glyph] ?? '');
  if (runs.every(({ along }) => along[0] === 1 && along[1] === 0))
    return { glyphs, run, text, start: glyphs.x, end: glyphs.endX, baseline: glyphs.y };
  const placed = {
    glyphs,
    run,
    text,
    start: glyphs.x.slice(0, count),
    end: glyphs.endX.slice(0, count),
    baseline: glyphs.y.slice(0, count),
  };
  for (const { first, end, along } of runs) {
    const [ux, uy] = along;
    for (let glyph = first; glyph < end; glyph += 1) {
      const [x, y] = [glyphs.x[glyph] ?? 0, glyphs.y[glyph] ?? 0];
      placed.start[glyph] = x * ux + y * uy;
      placed.end[glyph] = (glyphs.endX[glyph] ?? 0) * ux + (glyphs.endY[glyph] ?? 0) * uy;
      placed.baseline[glyph] = y * ux - x * uy;
    }
  }
  return placed;
}

/** How far apart two pieces on one baseline may be and still be one line, in font sizes. */
const WIDEST_GAP = 0.9;
const WIDEST_GAP_AFTER_SPACE = 1.4;

function continues(fragment: Fragment, next: number, run: Run, afterSpace: boolean): boolean {
  const { on } = fragment;
  const size = Math.max(fragment.size, run.size);
  const gap = (on.start[next] ?? 0) - fragment.end;
  if (gap < -0.5 * size || gap > (afterSpace ? WIDEST_GAP_AFTER_SPACE : WIDEST_GAP) * size) return false;
  const baseline = on.baseline[next] ?? 0;
  if (onOneBaseline(fragment.baseline, fragment.size, baseline, run.size)) return true;
  const last = fragment.glyphs.at(-1) ?? -1;
  const isNumber = isDigit(on.text[last]) && isDigit(on.text[next]) && gap < CLOSE * size;
  return (
    isNumber && run.size === fragment.size && Math.abs(baseline - (on.baseline[last] ?? 0)) < BAND * size
  );
}

/** Digits of one size that stand so close, in font sizes, are one number on whatever heights they stand. */
const [CLOSE, BAND] = [0.3, 0.5];
const isDigit = (text: string | undefined): boolean => /^\d$/.test(text ?? '');

/** Superscripts and subscripts are smaller and off the baseline, but within the letters' height. */
export function onOneBaseline(one: number, oneSize: number, other: number, otherSize: number): boolean {
  const apart = Math.abs(one - other);
  const size = Math.max(oneSize, otherSize);
  if (apart <= 0.12 * size) return true;
  return Math.min(oneSize, otherSize) < 0.85 * size && apart <= 0.55 * size;
}

function append(fragment: Fragment, next: number, run: Run): void {
  const { on } = fragment;
  fragment.glyphs.push(next);
  if (on.text[next] !== ' ') fragment.end = Math.max(fragment.end, on.end[next] ?? 0);
  if (run.size > fragment.size * 1.15) {
    fragment.baseline = on.baseline[next] ?? 0;
    fragment.size = run.size;
  }
}
