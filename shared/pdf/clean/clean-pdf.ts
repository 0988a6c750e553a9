import { createHash } from 'node:crypto';
import { loadPdfium, pageTexts, withPdfium } from '../pdfium/open-document.ts';
import { Uncleanable } from './cannot-clean.ts';
import { differenceSeen } from './compare-pages.ts';
import { flattenFields, normalised, UNREADABLE } from './normalise.ts';
import type { CleanProperties } from './properties.ts';
import { stripPdf } from './rewrite-document.ts';
import { differenceBetween } from './verify.ts';

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
    const original = await withPdfium(pdf, (open) => {
      flattenFields(open);
      return { copy: normalised(open), texts: pageTexts(open) };
    });
    if (original === undefined) {
      return {
        refused:
          'This PDF cannot be opened without a password, or it is damaged. Save a new PDF without a password.',
      };
    }
    const stripped = await stripPdf(original.copy, properties);
    const difference =
      (await differenceBetween(original.texts, stripped, properties)) ??
      (await differenceSeen(pdf, stripped));
    if (difference !== undefined) return { refused: difference };
    return { pdf: stripped.pdf, sha256: createHash('sha256').update(stripped.pdf).digest('hex') };
  } catch (error) {
    return { refused: error instanceof Uncleanable ? error.message : UNREADABLE };
  }
}
