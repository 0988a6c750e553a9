import type { Page, ReportModel } from '../../report/page-model.ts';
import { openPdf } from './open-pdf.ts';
import { readPage } from './read-page.ts';
import { UnreadablePdf } from './unreadable-pdf.ts';

/** 100 MB. */
const MOST_BYTES = 100 * 1024 * 1024;
const MOST_PAGES = 2000;

/**
 * Reads a PDF: what every page shows, what is hidden in it, and what the file holds besides.
 * Throws `UnreadablePdf` with a sentence for the officer. The bytes stay as they are.
 */
export async function readPdf(bytes: Uint8Array): Promise<ReportModel> {
  if (bytes.length === 0) throw new UnreadablePdf('empty');
  if (bytes.length > MOST_BYTES) throw new UnreadablePdf('too-large');
  const { document, close } = await openPdf(bytes);
  try {
    if (document.numPages > MOST_PAGES) throw new UnreadablePdf('too-many-pages');
    const layers = await document.getOptionalContentConfig({ intent: 'display' });
    const pages: Page[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number).catch((cause: unknown) => {
        throw new UnreadablePdf('damaged', { cause });
      });
      pages.push(
        await readPage(page, { hiddenBy: (group) => (layers.isVisible(group) ? undefined : 'layer') }),
      );
      page.cleanup();
    }
    const { info } = await document.getMetadata();
    const markInfo = await document.getMarkInfo();
    const properties: Record<string, unknown> = { ...info };
    const property = (key: string) => {
      const value = properties[key];
      return typeof value === 'string' && value !== '' ? { [key.toLowerCase()]: value } : {};
    };
    const { Language } = properties;
    return {
      pages,
      properties: {
        ...property('Title'),
        ...property('Author'),
        ...property('Subject'),
        ...property('Keywords'),
        ...property('Creator'),
        ...property('Producer'),
        other: [],
      },
      ...(typeof Language === 'string' && Language !== '' && { language: Language }),
      tagged: markInfo?.Marked === true,
      outline: [],
      alternativeTexts: [],
      attachments: [],
      scripts: [],
      externalActions: [],
      hiddenLayers: [],
      earlierRevisions: [],
      ownerEncrypted: false,
    };
  } finally {
    await close();
  }
}
