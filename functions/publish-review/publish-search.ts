import type * as z from 'zod';
import { type PublishedEntry, permalinkOf } from '#shared/domain/listing/entry.ts';
import type { YearPageKey } from '#shared/domain/listing/year-page.ts';
import { editionKey, ReportSentences, stemsIn } from '#shared/domain/search/report-sentences.ts';
import { missingIn, SearchShard, shardPaths } from '#shared/domain/search/search-index.ts';
import { SENTENCES_FILE } from '#shared/domain/search/search-paths.ts';
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
 * Brings the index of the words in the reports of one year page in line with the table, and returns the
 * number of files written. Reads the sentences of those reports alone that the stored index does not have;
 * with `all`, of every report. The index is read before the table, as the listing is.
 */
export async function publishSearch(
  { entries, publicFiles }: PublishSearchDeps,
  yearPage: YearPageKey,
  { all = false } = {},
): Promise<number> {
  let written = 0;
  const paths = shardPaths(yearPage);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const stored = await Promise.all(paths.map((path) => publicFiles.read(path)));
    const shards = stored.map((file) => (all ? undefined : parsed(SearchShard, file)));
    const listed = await entries.ofYearPage(yearPage.year, yearPage.part);
    const missing = await Promise.all(
      missingIn(shards, listed).map(async (entry) => [entry, await readStems(publicFiles, entry)] as const),
    );
    const stems = new Map(missing.flatMap(([entry, found]) => (found === undefined ? [] : [[entry, found]])));
    const files = filesOfSearch(yearPage, listed, stems, shards);
    const count = await writeFiles(publicFiles, files, (path) => stored[paths.indexOf(path)]?.etag);
    written += count.written;
    if (count.stale === 0) return written;
  }
  throw new Error('The index of words is being changed by others; the message is tried again.');
}

/** Undefined while the report is being replaced or withdrawn: its own publication follows. */
async function readStems(publicFiles: PublicFiles, entry: PublishedEntry): Promise<string[] | undefined> {
  const report = parsed(ReportSentences, await publicFiles.read(permalinkOf(entry) + SENTENCES_FILE));
  return report !== undefined && report.edition === editionKey(entry) ? stemsIn(report) : undefined;
}

/** Undefined for a file that is lost or damaged. It is made again, and stops no other. */
function parsed<T>(schema: z.ZodType<T>, file: { readonly body: string } | undefined): T | undefined {
  try {
    return schema.parse(JSON.parse(file?.body ?? ''));
  } catch {
    return undefined;
  }
}
