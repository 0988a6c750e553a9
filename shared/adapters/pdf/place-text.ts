import type { Box } from '../../report/page-model.ts';
import type { GraphicsState, TextFont } from './graphics-state.ts';
import { multiply } from './matrix.ts';
import { number, text } from './operand.ts';
import type { Glyph } from './painted-page.ts';

/** Where the glyphs of one text-showing operator stand. */
export interface PlacedText {
  readonly size: number;
  readonly along: readonly [number, number];
  readonly up: readonly [number, number];
  readonly glyphs: readonly Glyph[];
  readonly box: Box;
  readonly origins: Box;
}

/**
 * Places the glyphs of a text-showing operator and moves the text position on (ISO 32000-2, 9.4.4).
 * `shown` is pdf.js's list of glyphs and of gaps in thousandths of the font size.
 */
export function placeText(
  state: GraphicsState,
  font: TextFont,
  shown: readonly unknown[],
): PlacedText | undefined {
  const { fontSize, horizontalScale, charSpacing, wordSpacing, rise } = state;
  const [a, b, c, d, e, f] = multiply(state.ctm, state.textMatrix);
  const advanceScale = fontSize * font.scaleX;
  const glyphs: Glyph[] = [];
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  let [originLeft, originTop, originRight, originBottom] = [left, top, right, bottom];
  for (const item of shown) {
    if (typeof item === 'number') {
      const gap = (-item * fontSize) / 1000;
      if (font.vertical) state.y += gap;
      else state.x += gap * horizontalScale;
      continue;
    }
    if (typeof item !== 'object' || item === null) continue;
    const { unicode, width, isSpace, vmetric }: ShownGlyph = item;
    const spacing = charSpacing + (isSpace === true ? wordSpacing : 0);
    let { x } = state;
    let y = state.y + rise;
    let advanceX = 0;
    let advanceY = 0;
    if (font.vertical) {
      const [down, shiftX, shiftY] = Array.isArray(vmetric) ? vmetric : font.verticalMetrics;
      x -= number(shiftX) * advanceScale;
      y -= number(shiftY) * advanceScale;
      advanceY = number(down) * advanceScale;
      state.y += advanceY - spacing;
    } else {
      advanceX = number(width) * advanceScale * horizontalScale;
      state.x += advanceX + spacing * horizontalScale;
    }
    const startX = a * x + c * y + e;
    const startY = b * x + d * y + f;
    const endX = startX + a * advanceX + c * advanceY;
    const endY = startY + b * advanceX + d * advanceY;
    glyphs.push({ text: text(unicode) ?? '', x: startX, y: startY, endX, endY });
    originLeft = Math.min(originLeft, startX);
    originTop = Math.min(originTop, startY);
    originRight = Math.max(originRight, startX);
    originBottom = Math.max(originBottom, startY);
    left = Math.min(left, startX, endX);
    top = Math.min(top, startY, endY);
    right = Math.max(right, startX, endX);
    bottom = Math.max(bottom, startY, endY);
  }
  if (glyphs.length === 0) return undefined;
  const lengthUp = Math.hypot(c, d) || 1;
  const lengthAlong = Math.hypot(a, b) || 1;
  const sign = Math.sign(fontSize);
  const forward = sign * (horizontalScale < 0 ? -1 : 1);
  const size = Math.abs(fontSize * font.scaleY) * 1000 * lengthUp;
  const up = [(sign * c) / lengthUp, (sign * d) / lengthUp] as const;
  const along = [(forward * a) / lengthAlong, (forward * b) / lengthAlong] as const;
  const [padX, padY] = [size * (0.15 + Math.abs(up[0]) * 0.4), size * (0.15 + Math.abs(up[1]) * 0.4)];
  const [midX, midY] = [up[0] * size * 0.3, up[1] * size * 0.3];
  return {
    size,
    up,
    along: font.vertical ? [-up[0], -up[1]] : along,
    glyphs,
    origins: [originLeft, originTop, originRight, originBottom],
    box: [left + midX - padX, top + midY - padY, right + midX + padX, bottom + midY + padY],
  };
}

interface ShownGlyph {
  readonly unicode?: unknown;
  readonly width?: unknown;
  readonly isSpace?: unknown;
  readonly vmetric?: unknown;
}
