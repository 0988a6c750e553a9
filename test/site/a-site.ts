import type { Edition } from '#shared/domain/listing/edition.ts';
import type { Entry, PublishedEntry } from '#shared/domain/listing/entry.ts';
import { editionOf } from '#shared/domain/search/report-sentences.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { PublicFile } from '#shared/ports.ts';
import {
  filesOfEdition,
  filesOfListing,
  filesOfReview,
  filesOfSearch,
  staticFiles,
} from '#site/public-files.ts';
import { anEdition } from '../support/an-edition.ts';
import { asYearPages } from '../support/seed-listing.ts';
import { stemsOfReports } from '../support/stems-of-reports.ts';

/** The kind of each of its documents. */
export const PDF_BODY = '%PDF-1.4\n';

/**
 * Every public file of these entries, by path, and a small PDF for each document. `edition` gives the edition
 * of a report that has one.
 */
export function aSite(
  entries: readonly Entry[],
  settings: Settings,
  edition: (entry: PublishedEntry) => Edition = anEdition,
): Map<string, PublicFile> {
  const yearPages = asYearPages(entries);
  const files = [
    ...staticFiles(settings),
    ...filesOfListing(yearPages, settings, yearPages),
    ...entries.flatMap((entry) => filesOfReview(entry, settings)),
    ...entries.flatMap((entry) =>
      entry.status === 'published' && editionOf(entry) !== undefined
        ? filesOfEdition(entry, edition(entry), settings)
        : [],
    ),
    ...yearPages.flatMap((yearPage) =>
      filesOfSearch(yearPage, yearPage.entries, stemsOfReports(yearPage.entries, edition)),
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
