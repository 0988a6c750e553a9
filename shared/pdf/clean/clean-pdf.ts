import { createHash } from 'node:crypto';
import { loadPdfium, withPdfium } from '../pdfium/open-document.ts';
import { Uncleanable } from './cannot-clean.ts';
import { strangerIn } from './closed-world.ts';
import { differenceBetween } from './compare-pages.ts';
import { flattenFields, normalised, UNREADABLE } from './normalise.ts';
import type { CleanProperties } from './properties.ts';
import { stripPdf } from './rewrite-document.ts';

/**
 * The copy of a report that may be published: its pages, links, outline and tags, and no properties but the
 * given ones. The same input gives the same bytes. `refused` is a sentence for the officer: the copy would
 * show something else, or keep something. Never throws because of what the PDF holds.
 */
export async function cleanPdf(
  pdf: Uint8Array,
  properties: CleanProperties,
): Promise<{ pdf: Uint8Array; sha256: string } | { refused: string }> {
  await loadPdfium();
  try {
    const flat = await withPdfium(pdf, (open) => {
      flattenFields(open);
      return normalised(open);
    });
    if (flat === undefined) {
      return {
        refused:
          'This PDF cannot be opened without a password, or it is damaged. Save a new PDF without a password.',
      };
    }
    const stripped = await stripPdf(flat, properties);
    const difference = await differenceBetween(pdf, stripped);
    if (difference !== undefined) return { refused: difference };
    const stranger = await strangerIn(stripped.pdf, { texts: stripped.texts, properties });
    if (stranger !== undefined)
      return {
        refused: `Something that is not on a page could not be taken out of this PDF (${stranger}).`,
      };
    return { pdf: stripped.pdf, sha256: createHash('sha256').update(stripped.pdf).digest('hex') };
  } catch (error) {
    return { refused: error instanceof Uncleanable ? error.message : UNREADABLE };
  }
}
