import type { Page } from '#shared/pdf/page-model.ts';
import { readPdf } from '#shared/pdf/read-pdf.ts';
import { type PdfParts, pdfOf } from '../support/pdf/pdf-of.ts';

/** The first page of a PDF with this content. */
export async function pageOf(content: string, parts: Omit<PdfParts, 'pages'> = {}): Promise<Page> {
  const [page] = (await readPdf(pdfOf({ ...parts, pages: [content] }))).pages;
  if (!page) throw new Error('The PDF has no page');
  return page;
}

export const texts = (page: Page): string[] => page.lines.map(({ text }) => text);

export const hiddenWords = (page: Page): string[] => page.hidden.map(({ how, text }) => `${how}: ${text}`);
