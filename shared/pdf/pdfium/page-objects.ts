import type { Box } from '../page-model.ts';
import type { OpenPdf } from './open-document.ts';
import { displayOf } from './render-page.ts';

/**
 * What a loaded page is painted with, in the order of painting. Handles are good as long as the page is
 * loaded.
 */
export interface PageObjects {
  /** Text objects, also those in forms, by their handles. */
  readonly texts: ReadonlyMap<number, TextObject>;
  readonly others: readonly OtherObject[];
  /** What annotations may paint over the page. */
  readonly annotations: readonly Box[];
}

export interface TextObject {
  /** Place in the order of painting. */
  readonly order: number;
  /**
   * The text layer of a scan is not, nor is what clips the next painting: rendering modes 3 and 7 (ISO
   * 32000-2, 9.3.6).
   */
  readonly isPainted: boolean;
  /** Each part of its colour is. */
  readonly isDark: boolean;
}

/** A path, picture or shading. */
interface OtherObject {
  readonly handle: number;
  readonly order: number;
  /** Points as displayed; of the whole form where it stands in one. */
  readonly box: Box;
}

const [INVISIBLE, CLIPPING] = [3, 7];
const TEXT = 1;
const FORM = 5;
/** Forms in forms beyond this depth paint nothing that a report needs. */
const DEEPEST_FORM = 12;
const LINK = 2;
const POPUP = 16;
const NORMAL_APPEARANCE = 0;

export function pageObjects(open: OpenPdf, page: number): PageObjects {
  const { pdfium } = open;
  const typeOf = open.quick('FPDFPageObj_GetType');
  const isDark = darknessReader(open);
  const boxOf = boundsReader(open, page);
  const modeOf = open.quick('FPDFTextObj_GetTextRenderMode');
  const texts = new Map<number, TextObject>();
  const others: OtherObject[] = [];
  let order = 0;
  const add = (handle: number, around: Box | undefined, depth: number) => {
    const type = typeOf(handle);
    order += 1;
    if (type === TEXT) {
      const mode = modeOf(handle);
      texts.set(handle, {
        order,
        isPainted: mode !== INVISIBLE && mode !== CLIPPING,
        isDark: isDark(handle),
      });
    } else if (type === FORM && depth < DEEPEST_FORM) {
      const box = around ?? boxOf(handle);
      const count = pdfium.FPDFFormObj_CountObjects(handle);
      for (let index = 0; index < count; index += 1)
        add(pdfium.FPDFFormObj_GetObject(handle, index), box, depth + 1);
    } else others.push({ handle, order, box: around ?? boxOf(handle) });
  };
  const count = pdfium.FPDFPage_CountObjects(page);
  for (let index = 0; index < count; index += 1) add(pdfium.FPDFPage_GetObject(page, index), undefined, 0);
  return { texts, others, annotations: annotationBoxes(open, page) };
}

function boundsReader(open: OpenPdf, page: number): (object: number) => Box {
  const toDisplay = displayOf(open, page);
  return (object) =>
    readFloats(
      open,
      (at) => open.pdfium.FPDFPageObj_GetBounds(object, at, at + 4, at + 8, at + 12),
      toDisplay,
    );
}

/** Of 255: each part of a colour that counts as dark. */
const DARK = 100;

function darknessReader(open: OpenPdf): (text: number) => boolean {
  const { malloc } = open.pdfium.pdfium.wasmExports;
  const getColour = open.quick('FPDFPageObj_GetFillColor');
  // Freed with the document.
  const at = malloc(16);
  return (text) => {
    if (getColour(text, at, at + 4, at + 8, at + 12) === 0) return false;
    const parts = new Uint32Array(open.pdfium.pdfium.HEAPU8.buffer, at, 3);
    return parts.every((part) => part < DARK);
  };
}

/** Reads four floats: left, bottom, right, top. */
function readFloats(
  { pdfium }: OpenPdf,
  fill: (at: number) => unknown,
  toDisplay: (left: number, bottom: number, right: number, top: number) => Box,
): Box {
  const { malloc, free } = pdfium.pdfium.wasmExports;
  const at = malloc(16);
  fill(at);
  const view = new DataView(pdfium.pdfium.HEAPU8.buffer, at, 16);
  const box = toDisplay(
    view.getFloat32(0, true),
    view.getFloat32(4, true),
    view.getFloat32(8, true),
    view.getFloat32(12, true),
  );
  free(at);
  return box;
}

/** Links and pop-ups without an appearance paint nothing. */
function annotationBoxes(open: OpenPdf, page: number): Box[] {
  const { pdfium } = open;
  const boxes: Box[] = [];
  const toDisplay = displayOf(open, page);
  const count = pdfium.FPDFPage_GetAnnotCount(page);
  for (let index = 0; index < count; index += 1) {
    const annotation = pdfium.FPDFPage_GetAnnot(page, index);
    if (annotation === 0) continue;
    const kind = pdfium.FPDFAnnot_GetSubtype(annotation);
    const isPlain = kind === LINK || kind === POPUP;
    // An empty appearance is a terminating zero, two bytes long.
    if (!isPlain || pdfium.FPDFAnnot_GetAP(annotation, NORMAL_APPEARANCE, 0, 0) > 2) {
      // A rectangle holds left, top, right and bottom.
      boxes.push(
        readFloats(
          open,
          (at) => pdfium.FPDFAnnot_GetRect(annotation, at),
          (left, top, right, bottom) => toDisplay(left, bottom, right, top),
        ),
      );
    }
    pdfium.FPDFPage_CloseAnnot(annotation);
  }
  return boxes;
}
