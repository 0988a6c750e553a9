import type { Box } from '#shared/pdf/page-model.ts';
import { transformBox } from '../geometry/box.ts';
import type { Matrix } from '../geometry/matrix.ts';
import type { OpenPdf } from './open-document.ts';

/** A page as PDFium paints it, annotations and filled fields included, on white. */
export interface PageImage {
  readonly width: number;
  readonly height: number;
  /** Bytes of a row. */
  readonly stride: number;
  /** Blue, green, red, unused: four bytes a pixel. */
  readonly pixels: Uint8Array;
  /** Pixels for each point. */
  readonly scale: number;
}

const BGRX = 3;
const FPDF_ANNOT = 1;
/** The place in which parts of pages are kept. */
const PART = 9;

/** Larger pages are painted smaller, so that no page takes more than 16 MB. */
const MOST_PIXELS = 4_000_000;

/**
 * Paints a loaded page. `over` may paint more on it: it gets PDFium's bitmap and its size in pixels.
 * `undefined` where there is no memory for it. The pixels are good until the next page is painted with the
 * same `place`.
 */
export function paintPage(
  { pdfium, canvas }: OpenPdf,
  page: number,
  wanted: number,
  over?: (bitmap: number, width: number, height: number) => void,
  { annotations = true, place = 0 } = {},
): PageImage | undefined {
  const [points, lines] = [pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)];
  const scale = Math.min(wanted, Math.sqrt(MOST_PIXELS / Math.max(1, points * lines)));
  const width = Math.max(1, Math.round(points * scale));
  const height = Math.max(1, Math.round(lines * scale));
  const stride = width * 4;
  const buffer = canvas.white(stride * height);
  const bitmap = buffer === 0 ? 0 : pdfium.FPDFBitmap_CreateEx(width, height, BGRX, buffer, stride);
  if (bitmap === 0) return undefined;
  try {
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, annotations ? FPDF_ANNOT : 0);
    over?.(bitmap, width, height);
    return { width, height, stride, scale, pixels: canvas.painted(stride * height, place) };
  } finally {
    pdfium.FPDFBitmap_Destroy(bitmap);
  }
}

/** Paints the part of a loaded page inside a box (points as displayed), without annotations. */
export function paintPart(
  { pdfium, canvas }: OpenPdf,
  page: number,
  [left, top, right, bottom]: Box,
  scale: number,
): PageImage | undefined {
  const [width, height] = [Math.ceil((right - left) * scale), Math.ceil((bottom - top) * scale)];
  if (!(width > 0 && height > 0 && width * height <= MOST_PIXELS)) return undefined;
  const stride = width * 4;
  const buffer = canvas.white(stride * height);
  const bitmap = buffer === 0 ? 0 : pdfium.FPDFBitmap_CreateEx(width, height, BGRX, buffer, stride);
  if (bitmap === 0) return undefined;
  try {
    const across = Math.round(pdfium.FPDF_GetPageWidthF(page) * scale);
    const down = Math.round(pdfium.FPDF_GetPageHeightF(page) * scale);
    const [x, y] = [-Math.round(left * scale), -Math.round(top * scale)];
    pdfium.FPDF_RenderPageBitmap(bitmap, page, x, y, across, down, 0, 0);
    return { width, height, stride, scale, pixels: canvas.painted(stride * height, PART) };
  } finally {
    pdfium.FPDFBitmap_Destroy(bitmap);
  }
}

/**
 * Takes a box of the page's own coordinates to points as displayed: rotation applied, y downwards from the
 * top edge.
 */
export type ToDisplay = (left: number, bottom: number, right: number, top: number) => Box;

/** FPDF_PageToDevice answers in whole pixels: ask on a canvas this many times finer. */
const FINER = 1000;

/** From a page's own coordinates to points as displayed. */
export function displayMatrix({ pdfium }: OpenPdf, page: number): Matrix {
  const { malloc, free } = pdfium.pdfium.wasmExports;
  const [width, height] = [pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)];
  const [across, down] = [Math.round(width * FINER), Math.round(height * FINER)];
  const at = malloc(8);
  const point = (x: number, y: number): [number, number] => {
    pdfium.FPDF_PageToDevice(page, 0, 0, across, down, 0, x, y, at, at + 4);
    const view = new DataView(pdfium.pdfium.HEAPU8.buffer, at, 8);
    return [view.getInt32(0, true) / FINER, view.getInt32(4, true) / FINER];
  };
  const [x0, y0] = point(0, 0);
  const [x1, y1] = point(100, 0);
  const [x2, y2] = point(0, 100);
  free(at);
  return [(x1 - x0) / 100, (y1 - y0) / 100, (x2 - x0) / 100, (y2 - y0) / 100, x0, y0];
}

export function displayOf(open: OpenPdf, page: number): ToDisplay {
  const matrix = displayMatrix(open, page);
  return (left, bottom, right, top) => transformBox(matrix, left, bottom, right, top);
}
