import type { Line } from '../page-model.ts';
import type { PaintedPage, Run } from '../painted-page.ts';
import { separateFootnoteMarks } from './footnote-marks.ts';
import { readingOrder } from './reading-order.ts';
import { isLabel, textOf } from './span-text.ts';
import { type Fragment, fragmentsOf, onOneBaseline, type PlacedGlyphs } from './spans.ts';
import { partCells } from './table-cells.ts';

interface PageLines {
  readonly lines: readonly Line[];
  readonly footnoteMarks: readonly Line[];
  /** The glyphs of the footnote marks. */
  readonly raised: ReadonlySet<number>;
}

/**
 * The lines of a page as a reader sees them, in reading order, made of all glyphs but those that are
 * `unseen`, and its superscript footnote marks.
 */
export function pageLines(page: PaintedPage, unseen: ReadonlySet<number>): PageLines {
  const visible = fragmentsOf(page, unseen.size === 0 ? undefined : (glyph) => !unseen.has(glyph));
  const { fragments, marks } = separateFootnoteMarks(joinNeighbours(visible));
  const lines = partCells(fragments)
    .map((fragment) => ({ fragment, line: lineOf(fragment) }))
    .filter(({ line }) => line.text !== '');
  return {
    lines: readingOrder(lines, page.height).map(({ line }) => line),
    footnoteMarks: marks.map(lineOf),
    raised: new Set(marks.flatMap(({ glyphs }) => glyphs)),
  };
}

/**
 * Joins fragments that stand side by side but came apart in the file, and numbers or bullets with what they
 * begin.
 */
function joinNeighbours(fragments: readonly Fragment[]): Fragment[] {
  const byPlace = fragments.toSorted(
    (one, other) => one.angle - other.angle || one.baseline - other.baseline || one.start - other.start,
  );
  const joined: Fragment[] = [];
  for (let first = 0; first < byPlace.length; ) {
    const row: Fragment[] = [];
    const head = byPlace[first];
    while (head && first < byPlace.length) {
      const next = byPlace[first];
      const last = row.at(-1) ?? head;
      if (!next || next.angle !== head.angle) break;
      if (!onOneBaseline(last.baseline, last.size, next.baseline, next.size)) break;
      row.push(next);
      first += 1;
    }
    joined.push(...joinRow(row));
  }
  return joined.sort((one, other) => one.order - other.order);
}

function joinRow(row: readonly Fragment[]): readonly Fragment[] {
  if (row.length === 1) return row;
  const joined: Fragment[] = [];
  const along = row.toSorted((one, other) => one.start - other.start);
  const stretched = stretchedWords(along);
  for (const fragment of along) {
    const before = joined.at(-1);
    if (before && (stretched.has(fragment) || isNeighbour(before, fragment))) {
      before.glyphs.push(...fragment.glyphs);
      if (fragment.size > before.size) {
        before.size = fragment.size;
        before.baseline = fragment.baseline;
      }
      before.end = Math.max(before.end, fragment.end);
      before.order = Math.min(before.order, fragment.order);
    } else joined.push(fragment);
  }
  return joined;
}

/** Fewer are cells as well as words. */
const LEAST_WORDS = 4;

/**
 * What continues a line that was stretched to the margin, such as one before a soft return: words that follow
 * each other in the file, each after a painted space, with the same distance between all of them.
 */
function stretchedWords(row: readonly Fragment[]): ReadonlySet<Fragment> {
  const found = new Set<Fragment>();
  for (let first = 0; first + LEAST_WORDS <= row.length; ) {
    let last = first;
    const gap = gapAfter(row, first);
    while (gap !== undefined && isNear(gapAfter(row, last), gap)) last += 1;
    if (last - first + 1 >= LEAST_WORDS) {
      for (const word of row.slice(first + 1, last + 1)) found.add(word);
    }
    first = Math.max(last, first + 1);
  }
  return found;
}

const isNear = (gap: number | undefined, usual: number): boolean =>
  gap !== undefined && Math.abs(gap - usual) < 1.5;

/** From a word to the one that was painted next, across a space; `undefined` where none follows. */
function gapAfter(row: readonly Fragment[], index: number): number | undefined {
  const [here, next] = [row[index], row[index + 1]];
  if (!here || !next || next.order !== here.order + 1 || next.size !== here.size) return undefined;
  return here.on.text[here.glyphs.at(-1) ?? -1] === ' ' ? next.start - here.end : undefined;
}

function isNeighbour(before: Fragment, next: Fragment): boolean {
  const size = Math.max(before.size, next.size);
  const gap = next.start - before.end;
  if (gap < -0.3 * size) return false;
  if (!onOneBaseline(before.baseline, before.size, next.baseline, next.size)) return false;
  if (gap < 0.6 * size) return true;
  // A number or bullet belongs to what follows it, however wide the tab between them.
  return gap < 6 * size && isLabel(before.on, before.glyphs);
}

function lineOf(fragment: Fragment): Line {
  const { on, glyphs, angle } = fragment;
  const runs = lettersOfRuns(on, glyphs);
  const size = mostOf(runs, (run) => sizeOf(run)) ?? round(fragment.size);
  const main = glyphs.find((glyph) => on.text[glyph] !== ' ' && sizeAt(on, glyph) === size);
  const first = glyphs[0] ?? -1;
  return {
    text: tidy(textOf(on, glyphs)),
    x: round(angle === 0 ? fragment.start : (on.glyphs.x[first] ?? 0)),
    y: round(angle === 0 ? (on.baseline[main ?? -1] ?? fragment.baseline) : (on.glyphs.y[first] ?? 0)),
    width: round(fragment.end - fragment.start),
    size,
    bold: mostOf(runs, (run) => run.font.bold || run.mode === 2) ?? false,
    italic: mostOf(runs, (run) => run.font.italic) ?? false,
    font: mostOf(runs, (run) => run.font.name) ?? '',
    colour: mostOf(runs, (run) => run.colour ?? '#000000') ?? '#000000',
    angle,
  };
}

/** How many of the glyphs, spaces aside, each run has. */
function lettersOfRuns(
  { run: runs, text }: PlacedGlyphs,
  glyphs: readonly number[],
): ReadonlyMap<Run, number> {
  const letters = new Map<Run, number>();
  let last: Run | undefined;
  let count = 0;
  for (let index = 0; index < glyphs.length; index += 1) {
    const glyph = glyphs[index] ?? -1;
    if (text[glyph] === ' ') continue;
    const run = runs[glyph];
    if (run !== last) {
      if (last) letters.set(last, (letters.get(last) ?? 0) + count);
      last = run;
      count = 0;
    }
    count += 1;
  }
  if (last) letters.set(last, (letters.get(last) ?? 0) + count);
  return letters;
}

const round = (value: number): number => Math.round(value * 100) / 100;

const sizeOf = (run: Run): number => Math.round(run.size * 10) / 10;

const sizeAt = (on: PlacedGlyphs, glyph: number): number | undefined => {
  const run = on.run[glyph];
  return run && sizeOf(run);
};

/** What most glyphs have. */
function mostOf<T>(runs: ReadonlyMap<Run, number>, of: (run: Run) => T): T | undefined {
  let best: T | undefined;
  let isMixed = false;
  for (const run of runs.keys()) {
    const value = of(run);
    best ??= value;
    if (value !== best) isMixed = true;
  }
  return isMixed ? commonest(runs, of) : best;
}

function commonest<T>(runs: ReadonlyMap<Run, number>, of: (run: Run) => T): T | undefined {
  const counts = new Map<T, number>();
  for (const [run, count] of runs) counts.set(of(run), (counts.get(of(run)) ?? 0) + count);
  let best: T | undefined;
  for (const [value, count] of counts)
    if (best === undefined || count > (counts.get(best) ?? 0)) best = value;
  return best;
}

const tidy = (text: string): string =>
  text
    .replace(/ {2,}/g, ' ')
    .replace(/\u00ad(?=.)/g, '')
    .trim();
