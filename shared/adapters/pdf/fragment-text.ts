import type { PlacedGlyph } from './fragment.ts';

/**
 * Glyphs to text: a gap that is wider than the letters' usual distance is a space, and a space that the next letter is
 * painted over is none (Chromium paints one for a soft hyphen).
 */
export function textOf(glyphs: readonly PlacedGlyph[]): string {
  const usual = usualGap(glyphs);
  let text = '';
  let end: number | undefined;
  let afterSpace = false;
  let space: PlacedGlyph | undefined;
  for (const glyph of glyphs) {
    const isSpace = glyph.text === ' ';
    if (!isSpace && space && end !== undefined && isCovered(space, glyph, end)) {
      text = text.slice(0, -1);
      afterSpace = false;
    }
    space = isSpace ? glyph : undefined;
    if (end !== undefined && !isSpace && !afterSpace && glyph.start - end > usual + 0.17 * glyph.run.size) {
      text += ' ';
    }
    text += glyph.text;
    afterSpace = isSpace;
    if (!isSpace || end === undefined) end = glyph.end;
  }
  return /[\u0590-\u08ff]/.test(text) && RIGHT_TO_LEFT.test(text) ? [...text].reverse().join('') : text;
}

const isCovered = (space: PlacedGlyph, next: PlacedGlyph, end: number): boolean =>
  Math.abs(next.start - space.start) < 0.03 * next.run.size && next.start - end < 0.1 * next.run.size;

const RIGHT_TO_LEFT = /^[^\p{Script=Latin}]*[\p{Script=Hebrew}\p{Script=Arabic}][^\p{Script=Latin}]*$/u;

/** The median gap between letters, where it shows that they are spaced out; else 0. */
function usualGap(glyphs: readonly PlacedGlyph[]): number {
  if (glyphs.length < 4) return 0;
  const least = 0.05 * (glyphs[0]?.run.size ?? 0);
  const wide: number[] = [];
  let gaps = 0;
  let before: PlacedGlyph | undefined;
  for (const here of glyphs) {
    if (before && before.text !== ' ' && here.text !== ' ') {
      const gap = here.start - before.end;
      gaps += 1;
      if (gap > least) wide.push(gap);
    }
    before = here;
  }
  // The narrow ones come first: the median is among the wide ones only if these are more than half.
  const place = (gaps >> 1) - (gaps - wide.length);
  return gaps < 3 || place < 0 ? 0 : (wide.sort((one, other) => one - other)[place] ?? 0);
}

const LABEL = /^(\(?(\d{1,3}|[a-z]|[ivx]{1,5})[.):]|\d{1,2}(\.\d{1,3}){1,4}\.?|[•●▪■◦○‣∙·*–—\-➢✓✔o])$/i;

/** Whether glyphs are a number or bullet that begins what follows it. */
export const isLabel = (glyphs: readonly PlacedGlyph[]): boolean =>
  glyphs.length < 14 && LABEL.test(textOf(glyphs).trim());
