import type { Glyph, Run } from './painted-page.ts';

/**
 * Shadows, outlines and faked bold paint a letter twice, a hair's breadth apart; two letters of a word are never as
 * near as that. Gives the glyphs to pass over: of each pair the hidden one, else the one painted first.
 */
export function twinGlyphs(runs: readonly Run[], hidden: ReadonlyMap<Glyph, unknown>): Set<Glyph> {
  const passed = new Set<Glyph>();
  const cells = new Map<string, { readonly glyph: Glyph; readonly size: number }[]>();
  for (const run of runs) {
    const near = Math.min(run.size * 0.13, 4);
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
