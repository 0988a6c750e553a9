import type { PublishedEntry } from '#shared/domain/listing/entry.ts';
import { type YearPageKey, yearPageName } from '#shared/domain/listing/year-page.ts';
import { ReportStems, stemsPath } from '#shared/domain/search/report-sentences.ts';
import { editionOf, searchable } from '#shared/domain/search/search-index.ts';
import { searchFolder } from '#shared/domain/search/search-paths.ts';
import type { Entries, PublicFiles } from '#shared/ports.ts';
import { filesOfSearch } from '#site/public-files.ts';
import { writeFiles } from './write-files.ts';

export interface PublishSearchDeps {
  readonly entries: Pick<Entries, 'ofYearPage'>;
  readonly publicFiles: PublicFiles;
}

/** Maximum compare-and-swap attempts before the message returns to its queue. */
const ATTEMPTS = 20;

/**
 * Rewrites the index of the words in the reports of one year page, and returns the number of files written. A
 * function of the table and of the stems beside the editions. ETags are read before the table, as for the
 * listing.
 */
export async function publishSearch(
  { entries, publicFiles }: PublishSearchDeps,
  yearPage: YearPageKey,
): Promise<number> {
  let written = 0;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const stored = await publicFiles.etags(searchFolder(yearPageName(yearPage)));
    const all = await entries.ofYearPage(yearPage.year, yearPage.part);
    const stems = new Map(
      await Promise.all(
        searchable(all).map(async (entry) => [entry, await readStems(publicFiles, entry)] as const),
      ),
    );
    const files = filesOfSearch(yearPage, all, (entry) => stems.get(entry) ?? []);
    const count = await writeFiles(publicFiles, files, (path) => stored.get(path));
    written += count.written;
    if (count.stale === 0) return written;
  }
  throw new Error('The index of words is being changed by others; the message is tried again.');
}

/** None while the report is being replaced or withdrawn: its own publication follows. */
async function readStems(publicFiles: PublicFiles, entry: PublishedEntry): Promise<readonly string[]> {
  const file = await publicFiles.read(stemsPath(entry));
  if (file === undefined) return [];
  const { edition, stems } = ReportStems.parse(JSON.parse(file.body));
  return edition === editionOf(entry) && stems !== '' ? stems.split(' ') : [];
}
