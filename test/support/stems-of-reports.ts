import type { Edition } from '#shared/domain/listing/edition.ts';
import type { Entry, PublishedEntry } from '#shared/domain/listing/entry.ts';
import { sentencesOf, stemsIn } from '#shared/domain/search/report-sentences.ts';
import { type NewStems, searchable } from '#shared/domain/search/search-index.ts';

/** The stems of every report that has an edition. */
export function stemsOfReports(
  entries: readonly Entry[],
  edition: (entry: PublishedEntry) => Edition | undefined,
): NewStems {
  return new Map(
    searchable(entries).flatMap((entry) => {
      const found = edition(entry);
      return found === undefined ? [] : [[entry, stemsIn(sentencesOf(entry, found))] as const];
    }),
  );
}
