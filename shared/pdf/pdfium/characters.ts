import type { Box } from '#shared/pdf/page-model.ts';
import { transformBox } from '../geometry/box.ts';
import { Answers } from './memory.ts';
import type { OpenPdf } from './open-document.ts';
import { displayMatrix } from './render-page.ts';

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
  /** PDFium's handle of the text object that it belongs to. */
  readonly object: number;
  /**
   * From its origin to the right edge of its cell in the page's own coordinates: the advance of upright text,
   * where no glyph reaches beyond it.
   */
  readonly cellWidth: number;
  /** The glyph reaches as far as its cell, or further. */
  readonly overhangs: boolean;
  /** A space or line end that is not in the file. */
  readonly isSynthetic: boolean;
}

const NOWHERE = { box: [0, 0, 0, 0], origin: [0, 0], cellWidth: 0, overhangs: false } as const;
const [SPACE, HYPHEN] = [0x20, 0x2d];

/** Most characters are such, and PDFium neither adds one nor calls it a hyphen. */
const isLatinLetter = (code: number): boolean => (code | SPACE) >= 0x61 && (code | SPACE) <= 0x7a;

/** Every character of a loaded page's text, hidden ones included, in PDFium's order. */
export function pageCharacters(open: OpenPdf, page: number, text: number): PageCharacter[] {
  const { pdfium } = open;
  const display = displayMatrix(open, page);
  const [a, b, c, d, e, f] = display;
  const [unicodeOf, isGenerated] = [open.pdfium.FPDFText_GetUnicode, open.pdfium.FPDFText_IsGenerated];
  const [getBox, getCell] = [open.pdfium.FPDFText_GetCharBox, open.pdfium.FPDFText_GetLooseCharBox];
  const [objectOf, isHyphen] = [open.pdfium.FPDFText_GetTextObject, open.pdfium.FPDFText_IsHyphen];
  const getOrigin = open.pdfium.FPDFText_GetCharOrigin;
  const answers = new Answers(open, 64);
  const { at } = answers;
  const characters: PageCharacter[] = [];
  const count = pdfium.FPDFText_CountChars(text);
  for (let index = 0; index < count; index += 1) {
    const read = unicodeOf(text, index);
    const isSynthetic = read <= SPACE && isGenerated(text, index) === 1;
    const code = !isLatinLetter(read) && isHyphen(text, index) === 1 ? HYPHEN : read;
    const { box, origin, cellWidth, overhangs } = isSynthetic ? NOWHERE : placeOf(index);
    characters.push({
      index,
      text: code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd',
      isSynthetic,
      object: objectOf(text, index),
      // Named one by one: to spread them takes longer than all else.
      box,
      origin,
      cellWidth,
      overhangs,
    });
  }
  return characters;

  function placeOf(index: number): Pick<PageCharacter, 'box' | 'origin' | 'cellWidth' | 'overhangs'> {
    getOrigin(text, index, at, at + 8);
    getBox(text, index, at + 16, at + 24, at + 32, at + 40);
    getCell(text, index, at + 48);
    const { now } = answers;
    const [x, y] = [now.getFloat64(at, true), now.getFloat64(at + 8, true)];
    const [left, right] = [now.getFloat64(at + 16, true), now.getFloat64(at + 24, true)];
    const [bottom, top] = [now.getFloat64(at + 32, true), now.getFloat64(at + 40, true)];
    const cellRight = now.getFloat32(at + 56, true);
    const hasExtent = right > left && top > bottom;
    return {
      origin: [a * x + c * y + e, b * x + d * y + f],
      box: hasExtent
        ? transformBox(display, left, bottom, right, top)
        : transformBox(display, answers.float(48), answers.float(60), cellRight, answers.float(52)),
      cellWidth: cellRight - x,
      overhangs: hasExtent && right >= cellRight - 0.001,
    };
  }
}
