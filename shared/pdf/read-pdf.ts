import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { MOST_UPLOAD_BYTES } from '../domain/review/files/upload-size.ts';
import { assertIntact, assertIsPdf } from './bytes/integrity.ts';
import { rawFile } from './bytes/object-scan.ts';
import { documentScripts, externalActions } from './document/actions.ts';
import { documentAnnotations, type RawAnnotation } from './document/annotations.ts';
import type { ObjectContents } from './document/objects.ts';
import { hiddenLayers } from './document/optional-content.ts';
import { documentProperties } from './document/properties.ts';
import { earlierRevisions } from './document/revisions.ts';
import { attachedFiles, documentLabels, outlineTitles } from './document/texts.ts';
import { MisdrawnLetters } from './hidden/misdrawn-letters.ts';
import type { Page, ReportModel } from './page-model.ts';
import { type OpenPdf, withPdfium } from './pdfium/open-document.ts';
import { openPdf } from './pdfjs/open-document.ts';
import { secondReading } from './pdfjs/second-reading.ts';
import { readPage } from './read-page.ts';
import { UnreadablePdf, unreadable } from './unreadable-pdf.ts';

const MOST_PAGES = 2000;

/**
 * Reads a PDF: what every page shows, what is hidden in it, and what the file holds besides.
 * Throws `UnreadablePdf` with a sentence for the officer. The bytes stay as they are.
 */
export async function readPdf(bytes: Uint8Array): Promise<ReportModel> {
  if (bytes.length === 0) throw new UnreadablePdf('empty');
  if (bytes.length > MOST_UPLOAD_BYTES) throw new UnreadablePdf('too-large');
  assertIsPdf(bytes);
  const raw = rawFile(bytes);
  const { document, close } = await openPdf(bytes);
  try {
    assertIntact(bytes, raw, document.numPages);
    if (document.numPages > MOST_PAGES) throw new UnreadablePdf('too-many-pages');
    const annotations = await documentAnnotations(document);
    const { properties, language, encrypted } = await documentProperties(document, bytes, raw);
    const read = await withPdfium(bytes, async (open) => {
      if (open.pageCount !== document.numPages)
        throw new UnreadablePdf('damaged', { cause: `${document.numPages} pages, or ${open.pageCount}` });
      // Before the pages: the ink test changes what PDFium holds.
      const objects = await objectsOf(open);
      return { objects, pages: await readPages(document, annotations, open) };
    });
    if (read === undefined) throw new UnreadablePdf('damaged', { cause: 'PDFium cannot open it' });
    const { pages, objects } = read;
    return {
      pages,
      properties,
      ...(language !== undefined && { language }),
      tagged: (await document.getMarkInfo())?.Marked === true,
      outline: await outlineTitles(document),
      carried: objects.carried,
      labels: [...objects.tagTitles, ...(await documentLabels(document, annotations))],
      attachments: await attachedFiles(
        document,
        raw,
        annotations.map(({ fileName }) => fileName),
      ),
      scripts: await documentScripts(document, objects.actions),
      externalActions: externalActions(objects.actions, annotations),
      hiddenLayers: [...(await hiddenLayers(document)), ...objects.changingLayers],
      earlierRevisions: await earlierRevisions(bytes, raw, pages, readEarlier),
      ownerEncrypted: encrypted,
    };
  } catch (cause) {
    // What pdf.js throws here is about the file: a page that is not there, a structure that leads nowhere.
    throw unreadable(cause);
  } finally {
    await close();
  }
}

async function readPages(
  document: PDFDocumentProxy,
  annotations: readonly RawAnnotation[],
  pdfium: OpenPdf,
): Promise<Page[]> {
  const pages: Page[] = [];
  const misdrawn = new MisdrawnLetters(pdfium);
  for (let number = 1; number <= document.numPages; number += 1) {
    const proxy = await document.getPage(number);
    const own = annotations.filter(({ pageIndex }) => pageIndex === number - 1);
    const comparison = { read: await secondReading(proxy), misdrawn };
    pages.push(readPage(pdfium, number, own, comparison));
    proxy.cleanup();
  }
  return pages;
}

async function readEarlier(bytes: Uint8Array): Promise<Page[] | undefined> {
  try {
    const { document, close } = await openPdf(bytes);
    try {
      if (document.numPages > MOST_PAGES) return undefined;
      const annotations = await documentAnnotations(document);
      return await withPdfium(bytes, (open) =>
        Array.from({ length: open.pageCount }, (_, index) => {
          const own = annotations.filter(({ pageIndex }) => pageIndex === index);
          return readPage(open, index + 1, own, undefined);
        }),
      );
    } finally {
      await close();
    }
  } catch {
    // An earlier state that nobody can open shows nothing to anybody.
    return undefined;
  }
}

/** pdf-lib is loaded with the first PDF: most of a cold start has no use for it. */
async function objectsOf(pdf: OpenPdf): Promise<ObjectContents> {
  const { readObjects } = await import('./document/objects.ts');
  return await readObjects(pdf);
}
