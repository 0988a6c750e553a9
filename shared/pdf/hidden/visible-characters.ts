import type { Box } from '#shared/pdf/page-model.ts';
import { type PageCharacter, pageCharacters } from '../pdfium/characters.ts';
import type { OpenPdf } from '../pdfium/open-document.ts';
import { type PageImage, paintPage } from '../pdfium/render-page.ts';

/** A character of a page and, where it is a letter or digit, whether anything can be seen where it stands. */
export interface InkedCharacter extends PageCharacter {
  readonly isVisible: boolean;
  readonly isLetterOrDigit: boolean;
}

export interface PageInk {
  readonly image: PageImage;
  /** In reading order; white space and signs are here too and count as inked. */
  readonly characters: readonly InkedCharacter[];
}

/**
 * Paints a page (1-based) once, at one pixel a point, and looks at the pixels of each letter and digit: text
 * covered by a box, in the colour of its background, clipped away or off the page leaves no ink. `undefined`
 * where the page cannot be read.
 */
export function pageInk(open: OpenPdf, number: number): PageInk | undefined {
  const { pdfium } = open;
  const page = pdfium.FPDF_LoadPage(open.handle, number - 1);
  if (page === 0) return undefined;
  const text = pdfium.FPDFText_LoadPage(page);
  try {
    const image = paintPage(open, page, 1);
    if (image === undefined) return undefined;
    const characters = pageCharacters(open, page, text).map((character) => {
      const isLetterOrDigit = !character.isSynthetic && LETTER_OR_DIGIT.test(character.text);
      const isVisible =
        !isLetterOrDigit || hasContrast(image, character.box) || isOfMissingFont(open, text, character);
      return { ...character, isLetterOrDigit, isVisible };
    });
    return { image, characters };
  } finally {
    pdfium.FPDFText_ClosePage(text);
    pdfium.FPDF_ClosePage(page);
  }
}

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** The last character of Latin Extended-B: PDFium brings fonts for Latin text only. */
const LAST_LATIN = 0x24f;

/**
 * Chinese, Arabic or the like in a font that is not in the file: a reader's own computer has it, PDFium
 * paints nothing.
 */
function isOfMissingFont({ pdfium }: OpenPdf, text: number, character: PageCharacter): boolean {
  if ((character.text.codePointAt(0) ?? 0) <= LAST_LATIN) return false;
  const font = pdfium.FPDFTextObj_GetFont(pdfium.FPDFText_GetTextObject(text, character.index));
  return pdfium.FPDFFont_GetIsEmbedded(font) === 0;
}

/**
 * Differences, of 255, between the darkest and the lightest pixel of a colour: below the first is none, from
 * the second is ink.
 */
const [FLAT, INK] = [10, 30];

/** Between the two, the grain of a scan; ink of such faintness lies on fewer pixels and spreads wider. */
const GRAIN = 5;

/** Whether anything can be told apart inside a box (points as displayed). Outside the page nothing can. */
export function hasContrast(image: PageImage, box: Box, inset = 0): boolean {
  const left = Math.max(0, Math.floor(box[0] * image.scale) + inset);
  const top = Math.max(0, Math.floor(box[1] * image.scale) + inset);
  const right = Math.min(image.width, Math.ceil(box[2] * image.scale) - inset);
  const bottom = Math.min(image.height, Math.ceil(box[3] * image.scale) - inset);
  if (right <= left || bottom <= top) return false;
  const window: Box = [left, top, right, bottom];
  let range = 0;
  for (const colour of [GREEN, BLUE, RED]) {
    range = Math.max(range, rangeOf(image, window, colour));
    if (range >= INK) return true;
  }
  return range > FLAT && deviationOfGreen(image, window) > GRAIN;
}

/** Bytes of a pixel, as PDFium paints it. */
const [BLUE, GREEN, RED] = [0, 1, 2];

/** Difference between the darkest and lightest value of a colour in a window of pixels; stops at `INK`. */
function rangeOf({ pixels, stride }: PageImage, [left, top, right, bottom]: Box, colour: number): number {
  let [least, most] = [255, 0];
  for (let y = top; y < bottom && most - least < INK; y += 1) {
    const end = y * stride + right * 4;
    for (let at = y * stride + left * 4 + colour; at < end; at += 4) {
      const value = pixels[at] ?? 0;
      if (value < least) least = value;
      if (value > most) most = value;
    }
  }
  return most - least;
}

function deviationOfGreen({ pixels, stride }: PageImage, [left, top, right, bottom]: Box): number {
  let [sum, squares] = [0, 0];
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const value = pixels[y * stride + x * 4 + GREEN] ?? 0;
      sum += value;
      squares += value * value;
    }
  }
  const count = (right - left) * (bottom - top);
  return Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
}
