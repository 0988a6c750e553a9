import { multiply } from '../geometry/matrix.ts';
import type { Box } from '../page-model.ts';
import type { GraphicsState, TextFont } from './graphics-state.ts';
import { number } from './operand.ts';

/**
 * The glyphs of a page while it is painted: see `Glyphs`. Used again for the next page, since fresh memory
 * for each costs as much as filling it: what was painted before is then gone.
 */
export class GlyphBuffer {
  count = 0;
  readonly text: string[] = [];
  x = new Float64Array(0);
  y = new Float64Array(0);
  endX = new Float64Array(0);
  endY = new Float64Array(0);

  /** No more than `most` will be placed. */
  startPage(most: number): void {
    this.count = 0;
    if (most <= this.x.length) return;
    const room = Math.max(2 * most, LEAST_ROOM);
    this.x = new Float64Array(room);
    this.y = new Float64Array(room);
    this.endX = new Float64Array(room);
    this.endY = new Float64Array(room);
  }
}

const LEAST_ROOM = 8192;

/** Where the glyphs of text-showing operators stand. */
export interface PlacedText {
  readonly size: number;
  readonly along: readonly [number, number];
  readonly up: readonly [number, number];
  readonly first: number;
  readonly end: number;
  readonly box: Box;
  readonly origins: Box;
}

/**
 * Text that is being shown: operators that only move along the line add to it, for some programs show every
 * letter by itself. Everything else in the graphics state must stay as it was when the text was begun.
 */
export class RunBuilder {
  readonly #state: GraphicsState;
  readonly #font: TextFont;
  readonly #glyphs: GlyphBuffer;
  readonly #first: number;
  readonly #a: number;
  readonly #b: number;
  readonly #c: number;
  readonly #d: number;
  readonly #e: number;
  readonly #f: number;

  constructor(state: GraphicsState, font: TextFont, glyphs: GlyphBuffer) {
    this.#state = state;
    this.#font = font;
    this.#glyphs = glyphs;
    this.#first = glyphs.count;
    [this.#a, this.#b, this.#c, this.#d, this.#e, this.#f] = multiply(state.ctm, state.textMatrix);
  }

  /**
   * Places the glyphs of an operator and moves the text position on (ISO 32000-2, 9.4.4). `shown` is pdf.js's
   * list of glyphs and of gaps in thousandths of the font size.
   */
  show(shown: readonly unknown[]): void {
    if (this.#font.vertical) this.#showDown(shown);
    else this.#showAlong(shown);
  }

  #showAlong(shown: readonly unknown[]): void {
    const state = this.#state;
    const { fontSize, horizontalScale, charSpacing, wordSpacing, rise } = state;
    const advanceScale = fontSize * this.#font.scaleX;
    const y = state.y + rise;
    let { x } = state;
    for (let index = 0; index < shown.length; index += 1) {
      const item = shown[index];
      if (typeof item === 'number') x += ((-item * fontSize) / 1000) * horizontalScale;
      else if (typeof item === 'object' && item !== null) {
        const { unicode, width, isSpace }: ShownGlyph = item;
        const advance = number(width) * advanceScale * horizontalScale;
        this.#place(unicode, x, y, advance, 0);
        x += advance + (charSpacing + (isSpace === true ? wordSpacing : 0)) * horizontalScale;
      }
    }
    state.x = x;
  }

  #showDown(shown: readonly unknown[]): void {
    const state = this.#state;
    const { fontSize, charSpacing, wordSpacing, rise, x } = state;
    const { scaleX, verticalMetrics } = this.#font;
    const scale = fontSize * scaleX;
    for (const item of shown) {
      if (typeof item === 'number') state.y += (-item * fontSize) / 1000;
      else if (typeof item === 'object' && item !== null) {
        const { unicode, isSpace, vmetric }: ShownGlyph = item;
        const [down, shiftX, shiftY] = Array.isArray(vmetric) ? vmetric : verticalMetrics;
        const advance = number(down) * scale;
        this.#place(unicode, x - number(shiftX) * scale, state.y + rise - number(shiftY) * scale, 0, advance);
        state.y += advance - (charSpacing + (isSpace === true ? wordSpacing : 0));
      }
    }
  }

  #place(unicode: unknown, x: number, y: number, advanceX: number, advanceY: number): void {
    const glyphs = this.#glyphs;
    const glyph = glyphs.count;
    const startX = this.#a * x + this.#c * y + this.#e;
    const startY = this.#b * x + this.#d * y + this.#f;
    glyphs.count += 1;
    glyphs.text[glyph] = typeof unicode === 'string' ? unicode : '';
    glyphs.x[glyph] = startX;
    glyphs.y[glyph] = startY;
    glyphs.endX[glyph] = startX + this.#a * advanceX + this.#c * advanceY;
    glyphs.endY[glyph] = startY + this.#b * advanceX + this.#d * advanceY;
  }

  /** What has been shown; `undefined` for nothing. */
  placed(): PlacedText | undefined {
    const [first, end] = [this.#first, this.#glyphs.count];
    if (first === end) return undefined;
    const { fontSize, horizontalScale } = this.#state;
    const lengthUp = Math.hypot(this.#c, this.#d) || 1;
    const lengthAlong = Math.hypot(this.#a, this.#b) || 1;
    const sign = Math.sign(fontSize);
    const forward = sign * (horizontalScale < 0 ? -1 : 1);
    const size = Math.abs(fontSize * this.#font.scaleY) * 1000 * lengthUp;
    const up = [(sign * this.#c) / lengthUp, (sign * this.#d) / lengthUp] as const;
    const along = [(forward * this.#a) / lengthAlong, (forward * this.#b) / lengthAlong] as const;
    const [padX, padY] = [size * (0.15 + Math.abs(up[0]) * 0.4), size * (0.15 + Math.abs(up[1]) * 0.4)];
    const [midX, midY] = [up[0] * size * 0.3, up[1] * size * 0.3];
    const { origins, ends } = extents(this.#glyphs, first, end);
    return {
      size,
      up,
      along: this.#font.vertical ? [-up[0], -up[1]] : along,
      first,
      end,
      origins,
      box: [
        Math.min(origins[0], ends[0]) + midX - padX,
        Math.min(origins[1], ends[1]) + midY - padY,
        Math.max(origins[2], ends[2]) + midX + padX,
        Math.max(origins[3], ends[3]) + midY + padY,
      ],
    };
  }
}

/** The boxes round the origins of glyphs, and round the ends of their advances. */
function extents(glyphs: GlyphBuffer, first: number, end: number): { origins: Box; ends: Box } {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  let endLeft = Infinity;
  let endTop = Infinity;
  let endRight = -Infinity;
  let endBottom = -Infinity;
  for (let glyph = first; glyph < end; glyph += 1) {
    const x = glyphs.x[glyph] ?? 0;
    const y = glyphs.y[glyph] ?? 0;
    const endX = glyphs.endX[glyph] ?? 0;
    const endY = glyphs.endY[glyph] ?? 0;
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
    endLeft = Math.min(endLeft, endX);
    endTop = Math.min(endTop, endY);
    endRight = Math.max(endRight, endX);
    endBottom = Math.max(endBottom, endY);
  }
  return { origins: [left, top, right, bottom], ends: [endLeft, endTop, endRight, endBottom] };
}

interface ShownGlyph {
  readonly unicode?: unknown;
  readonly width?: unknown;
  readonly isSpace?: unknown;
  readonly vmetric?: unknown;
}
