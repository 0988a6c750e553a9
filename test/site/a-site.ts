import type { Entry } from '#shared/domain/listing/entry.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { PublicFile } from '#shared/ports.ts';
import { fileOfEdition, filesOfListing, filesOfReview, staticFiles } from '#site/public-files.ts';
import { anEdition } from '../support/an-edition.ts';
import { asYearPages } from '../support/seed-listing.ts';

/** The kind of each of its documents. */
export const PDF_BODY = '%PDF-1.4\n';

/** Every public file of these entries, by path, and a small PDF for each document. */
export function aSite(entries: readonly Entry[], settings: Settings): Map<string, PublicFile> {
  const yearPages = asYearPages(entries);
  const files = [
    ...staticFiles(settings),
    ...filesOfListing(yearPages, settings, yearPages),
    ...entries.flatMap((entry) => filesOfReview(entry, settings)),
    ...entries.flatMap((entry) =>
      entry.status === 'published' && entry.documents[0]?.edition !== undefined
        ? [fileOfEdition(entry, anEdition(), settings)]
        : [],
    ),
    ...entries.flatMap((entry) =>
      entry.status === 'published'
        ? entry.documents.map(({ file }) => ({
            path: `/reviews/${entry.year}/${entry.slug}/${file}`,
            body: PDF_BODY,
            contentType: 'application/pdf',
            cacheControl: 'no-store',
          }))
        : [],
    ),
  ];
  return new Map(files.map((file) => [file.path, file]));
}
