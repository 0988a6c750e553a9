import type { Box } from '#shared/pdf/page-model.ts';
import type { OpenPdf } from './open-document.ts';
import { displayOf } from './render-page.ts';

export interface PageCharacter {
  readonly index: number;
  readonly text: string;
  /**
   * Of the glyph itself, in points as displayed, y downwards; of its whole cell where the glyph has no
   * extent.
   */
  readonly box: Box;
  /** Where its glyph begins on the baseline, in points as displayed. */
  readonly origin: readonly [number, number];
  /** A space or line end that is not in the file. */
  readonly isSynthetic: boolean;
}

/** Every character of a loaded page's text, hidden ones included, in PDFium's order. */
export function pageCharacters(open: OpenPdf, page: number, text: number): PageCharacter[] {
  const { pdfium } = open;
  const { malloc, free } = pdfium.pdfium.wasmExports;
  const toDisplay = displayOf(open, page);
  const [unicodeOf, isGenerated] = [open.quick('FPDFText_GetUnicode'), open.quick('FPDFText_IsGenerated')];
  const [getBox, getCell] = [open.quick('FPDFText_GetCharBox'), open.quick('FPDFText_GetLooseCharBox')];
  const getOrigin = open.quick('FPDFText_GetCharOrigin');
  const at = malloc(48);
  let view = new DataView(pdfium.pdfium.HEAPU8.buffer, at, 48);
  try {
    const characters: PageCharacter[] = [];
    const count = pdfium.FPDFText_CountChars(text);
    for (let index = 0; index < count; index += 1) {
      const code = unicodeOf(text, index);
      const isSynthetic = isGenerated(text, index) === 1;
      characters.push({
        index,
        text: code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd',
        isSynthetic,
        box: isSynthetic ? [0, 0, 0, 0] : boxOf(index),
        origin: isSynthetic ? [0, 0] : originOf(index),
      });
    }
    return characters;
  } finally {
    free(at);
  }

  function originOf(index: number): [number, number] {
    getOrigin(text, index, at, at + 8);
    const { buffer } = pdfium.pdfium.HEAPU8;
    if (view.buffer !== buffer) view = new DataView(buffer, at, 48);
    const [x, y] = [view.getFloat64(0, true), view.getFloat64(8, true)];
    const [left, top] = toDisplay(x, y, x, y);
    return [left, top];
  }

  function boxOf(index: number): Box {
    getBox(text, index, at, at + 8, at + 16, at + 24);
    // A memory that has grown is another one.
    const { buffer } = pdfium.pdfium.HEAPU8;
    if (view.buffer !== buffer) view = new DataView(buffer, at, 48);
    const [left, right] = [view.getFloat64(0, true), view.getFloat64(8, true)];
    const [bottom, top] = [view.getFloat64(16, true), view.getFloat64(24, true)];
    if (right > left && top > bottom) return toDisplay(left, bottom, right, top);
    getCell(text, index, at + 32);
    const [l, t] = [view.getFloat32(32, true), view.getFloat32(36, true)];
    const [r, b] = [view.getFloat32(40, true), view.getFloat32(44, true)];
    return toDisplay(l, b, r, t);
  }
}
