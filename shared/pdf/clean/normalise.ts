import type { OpenPdf } from '../pdfium/open-document.ts';
import { annotationNumbers, flattenAnnotations } from '../pdfium/page-objects.ts';
import { Uncleanable } from './cannot-clean.ts';

export const UNREADABLE =
  'A clean copy of this PDF could not be made, because it is damaged or unusual inside. Save or print the report to a new PDF and drop that.';

const MOST_PAGES = 2000;
const XFA_FORM = 2;
const REMOVE_SECURITY = 3;

/** Kinds of annotations that are a part of what the page says, by PDFium's numbers. */
const [FREE_TEXT, STAMP, WIDGET] = [3, 13, 20];
const FLATTENED = new Set([FREE_TEXT, STAMP, WIDGET]);

/**
 * Makes form fields, text boxes and stamps with an appearance a part of their pages, as they are seen. Those
 * without one stay annotations.
 */
export function flattenFields(open: OpenPdf): void {
  const { pdfium, handle, pageCount } = open;
  for (let index = 0; index < pageCount; index += 1) {
    // To load a page is to read all that is on it.
    if (pdfium.EPDFPage_GetAnnotCountRaw(handle, index) === 0) continue;
    const page = pdfium.FPDF_LoadPage(handle, index);
    if (page === 0) continue;
    const numbers = annotationNumbers(open, page, FLATTENED);
    if (numbers.size > 0 && flattenAnnotations(open, page, numbers) > 0)
      pdfium.FPDFPage_GenerateContent(page);
    pdfium.FPDF_ClosePage(page);
  }
}

/**
 * One revision, without encryption, every object where its table says (PDFium also fixes what pdf-lib would
 * cut short).
 */
export function normalised({ pdfium, handle, pageCount }: OpenPdf): Uint8Array {
  if (pageCount > MOST_PAGES)
    throw new Uncleanable(
      `This PDF says that it has more than ${MOST_PAGES} pages. Split it, or print the report to a new PDF.`,
    );
  if (pageCount === 0) throw new Uncleanable(UNREADABLE);
  if (pdfium.FPDF_GetFormType(handle) === XFA_FORM) {
    throw new Uncleanable(
      'This PDF is a form that fills its own pages (XFA). Print it to a new PDF and drop that.',
    );
  }
  const writer = pdfium.PDFiumExt_OpenFileWriter();
  try {
    if (!pdfium.FPDF_SaveAsCopy(handle, writer, REMOVE_SECURITY)) throw new Uncleanable(UNREADABLE);
    const size = pdfium.PDFiumExt_GetFileWriterSize(writer);
    const at = pdfium.pdfium.wasmExports.malloc(size);
    pdfium.PDFiumExt_GetFileWriterData(writer, at, size);
    return pdfium.pdfium.HEAPU8.slice(at, at + size);
  } finally {
    pdfium.PDFiumExt_CloseFileWriter(writer);
  }
}
