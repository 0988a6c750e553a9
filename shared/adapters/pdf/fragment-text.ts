import type { PlacedGlyph } from './fragment.ts';

/** Glyphs to text: a gap that is wider than the letters' usual distance is a space. */
export function textOf(glyphs: readonly PlacedGlyph[]): string {
  const usual = usualGap(glyphs);
  let text = '';
  let end: number | undefined;
  for (const glyph of glyphs) {
    if (end !== undefined && glyph.text !== ' ' && !text.endsWith(' ')) {
      if (glyph.start - end > usual + 0.17 * glyph.run.size) text += ' ';
    }
    text += glyph.text;
    end = glyph.text === ' ' && end !== undefined ? end : glyph.end;
  }
  return RIGHT_TO_LEFT.test(text) ? [...text].reverse().join('') : text;
}

const RIGHT_TO_LEFT = /^[^\p{Script=Latin}]*[\p{Script=Hebrew}\p{Script=Arabic}][^\p{Script=Latin}]*$/u;

/** The median gap between letters, where it shows that they are spaced out; else 0. */
function usualGap(glyphs: readonly PlacedGlyph[]): number {
  if (glyphs.length < 4) return 0;
  const gaps: number[] = [];
  for (let index = 1; index < glyphs.length; index += 1) {
    const [before, here] = [glyphs[index - 1], glyphs[index]];
    if (before && here && before.text !== ' ' && here.text !== ' ') gaps.push(here.start - before.end);
  }
  if (gaps.length < 3) return 0;
  const median = gaps.sort((one, other) => one - other)[gaps.length >> 1] ?? 0;
  return median > 0.05 * (glyphs[0]?.run.size ?? 0) ? median : 0;
}
