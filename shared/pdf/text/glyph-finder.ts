import type { PaintedPage } from '../display-list/display-list.ts';

/** Points: two readers place the origin of one glyph at most so far apart. */
const APART = 1.2;
/** Points: of the cells that glyphs are looked up by. */
const CELL = 4;

/** A text in the form in which two readers agree on it: ligatures as letters, lower case. */
export const sameForm = (text: string): string =>
  text.length === 1 && text >= 'a' && text <= 'z' ? text : text.normalize('NFKC').toLowerCase();

/** Finds the glyphs of a page by where they begin. */
export class GlyphFinder {
  readonly #cells = new Map<number, number[]>();
  readonly #page: PaintedPage;

  constructor(page: PaintedPage) {
    this.#page = page;
    const { x, y } = page.glyphs;
    for (const { first, end } of page.runs) {
      for (let glyph = first; glyph < end; glyph += 1) {
        const key = keyOf(cellOf(x[glyph] ?? 0), cellOf(y[glyph] ?? 0));
        const cell = this.#cells.get(key);
        if (cell) cell.push(glyph);
        else this.#cells.set(key, [glyph]);
      }
    }
  }

  /** Glyphs that begin at a point: those with this text, or any where none has it. */
  at(x: number, y: number, text: string): { readonly glyphs: readonly number[]; readonly isSame: boolean } {
    const near: number[] = [];
    for (let row = cellOf(y - APART); row <= cellOf(y + APART); row += 1)
      for (let column = cellOf(x - APART); column <= cellOf(x + APART); column += 1)
        for (const glyph of this.#cells.get(keyOf(column, row)) ?? [])
          if (this.#isAt(glyph, x, y)) near.push(glyph);
    const wanted = sameForm(text);
    const same = near.filter((glyph) => sameForm(this.#page.glyphs.text[glyph] ?? '').includes(wanted));
    return same.length > 0 ? { glyphs: same, isSame: true } : { glyphs: near, isSame: false };
  }

  #isAt(glyph: number, x: number, y: number): boolean {
    const { glyphs } = this.#page;
    return Math.abs((glyphs.x[glyph] ?? 0) - x) < APART && Math.abs((glyphs.y[glyph] ?? 0) - y) < APART;
  }
}

/** Cells far outside of any page are one. */
const cellOf = (place: number): number => Math.floor(Math.min(Math.max(place, -8000), 40_000) / CELL);

const keyOf = (column: number, row: number): number => row * 65_536 + column;
