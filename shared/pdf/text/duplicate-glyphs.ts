import { boxesOverlap } from '../geometry/box.ts';
import type { Box } from '../page-model.ts';
import type { Glyphs, PaintedPage, Run } from '../painted-page.ts';

/**
 * Shadows, outlines and faked bold paint a letter twice, a hair's breadth apart; two letters of a word are
 * never as near as that. Gives the glyphs to pass over: of each pair the hidden one, else the one painted
 * first.
 */
export function duplicateGlyphs(
  { glyphs, runs }: PaintedPage,
  hidden: ReadonlyMap<number, unknown>,
): Set<number> {
  const passed = new Set<number>();
  const cells = new Map<string, PaintedGlyph[]>();
  for (const run of crowded(glyphs, runs)) {
    const near = nearness(run);
    for (let glyph = run.first; glyph < run.end; glyph += 1) {
      const text = glyphs.text[glyph] ?? '';
      if (BLANK.has(text)) continue;
      const here = cellOf(glyphs.x[glyph] ?? 0, glyphs.y[glyph] ?? 0);
      for (const other of here.around.flatMap((cell) => cells.get(text + cell) ?? [])) {
        const apart = distance(glyphs, other.glyph, glyph);
        if (apart < near && Math.abs(other.size - run.size) <= 0.5) passed.add(toPass(hidden, glyph, other));
      }
      if (!passed.has(glyph)) addTo(cells, text + here.own, { glyph, size: run.size });
    }
  }
  return passed;
}

const BLANK: ReadonlySet<string> = new Set(['', ' ']);

interface PaintedGlyph {
  readonly glyph: number;
  readonly size: number;
}

const toPass = (hidden: ReadonlyMap<number, unknown>, glyph: number, earlier: PaintedGlyph): number =>
  hidden.has(glyph) && !hidden.has(earlier.glyph) ? glyph : earlier.glyph;

function addTo<Key, Value>(cells: Map<Key, Value[]>, key: Key, value: Value): void {
  const cell = cells.get(key);
  if (cell) cell.push(value);
  else cells.set(key, [value]);
}

/** How near two equal letters must be to be one. */
const nearness = (run: Run): number => Math.min(run.size * 0.13, 4);

const distance = ({ x, y }: Glyphs, one: number, other: number): number =>
  Math.hypot((x[one] ?? 0) - (x[other] ?? 0), (y[one] ?? 0) - (y[other] ?? 0));

/** Runs that stand on another or double their own letters: on most pages there are none. */
function crowded(glyphs: Glyphs, runs: readonly Run[]): Run[] {
  const found = new Set<Run>();
  const cells = new Map<number, Run[]>();
  for (const run of runs) {
    if (isDoubled(glyphs, run)) found.add(run);
    const near = nearness(run);
    const [left, top, right, bottom] = run.origins;
    const around: Box = [left - near, top - near, right + near, bottom + near];
    for (const cell of cellsOfRuns(around)) {
      for (const other of cells.get(cell) ?? [])
        if (other !== run && boxesOverlap(other.origins, around)) found.add(run).add(other);
      addTo(cells, cell, run);
    }
  }
  return runs.filter((run) => found.has(run));
}

/** The numbers of the cells that a box covers. */
function cellsOfRuns([left, top, right, bottom]: Box): number[] {
  const cells: number[] = [];
  for (let row = step(top, ROW); row <= step(bottom, ROW); row += 1)
    for (let column = step(left, COLUMN); column <= step(right, COLUMN); column += 1)
      cells.push(row * 4096 + column);
  return cells;
}

/** Points. Text runs along its line. */
const [ROW, COLUMN] = [16, 128];

/** Cells far outside of any page are one. */
const step = (place: number, length: number): number =>
  Math.floor(Math.min(Math.max(place, -1000), 20_000) / length);

function isDoubled(glyphs: Glyphs, run: Run): boolean {
  for (let glyph = run.first + 1; glyph < run.end; glyph += 1) {
    if (glyphs.text[glyph - 1] !== glyphs.text[glyph]) continue;
    if (distance(glyphs, glyph - 1, glyph) < nearness(run)) return true;
  }
  return false;
}

/** The cell of 8 points that a place is in, and it with the three beside it that are nearest. */
function cellOf(x: number, y: number): { readonly own: string; readonly around: readonly string[] } {
  const [column, row] = [Math.round(x / 8), Math.round(y / 8)];
  const [besideColumn, besideRow] = [
    x / 8 > column ? column + 1 : column - 1,
    y / 8 > row ? row + 1 : row - 1,
  ];
  const own = `${column},${row}`;
  return {
    own,
    around: [own, `${besideColumn},${row}`, `${column},${besideRow}`, `${besideColumn},${besideRow}`],
  };
}
