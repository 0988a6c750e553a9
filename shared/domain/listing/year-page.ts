import type { Entry, PublicEntry } from './entry.ts';

/**
 * Years are listed in parts, so that what one more review costs does not grow with their number: the first
 * hundred permalinks of a year, in the order in which they were reserved, are part 1, the next hundred part
 * 2. See docs/adr/0009-a-year-is-listed-in-parts-of-a-hundred.md.
 */
export interface PartKey {
  readonly year: number;
  /** From 1. */
  readonly part: number;
}

/** A year in which a permalink was reserved. */
export interface ListedYear {
  readonly year: number;
  readonly parts: number;
  /** Permalinks that were ever reserved in it, or nearly: a crash may leave a number unused. */
  readonly reserved: number;
}

/** A part as far as it is known. `entries` is all of it, or absent when it was not read. */
export interface ListingPart extends PartKey {
  /** Another part of its year began after it: it is full. */
  readonly full: boolean;
  /** About how many entries it has. */
  readonly reserved: number;
  readonly entries?: readonly Entry[];
}

/** A part that was read. */
export type ReadPart = ListingPart & { readonly entries: readonly Entry[] };

/** Permalinks of one part. */
export const PART_SIZE = 100;

/** The part of the permalink that is reserved as this one of its year, from 1. */
export const partOfNumber = (number: number): number => Math.ceil(number / PART_SIZE);

/** Every part of these years, newest first, none of them read. `years` is newest first. */
export function partsOf(years: readonly ListedYear[]): ListingPart[] {
  return years.flatMap(({ year, parts, reserved }) =>
    Array.from({ length: parts }, (_, index) => {
      const part = parts - index;
      const full = index > 0;
      const rest = Math.max(0, reserved - (part - 1) * PART_SIZE);
      return { year, part, full, reserved: full ? PART_SIZE : rest };
    }),
  );
}

export const samePart = (one: PartKey, other: PartKey): boolean =>
  one.year === other.year && one.part === other.part;

/** Whether `one` is older than `other`. */
const isOlder = (one: PartKey, other: PartKey): boolean =>
  one.year < other.year || (one.year === other.year && one.part < other.part);

/** Whether readers know of this entry, if only of the day on which it was withdrawn. */
export function isPublic(entry: Entry): entry is PublicEntry {
  return entry.status !== 'reserved' && entry.status !== 'unreadable';
}

/**
 * Whether a part has anything to show: a review, or the trace of one. A part that has reserved entries alone
 * has no file. A full one counts as shown, and so does one that was not read.
 */
export function isShown(part: ListingPart): boolean {
  return part.full || (part.entries?.some(isPublic) ?? true);
}

export function isRead(part: ListingPart): part is ReadPart {
  return part.entries !== undefined;
}

/** The next older part than this one that has something to show. `parts` is newest first. */
export function olderPart(parts: readonly ListingPart[], key: PartKey): ListingPart | undefined {
  return parts.find((other) => isOlder(other, key) && isShown(other));
}

/** The next newer part than this one that has something to show. `parts` is newest first. */
export function newerPart(parts: readonly ListingPart[], key: PartKey): ListingPart | undefined {
  return parts.findLast((other) => isOlder(key, other) && isShown(other));
}

/** `2026` for the first part of a year, `2026-2` for the second: as it stands in addresses. */
export const nameOfPart = ({ year, part }: PartKey): string => (part === 1 ? `${year}` : `${year}-${part}`);

/**
 * `/reviews/2026`: what the addresses of a part begin with. No permalink is like it: those have a slug after
 * the year.
 */
export const partAddress = (key: PartKey): string => `/reviews/${nameOfPart(key)}`;

/** `/reviews/2026.json`: the JSON Feed of a part. */
export const partFeedPath = (key: PartKey): string => `${partAddress(key)}.json`;

/** `/reviews/2026.atom`: the Atom feed of a part. */
export const partAtomPath = (key: PartKey): string => `${partAddress(key)}.atom`;

/** `/reviews/2026/`: the page of a part. */
export const partPagePath = (key: PartKey): string => `${partAddress(key)}/`;

/** `/sitemap-2026.xml`: the sitemap of a part. */
export const partSitemapPath = (key: PartKey): string => `/sitemap-${nameOfPart(key)}.xml`;
