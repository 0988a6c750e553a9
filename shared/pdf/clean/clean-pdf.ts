import { createHash } from 'node:crypto';
import { loadPdfium, type OpenPdf, pageTexts, withPdfium } from '../pdfium/open-document.ts';
import { Uncleanable } from './cannot-clean.ts';
import { differenceSeen } from './compare-pages.ts';
import type { CleanProperties } from './properties.ts';
import { stripPdf } from './rewrite-document.ts';
import { differenceBetween } from './verify.ts';

/**
 * The copy of a report that may be published: its pages, links, outline and tags, and no properties but the given ones.
 * The same input gives the same bytes. `refused` is a sentence for the officer: the copy would show something else, or keep
 * something. Never throws because of what the PDF holds.
 */
export async function cleanPdf(
  pdf: Uint8Array,
  properties: CleanProperties,
): Promise<{ pdf: Uint8Array; sha256: string } | { refused: string }> {
  await loadPdfium();
  try {
    const original = await withPdfium(pdf, (open) => ({ copy: normalised(open), texts: pageTexts(open) }));
    if (original === undefined) {
      return {
        refused:
          'This PDF cannot be opened without a password, or it is damaged. Save a new PDF without a password.',
      };
    }
    const stripped = await stripPdf(original.copy, properties);
    const difference =
      (await differenceBetween(original.texts, stripped)) ?? (await differenceSeen(pdf, stripped));
    if (difference !== undefined) return { refused: difference };
    return { pdf: stripped.pdf, sha256: createHash('sha256').update(stripped.pdf).digest('hex') };
  } catch (error) {
    return { refused: error instanceof Uncleanable ? error.message : UNREADABLE };
  }
}

const UNREADABLE =
  'A clean copy of this PDF could not be made, because it is damaged or unusual inside. Save or print the report to a new PDF and drop that.';

const MOST_PAGES = 2000;
const XFA_FORM = 2;
const REMOVE_SECURITY = 3;

/** One revision, without encryption, every object where its table says (PDFium also fixes what pdf-lib would cut short). */
function normalised({ pdfium, handle, pageCount }: OpenPdf): Uint8Array {
  if (pageCount > MOST_PAGES)
    throw new Uncleanable(
      `This PDF says that it has more than ${MOST_PAGES} pages. Split it, or print the report to a new PDF.`,
    );
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
