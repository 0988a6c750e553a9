import { type OpenPdf, withPdfium } from '../pdfium/open-document.ts';
import { paintPage } from '../pdfium/render-page.ts';
import { encodePng } from './encode-png.ts';
import { type Mark, paintMarks } from './paint-marks.ts';

/**
 * Pictures of pages (1-based) as PNG, `scale` pixels to a point, with each mark outlined in its colour.
 * A page that is not there gives no picture. Throws where the PDF cannot be opened.
 */
export async function renderPages(
  pdf: Uint8Array,
  pages: readonly number[],
  scale: number,
  marks: readonly Mark[],
): Promise<Uint8Array[]> {
  const pictures = await withPdfium(pdf, (open) =>
    pages.flatMap((page) => {
      const picture = renderPage(
        open,
        page,
        scale,
        marks.filter((mark) => mark.page === page),
      );
      return picture === undefined ? [] : [picture];
    }),
  );
  if (pictures === undefined)
    throw new Error('This PDF cannot be opened, so there are no pictures of its pages.');
  return pictures;
}

function renderPage(
  open: OpenPdf,
  number: number,
  scale: number,
  marks: readonly Mark[],
): Uint8Array | undefined {
  const { pdfium } = open;
  const page = pdfium.FPDF_LoadPage(open.handle, number - 1);
  if (page === 0) return undefined;
  try {
    const size = { width: pdfium.FPDF_GetPageWidthF(page), height: pdfium.FPDF_GetPageHeightF(page) };
    const image = paintPage(open, page, scale, (...canvas) => paintMarks(open, canvas, size, marks));
    return image && encodePng(image);
  } finally {
    pdfium.FPDF_ClosePage(page);
  }
}
