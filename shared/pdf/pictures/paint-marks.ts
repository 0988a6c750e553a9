import type { Box } from '#shared/pdf/page-model.ts';
import type { OpenPdf } from '../pdfium/open-document.ts';

const [FILL, NO_FILL] = [1, 0];
const [MARGIN, LINE, LABEL_SIZE] = [2, 2, 8];

export interface Mark {
  /** 1-based. */
  readonly page: number;
  /** Left, top, right, bottom: points as displayed, y downwards. */
  readonly box: Box;
  /** `#rrggbb`. */
  readonly colour: string;
  /** A few words beside the box; may be empty. */
  readonly label: string;
}

/**
 * Paints outlines and labels over a page's bitmap. PDFium draws them itself, from a page of their own of the
 * same size.
 */
export function paintMarks(
  { pdfium }: OpenPdf,
  [bitmap, pixelsAcross, pixelsDown]: readonly [number, number, number],
  { width, height }: { readonly width: number; readonly height: number },
  marks: readonly Mark[],
): void {
  if (marks.length === 0) return;
  const overlay = pdfium.FPDF_CreateNewDocument();
  const page = pdfium.FPDFPage_New(overlay, 0, width, height);
  for (const { box, colour, label } of marks) {
    const [left, top, right, bottom] = box;
    const y = height - bottom - MARGIN;
    const outline = pdfium.FPDFPageObj_CreateNewRect(
      left - MARGIN,
      y,
      right - left + 2 * MARGIN,
      bottom - top + 2 * MARGIN,
    );
    pdfium.FPDFPageObj_SetStrokeColor(outline, ...rgb(colour), 255);
    pdfium.FPDFPageObj_SetStrokeWidth(outline, LINE);
    pdfium.FPDFPath_SetDrawMode(outline, NO_FILL, true);
    pdfium.FPDFPage_InsertObject(page, outline);
    if (label !== '') addLabel(left - MARGIN, height - top + MARGIN, colour, label);
  }
  pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, pixelsAcross, pixelsDown, 0, 0);
  pdfium.FPDF_ClosePage(page);
  pdfium.FPDF_CloseDocument(overlay);

  /** White on the mark's colour, above the box's left corner; below the page's top edge in any case. */
  function addLabel(x: number, above: number, colour: string, label: string): void {
    const text = pdfium.FPDFPageObj_NewTextObj(overlay, 'Helvetica', LABEL_SIZE);
    const at = pdfium.pdfium.wasmExports.malloc(2 * label.length + 2);
    pdfium.pdfium.HEAPU8.set(Buffer.from(`${label}\0`, 'utf16le'), at);
    pdfium.FPDFText_SetText(text, at);
    pdfium.pdfium.wasmExports.free(at);
    const y = Math.min(above, height - LABEL_SIZE - MARGIN);
    const plate = pdfium.FPDFPageObj_CreateNewRect(x, y, widthOf(text) + 2 * MARGIN, LABEL_SIZE + MARGIN);
    pdfium.FPDFPageObj_SetFillColor(plate, ...rgb(colour), 255);
    pdfium.FPDFPath_SetDrawMode(plate, FILL, false);
    pdfium.FPDFPageObj_SetFillColor(text, 255, 255, 255, 255);
    pdfium.FPDFPageObj_Transform(text, 1, 0, 0, 1, x + MARGIN, y + MARGIN + 0.5);
    pdfium.FPDFPage_InsertObject(page, plate);
    pdfium.FPDFPage_InsertObject(page, text);
  }

  function widthOf(object: number): number {
    const at = pdfium.pdfium.wasmExports.malloc(16);
    pdfium.FPDFPageObj_GetBounds(object, at, at + 4, at + 8, at + 12);
    const view = new DataView(pdfium.pdfium.HEAPU8.buffer, at, 16);
    const width = view.getFloat32(8, true);
    pdfium.pdfium.wasmExports.free(at);
    return width;
  }
}

function rgb(colour: string): [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
