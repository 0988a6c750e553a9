import { EDITION_PATH } from '../listing/edition.ts';
import { type Entry, type PublishedEntry, permalinkOf } from '../listing/entry.ts';
import { newestFirst, revisionOf } from '../listing/listing.ts';
import { isPublic, type YearPageKey, yearPageName } from '../listing/year-page.ts';
import { shardPath } from './search-paths.ts';
import { SHARD_NAMES, shardOf } from './stems.ts';

/** A file of the index: the reviews of one year page by the stems in their reports. */
export interface SearchShard {
  /** Grows with each change of a review that has or had an edition: no two states have the same bytes. */
  readonly revision: number;
  /** Permalinks, newest first. */
  readonly reviews: readonly string[];
  /** Of each stem the places in `reviews`, rising. */
  readonly stems: Readonly<Record<string, readonly number[]>>;
}

/** Paths of the index of a year page. */
export function shardPaths(yearPage: YearPageKey): string[] {
  return SHARD_NAMES.map((shard) => shardPath(yearPageName(yearPage), shard));
}

/** The published reviews whose report has an edition, newest first. */
export function searchable(entries: readonly Entry[]): PublishedEntry[] {
  return newestFirst(entries).flatMap((entry) =>
    entry.status === 'published' && editionOf(entry) !== undefined ? [entry] : [],
  );
}

/** The SHA-256 of the edition of a review's report. */
export const editionOf = ({ documents: [report] }: PublishedEntry): string | undefined => report?.edition;

/**
 * The index of a year page by path. A year page that is public has every file, also those without a stem, so
 * that readers find them all.
 * `stemsOf` gives the stems of a report; none while they are being replaced.
 */
export function renderShards(
  yearPage: YearPageKey,
  entries: readonly Entry[],
  stemsOf: (entry: PublishedEntry) => readonly string[],
): { readonly path: string; readonly body: string }[] {
  if (!entries.some(isPublic)) return [];
  const reviews = searchable(entries);
  const places = new Map<string, number[]>();
  for (const [place, entry] of reviews.entries()) {
    for (const stem of stemsOf(entry)) {
      const before = places.get(stem);
      if (before === undefined) places.set(stem, [place]);
      else before.push(place);
    }
  }
  const ever = entries.filter((entry) => isPublic(entry) && entry.everBeside.includes(EDITION_PATH));
  const revision = revisionOf(ever);
  const permalinks = reviews.map(permalinkOf);
  const shards = Map.groupBy([...places.keys()].sort(), shardOf);
  return SHARD_NAMES.map((name) => {
    const stems = Object.fromEntries((shards.get(name) ?? []).map((stem) => [stem, places.get(stem) ?? []]));
    const shard: SearchShard = { revision, reviews: permalinks, stems };
    return { path: shardPath(yearPageName(yearPage), name), body: `${JSON.stringify(shard)}\n` };
  });
}
