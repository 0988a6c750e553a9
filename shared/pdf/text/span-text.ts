import type { PlacedGlyphs } from './spans.ts';

/**
 * Glyphs to text: a gap that is wider than the letters' usual distance is a space, and a space that the next
 * letter is painted over is none (Chromium paints one for a soft hyphen). Words from right to left come in
 * the order in which they are read.
 */
export function textOf(on: PlacedGlyphs, glyphs: readonly number[]): string {
  const text = textAlong(on, glyphs, (glyph) => on.text[glyph] ?? '');
  return /[\u0590-\u08ff]/.test(text) && RIGHT_TO_LEFT.test(text) ? fromTheRight(on, glyphs) : text;
}

/** Programs paint such words in any order. Letters of one glyph, and numbers, stay as they are. */
function fromTheRight(on: PlacedGlyphs, glyphs: readonly number[]): string {
  const fromLeft = glyphs.toSorted((one, other) => (on.start[one] ?? 0) - (on.start[other] ?? 0));
  const text = textAlong(on, fromLeft, (glyph) => reversed(on.text[glyph] ?? ''));
  return reversed(text).replace(/\d[\d.,:/-]*\d/g, reversed);
}

const reversed = (text: string): string => [...text].reverse().join('');

function textAlong(
  on: PlacedGlyphs,
  glyphs: readonly number[],
  textOfGlyph: (glyph: number) => string,
): string {
  const usual = usualGap(on, glyphs);
  const codes: number[] = [];
  let end = 0;
  let afterSpace = true;
  let space = -1;
  for (let index = 0; index < glyphs.length; index += 1) {
    const glyph = glyphs[index] ?? -1;
    const letter = textOfGlyph(glyph);
    if (letter === ' ') {
      if (index === 0) end = on.end[glyph] ?? 0;
      space = glyph;
      afterSpace = true;
    } else {
      const start = on.start[glyph] ?? 0;
      const size = on.run[glyph]?.size ?? 0;
      if (space !== -1 && isCovered(on, space, start, end, size)) {
        codes.pop();
        afterSpace = false;
      }
      space = -1;
      if (!afterSpace && start - end > usual + 0.17 * size) codes.push(SPACE);
      end = on.end[glyph] ?? 0;
      afterSpace = false;
    }
    addCodes(codes, letter);
  }
  return stringOf(codes);
}

function addCodes(codes: number[], letter: string): void {
  for (let at = 0; at < letter.length; at += 1) codes.push(letter.charCodeAt(at));
}

const SPACE = 0x20;
/** Fewer than a function takes arguments. */
const AT_ONCE = 10_000;

/** Letters that are added one by one make a string that is slow to look at. */
function stringOf(codes: readonly number[]): string {
  if (codes.length <= AT_ONCE) return String.fromCharCode(...codes);
  let text = '';
  for (let from = 0; from < codes.length; from += AT_ONCE)
    text += String.fromCharCode(...codes.slice(from, from + AT_ONCE));
  return text;
}

const isCovered = (on: PlacedGlyphs, space: number, start: number, end: number, size: number): boolean =>
  Math.abs(start - (on.start[space] ?? 0)) < 0.03 * size && start - end < 0.1 * size;

const RIGHT_TO_LEFT = /^[^\p{Script=Latin}]*[\p{Script=Hebrew}\p{Script=Arabic}][^\p{Script=Latin}]*$/u;

/** The median gap between letters, where it shows that they are spaced out; else 0. */
function usualGap(on: PlacedGlyphs, glyphs: readonly number[]): number {
  const [first] = glyphs;
  if (first === undefined || glyphs.length < 4) return 0;
  const least = 0.05 * (on.run[first]?.size ?? 0);
  const wide: number[] = [];
  let gaps = 0;
  let afterSpace = true;
  let end = 0;
  for (let index = 0; index < glyphs.length; index += 1) {
    const glyph = glyphs[index] ?? -1;
    const isSpace = on.text[glyph] === ' ';
    if (!isSpace && !afterSpace) {
      const gap = (on.start[glyph] ?? 0) - end;
      gaps += 1;
      if (gap > least) wide.push(gap);
    }
    afterSpace = isSpace;
    end = on.end[glyph] ?? 0;
  }
  // The narrow ones come first: the median is among the wide ones only if these are more than half.
  const place = (gaps >> 1) - (gaps - wide.length);
  return gaps < 3 || place < 0 ? 0 : (wide.sort((one, other) => one - other)[place] ?? 0);
}

const LABEL = /^(\(?(\d{1,3}|[a-z]|[ivx]{1,5})[.):]|\d{1,2}(\.\d{1,3}){1,4}\.?|[•●▪■◦○‣∙·*–—\-➢✓✔o])$/i;

/** Whether glyphs are a number or bullet that begins what follows it. */
export const isLabel = (on: PlacedGlyphs, glyphs: readonly number[]): boolean =>
  glyphs.length < 14 && LABEL.test(textOf(on, glyphs).trim());
