import type { Box } from '../../report/page-model.ts';
import { boxesOverlap } from './box.ts';
import type { Glyph, Run } from './painted-page.ts';

/**
 * Shadows, outlines and faked bold paint a letter twice, a hair's breadth apart; two letters of a word are never as
 * near as that. Gives the glyphs to pass over: of each pair the hidden one, else the one painted first.
 */
export function twinGlyphs(runs: readonly Run[], hidden: ReadonlyMap<Glyph, unknown>): Set<Glyph> {
  const passed = new Set<Glyph>();
  const cells = new Map<string, { readonly glyph: Glyph; readonly size: number }[]>();
  for (const run of crowded(runs)) {
    const near = nearness(run);
    for (const glyph of run.glyphs) {
      if (glyph.text === ' ' || glyph.text === '') continue;
      const here = cellOf(glyph.x, glyph.y);
      for (const cell of here.around) {
        for (const other of cells.get(glyph.text + cell) ?? []) {
          const apart = Math.hypot(other.glyph.x - glyph.x, other.glyph.y - glyph.y);
          if (apart >= near || Math.abs(other.size - run.size) > 0.5) continue;
          passed.add(hidden.has(glyph) && !hidden.has(other.glyph) ? glyph : other.glyph);
        }
      }
      if (passed.has(glyph)) continue;
      const key = glyph.text + here.own;
      const cell = cells.get(key);
      if (cell) cell.push({ glyph, size: run.size });
      else cells.set(key, [{ glyph, size: run.size }]);
    }
  }
  return passed;
}

/** How near two equal letters must be to be one. */
const nearness = (run: Run): number => Math.min(run.size * 0.13, 4);

/** Runs that stand on another or double their own letters: on most pages there are none. */
function crowded(runs: readonly Run[]): Run[] {
  const found = new Set<Run>();
  const cells = new Map<number, Run[]>();
  for (const run of runs) {
    if (isDoubled(run)) found.add(run);
    const near = nearness(run);
    const [left, top, right, bottom] = run.origins;
    const around: Box = [left - near, top - near, right + near, bottom + near];
    for (let row = step(around[1]); row <= step(around[3]); row += 1) {
      for (let column = step(around[0]); column <= step(around[2]); column += 1) {
        const cell = row * 4096 + column;
        const others = cells.get(cell);
        if (!others) cells.set(cell, [run]);
        else {
          for (const other of others) {
            if (other !== run && boxesOverlap(other.origins, around)) found.add(run).add(other);
          }
          others.push(run);
        }
      }
    }
  }
  return runs.filter((run) => found.has(run));
}

/** Cells far outside of any page are one. */
const step = (place: number): number => Math.floor(Math.min(Math.max(place, -1000), 20_000) / 16);

function isDoubled(run: Run): boolean {
  for (let index = 1; index < run.glyphs.length; index += 1) {
    const [before, here] = [run.glyphs[index - 1], run.glyphs[index]];
    if (!before || !here || before.text !== here.text) continue;
    if (Math.hypot(before.x - here.x, before.y - here.y) < nearness(run)) return true;
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
