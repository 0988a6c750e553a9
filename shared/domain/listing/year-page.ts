import type { Entry, PublicEntry } from './entry.ts';

/**
 * Pagination of the listing: a year page holds up to a hundred entries of one year, in the order in which
 * their permalinks were reserved. One publication rewrites one year page, so its cost does not grow with the
 * listing. See docs/adr/0009-a-year-is-listed-in-parts-of-a-hundred.md.
 */
export interface YearPageKey {
  readonly year: number;
  /** Number of the page within its year, from 1. Stored in items and shown to readers as "part 2". */
  readonly part: number;
}

/** A year with at least one reserved permalink. */
export interface ListedYear {
  readonly year: number;
  /** Number of year pages. */
  readonly parts: number;
  /** Permalinks reserved so far. An upper bound: a crash may leave a number unused. */
  readonly reserved: number;
}

/** A year page. `entries` is complete, or absent while the page is not loaded. */
export interface YearPage extends YearPageKey {
  /** A later page of the same year exists. */
  readonly full: boolean;
  /** Upper bound of the number of entries. */
  readonly reserved: number;
  readonly entries?: readonly Entry[];
}

export type LoadedYearPage = YearPage & { readonly entries: readonly Entry[] };

export const ENTRIES_PER_PAGE = 100;

/** The `part` of the nth permalink of a year, from 1. */
export const partOfSlot = (slot: number): number => Math.ceil(slot / ENTRIES_PER_PAGE);

/** All pages of these years, newest first, not loaded. `years` is newest first. */
export function yearPagesOf(years: readonly ListedYear[]): YearPage[] {
  return years.flatMap(({ year, parts, reserved }) =>
    Array.from({ length: parts }, (_, index) => {
      const part = parts - index;
      const full = index > 0;
      const rest = Math.max(0, reserved - (part - 1) * ENTRIES_PER_PAGE);
      return { year, part, full, reserved: full ? ENTRIES_PER_PAGE : rest };
    }),
  );
}

export const isSameYearPage = (one: YearPageKey, other: YearPageKey): boolean =>
  one.year === other.year && one.part === other.part;

const isOlder = (one: YearPageKey, other: YearPageKey): boolean =>
  one.year < other.year || (one.year === other.year && one.part < other.part);

/** Whether the entry appears in public files. Of a withdrawn one they show only the day of withdrawal. */
export function isPublic(entry: Entry): entry is PublicEntry {
  return entry.status !== 'reserved' && entry.status !== 'unreadable';
}

/**
 * Whether a year page has files: it is full, or holds a public entry. A page that is not loaded counts as
 * shown.
 */
export function isShown(yearPage: YearPage): boolean {
  return yearPage.full || (yearPage.entries?.some(isPublic) ?? true);
}

export function isLoaded(yearPage: YearPage): yearPage is LoadedYearPage {
  return yearPage.entries !== undefined;
}

/** The next older page that is shown. `yearPages` is newest first. */
export function olderYearPage(yearPages: readonly YearPage[], key: YearPageKey): YearPage | undefined {
  return yearPages.find((other) => isOlder(other, key) && isShown(other));
}

/** The next newer page that is shown. `yearPages` is newest first. */
export function newerYearPage(yearPages: readonly YearPage[], key: YearPageKey): YearPage | undefined {
  return yearPages.findLast((other) => isOlder(key, other) && isShown(other));
}

/** The name in addresses: `2026` for the first page of a year, `2026-2` for the second. */
export const yearPageName = ({ year, part }: YearPageKey): string =>
  part === 1 ? `${year}` : `${year}-${part}`;

/** `/reviews/2026`, the prefix of all addresses of a year page. Permalinks have a slug after the year. */
export const yearPageAddress = (key: YearPageKey): string => `/reviews/${yearPageName(key)}`;

/** The JSON Feed, `/reviews/2026.json`. */
export const yearPageFeedPath = (key: YearPageKey): string => `${yearPageAddress(key)}.json`;

/** The Atom feed, `/reviews/2026.atom`. */
export const yearPageAtomPath = (key: YearPageKey): string => `${yearPageAddress(key)}.atom`;

/** The HTML page, `/reviews/2026/`. */
export const yearPagePath = (key: YearPageKey): string => `${yearPageAddress(key)}/`;

/** The sitemap, `/sitemap-2026.xml`. */
export const yearPageSitemapPath = (key: YearPageKey): string => `/sitemap-${yearPageName(key)}.xml`;
