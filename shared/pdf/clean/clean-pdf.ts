import { hash } from 'node:crypto';
import { loadPdfium, type OpenPdf, withPdfium } from '../pdfium/open-document.ts';
import type { SeenPage } from '../seen-page.ts';
import { Uncleanable } from './cannot-clean.ts';
import { strangerIn } from './closed-world.ts';
import { compare } from './compare-pages.ts';
import { flattenFields, normalised, UNREADABLE } from './normalise.ts';
import type { CleanProperties } from './properties.ts';
import { stripPdf } from './rewrite-document.ts';

/** A copy that may be published, or why there is none, as a sentence for the officer. */
export type CleanCopy =
  | { readonly pdf: Uint8Array; readonly sha256: string; readonly isAsSeen: boolean }
  | { readonly refused: string };

/**
 * The copy of a report that may be published: its pages, links, outline and tags, and no properties but the
 * given ones. The same input gives the same bytes. It is refused where the copy would show something else, or
 * keep something. `seen`: what the examination saw, which the copy need not be painted twice for; the copy is
 * `isAsSeen` if all its pages have the same pixels. Never throws because of what the PDF holds.
 */
export async function cleanPdf(
  pdf: Uint8Array,
  properties: CleanProperties,
  seen?: readonly SeenPage[],
): Promise<CleanCopy> {
  await loadPdfium();
  try {
    const copy = await withPdfium(pdf, (open) => copyOf(open, properties, seen));
    return copy ?? { refused: UNOPENED };
  } catch (error) {
    return { refused: error instanceof Uncleanable ? error.message : UNREADABLE };
  }
}

const UNOPENED =
  'This PDF cannot be opened without a password, or it is damaged. Save a new PDF without a password.';

async function copyOf(
  open: OpenPdf,
  properties: CleanProperties,
  seen: readonly SeenPage[] | undefined,
): Promise<CleanCopy> {
  flattenFields(open);
  const stripped = await stripPdf(normalised(open), properties);
  const { difference, isAsSeen } = await compare(open, stripped, seen);
  if (difference !== undefined) return { refused: difference };
  const { pdf, texts } = stripped;
  const stranger = await strangerIn(pdf, { texts, properties });
  if (stranger !== undefined)
    return { refused: `Something that is not on a page could not be taken out of this PDF (${stranger}).` };
  return { pdf, sha256: hash('sha256', pdf), isAsSeen };
}
