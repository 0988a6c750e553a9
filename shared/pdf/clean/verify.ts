import { pageTexts, withPdfium } from '../pdfium/open-document.ts';
import { strangerIn } from './closed-world.ts';
import type { CleanProperties } from './properties.ts';
import type { Stripped } from './rewrite-document.ts';

/**
 * Opens a copy again and says in a sentence what of the original it does not show, or what it still holds;
 * else `undefined`.
 */
export async function differenceBetween(
  textsBefore: readonly string[],
  copy: Stripped,
  properties: CleanProperties,
): Promise<string | undefined> {
  const texts = await withPdfium(copy.pdf, pageTexts);
  if (texts === undefined)
    return 'The clean copy of this PDF cannot be opened. Save or print the report to a new PDF and drop that.';
  if (texts.length !== textsBefore.length)
    return 'The clean copy of this PDF has not the same number of pages.';
  const page = textsBefore.findIndex((text, index) => text !== texts[index] && !copy.cutPages.has(index + 1));
  if (page >= 0) return `The clean copy of this PDF has not the same words on page ${page + 1}.`;
  const stranger = await strangerIn(copy.pdf, { texts: copy.texts, properties });
  return stranger && `Something that is not on a page could not be taken out of this PDF (${stranger}).`;
}
