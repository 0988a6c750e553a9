import type { PaintedPage } from '../painted-page.ts';
import { UnreadablePdf } from '../unreadable-pdf.ts';
import { type PageCharacter, pageCharacters } from './characters.ts';
import type { OpenPdf } from './open-document.ts';
import { flattenAnnotations, type PageObjects, pageObjects } from './page-objects.ts';
import { type PageText, pageText } from './page-text.ts';
import { displayMatrix, type PageImage, paintPage } from './render-page.ts';

/** A page as PDFium reads it. */
export interface LoadedPage {
  /** PDFium's handles of the page and of its text. */
  readonly page: number;
  readonly text: number;
  /** Object numbers of the annotations that are objects of the page. */
  readonly annotations: ReadonlySet<number>;
  readonly objects: PageObjects;
  readonly characters: readonly PageCharacter[];
  readonly placed: PageText;
  readonly painted: PaintedPage & { readonly glyphs: { readonly text: string[] } };
  /** The page as it is, at one pixel a point: painted once, so to be asked for before objects are changed. */
  asItIs(): PageImage;
}

/** The place of the canvas in which the page as it is is kept. */
const AS_IT_IS = 1;

/**
 * Loads a page (1-based) with its objects and its text, and frees it afterwards. What annotations with these
 * object numbers show is a part of it. Throws where PDFium cannot load it.
 */
export function withPage<T>(
  open: OpenPdf,
  number: number,
  annotations: ReadonlySet<number>,
  use: (page: LoadedPage) => T,
): T {
  const { pdfium } = open;
  const page = loadFlattened(open, number, annotations);
  // Before the text, for it takes marks away that PDFium would read in place of letters.
  const objects = pageObjects(open, page);
  const text = pdfium.FPDFText_LoadPage(page);
  try {
    const characters = pageCharacters(open, page, text);
    const placed = pageText(open, text, displayMatrix(open, page), objects, characters);
    const painted = {
      width: pdfium.FPDF_GetPageWidthF(page),
      height: pdfium.FPDF_GetPageHeightF(page),
      glyphs: placed.glyphs,
      runs: placed.runs,
      shapes: objects.shapes,
    };
    let image: PageImage | undefined;
    const asItIs = () => {
      image ??= paintPage(open, page, 1, undefined, { place: AS_IT_IS });
      if (image === undefined) throw new UnreadablePdf('too-much-memory');
      return image;
    };
    return use({ page, text, annotations, objects, characters, placed, painted, asItIs });
  } finally {
    pdfium.FPDFText_ClosePage(text);
    pdfium.FPDF_ClosePage(page);
  }
}

/**
 * Loads a page (1-based), with its annotations of these object numbers as objects of it. That takes them out
 * of the document: a page is loaded so only once.
 */
export function loadFlattened(open: OpenPdf, number: number, annotations: ReadonlySet<number>): number {
  const page = open.pdfium.FPDF_LoadPage(open.handle, number - 1);
  if (page === 0) throw new Error(`PDFium cannot load page ${number}`);
  if (annotations.size > 0) flattenAnnotations(open, page, annotations);
  return page;
}
