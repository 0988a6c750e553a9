import type { EditionResult } from '../domain/listing/edition.ts';
import type { ReviewType } from '../domain/settings.ts';
import type { SeenPage } from '../pdf/seen-page.ts';
import { readTaggedPdf } from '../pdf/structure/read-tagged-pdf.ts';
import { editionOf } from '../report/edition/edition-of.ts';
import { readFacts } from '../report/facts/read-facts.ts';

/**
 * The edition of a clean copy; `undefined` where it has no tags. `seen`: what is known of its pages. Never
 * throws for what the PDF holds.
 */
export async function makeEdition(
  pdf: Uint8Array,
  language: string,
  types: readonly ReviewType[],
  seen?: readonly SeenPage[],
): Promise<EditionResult | undefined> {
  try {
    const tagged = await readTaggedPdf(pdf, language, seen);
    return tagged && editionOf(tagged, language, readFacts(tagged.report, types).facts);
  } catch {
    return { none: 'The tags are damaged. Export the PDF again from the word processor, with tags.' };
  }
}
