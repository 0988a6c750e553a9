import type { Box } from '../../report/page-model.ts';
import type { GraphicsState, TextFont } from './graphics-state.ts';
import { multiply } from './matrix.ts';
import { number, text } from './operand.ts';
import type { Glyph } from './painted-page.ts';

/** Where the glyphs of text-showing operators stand. */
export interface PlacedText {
  readonly size: number;
  readonly along: readonly [number, number];
  readonly up: readonly [number, number];
  readonly glyphs: readonly Glyph[];
  readonly box: Box;
  readonly origins: Box;
}

/**
 * Text that is being shown: operators that only move along the line add to it, for some programs show every letter by
 * itself. Everything else in the graphics state must stay as it was when the text was begun.
 */
export class OpenText {
  readonly #state: GraphicsState;
  readonly #font: TextFont;
  readonly #a: number;
  readonly #b: number;
  readonly #c: number;
  readonly #d: number;
  readonly #e: number;
  readonly #f: number;
  readonly #glyphs: Glyph[] = [];
  #left = Infinity;
  #top = Infinity;
  #right = -Infinity;
  #bottom = -Infinity;
  #originLeft = Infinity;
  #originTop = Infinity;
  #originRight = -Infinity;
  #originBottom = -Infinity;

  constructor(state: GraphicsState, font: TextFont) {
    this.#state = state;
    this.#font = font;
    [this.#a, this.#b, this.#c, this.#d, this.#e, this.#f] = multiply(state.ctm, state.textMatrix);
  }

  /**
   * Places the glyphs of an operator and moves the text position on (ISO 32000-2, 9.4.4). `shown` is pdf.js's list of
   * glyphs and of gaps in thousandths of the font size.
   */
  show(shown: readonly unknown[]): void {
    const state = this.#state;
    const { fontSize, horizontalScale, charSpacing, wordSpacing, rise } = state;
    const { vertical, scaleX, verticalMetrics } = this.#font;
    const advanceScale = fontSize * scaleX;
    for (const item of shown) {
      if (typeof item === 'number') {
        const gap = (-item * fontSize) / 1000;
        if (vertical) state.y += gap;
        else state.x += gap * horizontalScale;
        continue;
      }
      if (typeof item !== 'object' || item === null) continue;
      const { unicode, width, isSpace, vmetric }: ShownGlyph = item;
      const spacing = charSpacing + (isSpace === true ? wordSpacing : 0);
      const { x, y } = state;
      if (vertical) {
        const [down, shiftX, shiftY] = Array.isArray(vmetric) ? vmetric : verticalMetrics;
        const advance = number(down) * advanceScale;
        state.y += advance - spacing;
        this.#place(
          unicode,
          x - number(shiftX) * advanceScale,
          y + rise - number(shiftY) * advanceScale,
          0,
          advance,
        );
      } else {
        const advance = number(width) * advanceScale * horizontalScale;
        state.x += advance + spacing * horizontalScale;
        this.#place(unicode, x, y + rise, advance, 0);
      }
    }
  }

  #place(unicode: unknown, x: number, y: number, advanceX: number, advanceY: number): void {
    const startX = this.#a * x + this.#c * y + this.#e;
    const startY = this.#b * x + this.#d * y + this.#f;
    const endX = startX + this.#a * advanceX + this.#c * advanceY;
    const endY = startY + this.#b * advanceX + this.#d * advanceY;
    this.#glyphs.push({ text: text(unicode) ?? '', x: startX, y: startY, endX, endY });
    this.#originLeft = Math.min(this.#originLeft, startX);
    this.#originTop = Math.min(this.#originTop, startY);
    this.#originRight = Math.max(this.#originRight, startX);
    this.#originBottom = Math.max(this.#originBottom, startY);
    this.#left = Math.min(this.#left, startX, endX);
    this.#top = Math.min(this.#top, startY, endY);
    this.#right = Math.max(this.#right, startX, endX);
    this.#bottom = Math.max(this.#bottom, startY, endY);
  }

  /** What has been shown; `undefined` for nothing. */
  placed(): PlacedText | undefined {
    if (this.#glyphs.length === 0) return undefined;
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
    return {
      size,
      up,
      along: this.#font.vertical ? [-up[0], -up[1]] : along,
      glyphs: this.#glyphs,
      origins: [this.#originLeft, this.#originTop, this.#originRight, this.#originBottom],
      box: [
        this.#left + midX - padX,
        this.#top + midY - padY,
        this.#right + midX + padX,
        this.#bottom + midY + padY,
      ],
    };
  }
}

interface ShownGlyph {
  readonly unicode?: unknown;
  readonly width?: unknown;
  readonly isSpace?: unknown;
  readonly vmetric?: unknown;
}
