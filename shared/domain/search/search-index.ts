import * as z from 'zod';
import { EDITION_PATH } from '../listing/edition.ts';
import { type Entry, type PublishedEntry, permalinkOf } from '../listing/entry.ts';
import { newestFirst, revisionOf } from '../listing/listing.ts';
import { isPublic, type YearPageKey, yearPageName } from '../listing/year-page.ts';
import { editionOf } from './report-sentences.ts';
import { shardPath } from './search-paths.ts';
import { SHARD_NAMES, shardOf } from './stems.ts';

/** A file of the index: the reviews of one year page by the stems in their reports. */
export const SearchShard = z.object({
  /** Grows with each change of a review that has or had an edition: no two states have the same bytes. */
  revision: z.number(),
  /** Newest first: the permalink, and the first digits of the SHA-256 of the edition that was read. */
  reviews: z.array(z.tuple([z.string(), z.string()])),
  /** Of each stem the places in `reviews`, rising. */
  stems: z.record(z.string(), z.array(z.number())),
});
export type SearchShard = z.infer<typeof SearchShard>;

/** The stored files of the index of a year page, in the order of `SHARD_NAMES`. */
export type StoredShards = readonly (SearchShard | undefined)[];

/** The stems of each report whose words are new to the index. */
export type NewStems = ReadonlyMap<PublishedEntry, readonly string[]>;

/** Hexadecimal digits that tell one edition of a report from another. */
const DIGITS = 12;

const keyOf = (entry: PublishedEntry): [permalink: string, edition: string] => [
  permalinkOf(entry),
  (editionOf(entry) ?? '').slice(0, DIGITS),
];

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

/** The searchable reviews whose edition is not in every stored file. */
export function missingIn(stored: StoredShards, entries: readonly Entry[]): PublishedEntry[] {
  const known = stored.map((shard) => new Set(shard?.reviews.map((key) => key.join())));
  return searchable(entries).filter((entry) => !known.every((keys) => keys.has(keyOf(entry).join())));
}

/**
 * The index of a year page by path: what the stored files say of reviews that stay, and the new stems. A year
 * page that is public has every file, also those without a stem, so that readers find them all. A report
 * whose words are missing from both is left out.
 */
export function renderShards(
  yearPage: YearPageKey,
  entries: readonly Entry[],
  added: NewStems,
  stored: StoredShards = SHARD_NAMES.map(() => undefined),
): { readonly path: string; readonly body: string }[] {
  if (!entries.some(isPublic)) return [];
  const missing = new Set(missingIn(stored, entries));
  const reviews = searchable(entries).filter((entry) => added.has(entry) || !missing.has(entry));
  const ever = entries.filter((entry) => isPublic(entry) && entry.everBeside.includes(EDITION_PATH));
  const revision = revisionOf(ever);
  const keys = reviews.map(keyOf);
  const addedPlaces = reviews.flatMap((entry, place) =>
    (added.get(entry) ?? []).map((stem): [string, number] => [stem, place]),
  );
  const addedTo = Map.groupBy(addedPlaces, ([stem]) => shardOf(stem));
  const placeOf = new Map(
    reviews.map((entry, place) => [keyOf(entry).join(), added.has(entry) ? -1 : place]),
  );
  return SHARD_NAMES.map((name, index) => {
    const places = new Map<string, number[]>();
    const now = stored[index]?.reviews.map((key) => placeOf.get(key.join()) ?? -1) ?? [];
    for (const [stem, before] of Object.entries(stored[index]?.stems ?? {})) {
      const kept = before.map((place) => now[place] ?? -1).filter((place) => place >= 0);
      if (kept.length > 0) places.set(stem, kept);
    }
    for (const [stem, place] of addedTo.get(name) ?? []) {
      const others = places.get(stem);
      if (others === undefined) places.set(stem, [place]);
      else others.push(place);
    }
    const stems = Object.fromEntries(
      [...places.keys()].sort().map((stem) => [stem, (places.get(stem) ?? []).sort((a, b) => a - b)]),
    );
    const shard: SearchShard = { revision, reviews: keys, stems };
    return { path: shardPath(yearPageName(yearPage), name), body: `${JSON.stringify(shard)}\n` };
  });
}
