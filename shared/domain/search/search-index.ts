import * as z from 'zod';
import { EDITION_PATH } from '../listing/edition.ts';
import { type Entry, type PublishedEntry, permalinkOf } from '../listing/entry.ts';
import { newestFirst, revisionOf } from '../listing/listing.ts';
import { isPublic, type YearPageKey, yearPageName } from '../listing/year-page.ts';
import { editionKey, editionOf } from './report-sentences.ts';
import { shardPath } from './search-paths.ts';
import { SHARD_NAMES, shardOf } from './stems.ts';

/** A file of the index: the reviews of one year page by the stems in their reports. */
export const SearchShard = z.object({
  /** Grows with each change of a review that has or had an edition: no two states have the same bytes. */
  revision: z.number(),
  /** Oldest first: the permalink, and the key of the edition that was read. */
  reviews: z.array(z.tuple([z.string(), z.string()])),
  /**
   * On each line a stem and, after spaces, its places in `reviews`, rising. Text, because a publication
   * keeps most lines as they are.
   */
  stems: z.string(),
});
export type SearchShard = z.infer<typeof SearchShard>;

/** The stored files of the index of a year page, in the order of `SHARD_NAMES`. */
export type StoredShards = readonly (SearchShard | undefined)[];

/** The stems of each report whose words are new to the index. */
export type NewStems = ReadonlyMap<PublishedEntry, readonly string[]>;

const keyOf = (entry: PublishedEntry): [permalink: string, edition: string] => [
  permalinkOf(entry),
  editionKey(entry),
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
  const reviews = searchable(entries)
    .filter((entry) => added.has(entry) || !missing.has(entry))
    .reverse();
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
    const before = stored[index];
    const now = before?.reviews.map((key) => placeOf.get(key.join()) ?? -1) ?? [];
    const lines = linesOf(before?.stems ?? '', now);
    for (const [stem, place] of addedTo.get(name) ?? []) {
      const line = lines.get(stem) ?? stem;
      const isLast = line === stem || Number(line.slice(line.lastIndexOf(' ') + 1)) < place;
      lines.set(stem, isLast ? `${line} ${place}` : lineOf(stem, [...placesIn(line), place]));
    }
    // A space sorts before every letter, so these are in the order of their stems.
    const stems = [...lines.values()].sort();
    const shard: SearchShard = { revision, reviews: keys, stems: stems.join('\n') };
    return { path: shardPath(yearPageName(yearPage), name), body: `${JSON.stringify(shard)}\n` };
  });
}

/** Each line by its stem, after each place has moved to where `now` says; -1 for those that left. */
function linesOf(stems: string, now: readonly number[]): Map<string, string> {
  const lines = new Map<string, string>();
  const areMoved = now.some((place, before) => place !== before);
  for (const line of stems === '' ? [] : stems.split('\n')) {
    const stem = line.slice(0, line.indexOf(' '));
    const moved = (place: number): number => now[place] ?? -1;
    const kept = areMoved ? lineOf(stem, placesIn(line).map(moved)) : line;
    if (kept !== stem) lines.set(stem, kept);
  }
  return lines;
}

const placesIn = (line: string): number[] => line.split(' ').slice(1).map(Number);

/** The stem alone where it has no place. */
const lineOf = (stem: string, places: readonly number[]): string =>
  [stem, ...places.filter((place) => place >= 0).sort((a, b) => a - b)].join(' ');
