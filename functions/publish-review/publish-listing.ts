import * as z from 'zod';
import { permalinkOf } from '#shared/domain/listing/entry.ts';
import { TYPE_FEEDS } from '#shared/domain/listing/listing.ts';
import {
  isSameYearPage,
  type YearPage,
  type YearPageKey,
  yearPageFeedPath,
  yearPageName,
  yearPagesOf,
} from '#shared/domain/listing/year-page.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { Entries, EventLog, PublicFile, PublicFiles } from '#shared/ports.ts';
import {
  filesOfListing,
  pathsOfListing,
  pathsOfYearPage,
  typesOfFeeds,
  yearPagesToRead,
  yearPagesToWrite,
} from '#site/public-files.ts';
import { writeFiles } from './write-files.ts';

export interface PublishListingDeps {
  readonly entries: Entries;
  readonly publicFiles: PublicFiles;
  readonly eventLog: EventLog;
  readonly settings: Settings;
}

/** Maximum compare-and-swap attempts before the message returns to its queue. */
const ATTEMPTS = 20;

type Stored = { readonly etag: string | undefined; readonly body?: string } | undefined;

/**
 * Rewrites the listing files that a change in these year pages affects, and returns the number of files
 * written. Every file is rendered from the table and written by compare-and-swap. ETags are read before the
 * table, so a file rendered from an older table never replaces one from a newer. Throws, before it writes, if
 * a year page would lose a review.
 */
export async function publishListing(
  deps: PublishListingDeps,
  changed: readonly YearPageKey[],
): Promise<number> {
  let written = 0;
  let paths = pathsOfListing([], changed, deps.settings);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    // The stored files show which year pages to load, so usually one round of reads is enough.
    const [years, stored, ofTypes] = await Promise.all([
      deps.entries.years(),
      readStored(deps, paths, changed),
      deps.publicFiles.etags(TYPE_FEEDS),
    ]);
    const known = yearPagesOf(years);
    const others = pathsOfListing(known, changed, deps.settings).filter((path) => !stored.has(path));
    for (const [path, file] of await readStored(deps, others, changed)) stored.set(path, file);
    const yearPages = await readYearPages(deps, known, changed);
    const files = filesOfListing(yearPages, deps.settings, changed, typesOfFeeds(ofTypes.keys()));
    paths = files.map(({ path }) => path).filter((path) => !path.startsWith(TYPE_FEEDS));
    if (paths.some((path) => !stored.has(path))) continue;
    for (const [path, etag] of ofTypes) stored.set(path, { etag });
    reportUnreadable(deps, yearPages, changed);
    await refuseToShrink(deps, yearPages, changed, files, stored);
    const ofChanged = new Set(
      yearPagesToWrite(yearPages, changed).flatMap((yearPage) => pathsOfYearPage(yearPage, deps.settings)),
    );
    let lost = 0;
    // Year pages and type feeds first, then the files that link to them.
    for (const isFirst of [true, false]) {
      const some = files.filter(
        ({ path }) => (ofChanged.has(path) || path.startsWith(TYPE_FEEDS)) === isFirst,
      );
      const count = await writeFiles(deps.publicFiles, some, (path) => stored.get(path)?.etag);
      written += count.written;
      lost += count.stale;
    }
    if (lost === 0) return written;
  }
  throw new Error('The listing is being changed by others; the message is tried again.');
}

/**
 * The stored files. Only feeds and the sitemap, which `refuseToShrink` compares, are read with their text.
 */
async function readStored(
  { publicFiles }: PublishListingDeps,
  paths: readonly string[],
  changed: readonly YearPageKey[],
): Promise<Map<string, Stored>> {
  const feeds = new Set([...changed.map(yearPageFeedPath), FIRST_FEED, SITEMAP]);
  const read = async (path: string): Promise<Stored> =>
    feeds.has(path) ? await publicFiles.read(path) : { etag: await publicFiles.etag(path) };
  return new Map(await Promise.all(paths.map(async (path) => [path, await read(path)] as const)));
}

/** Loads as few year pages as needed. `known` is a recent list of them; the current one is read alongside. */
async function readYearPages(
  { entries }: PublishListingDeps,
  known: readonly YearPage[],
  changed: readonly YearPageKey[],
): Promise<YearPage[]> {
  const read = (yearPages: readonly YearPage[]): Promise<YearPage[]> =>
    Promise.all(
      yearPages.map(async (yearPage) => ({
        ...yearPage,
        entries: await entries.ofYearPage(yearPage.year, yearPage.part),
      })),
    );
  const [years, guessed] = await Promise.all([entries.years(), read(yearPagesToRead(known, changed))]);
  let yearPages = withRead(yearPagesOf(years), guessed);
  for (;;) {
    const next = yearPagesToRead(yearPages, changed);
    if (next.length === 0) return yearPages;
    yearPages = withRead(yearPages, await read(next));
  }
}

function withRead(yearPages: readonly YearPage[], read: readonly YearPage[]): YearPage[] {
  return yearPages.map((yearPage) => {
    const entries = read.find((one) => isSameYearPage(one, yearPage))?.entries;
    return entries === undefined ? yearPage : { ...yearPage, entries };
  });
}

/** Reports unreadable entries to operators. The listing is written without them. */
function reportUnreadable(
  { eventLog }: PublishListingDeps,
  yearPages: readonly YearPage[],
  changed: readonly YearPageKey[],
): void {
  for (const { year, part, entries = [] } of yearPages) {
    if (!changed.some((key) => isSameYearPage(key, { year, part }))) continue;
    const count = entries.filter(({ status }) => status === 'unreadable').length;
    if (count > 0) eventLog.emit({ type: 'entry.unreadable', year, part, count });
  }
}

/**
 * Throws if a review that was not withdrawn, or a whole year page, would disappear from the listing: then the
 * table is damaged. The files stay, and the message ends in the dead-letter queue, which has an alarm.
 */
async function refuseToShrink(
  { entries, eventLog }: PublishListingDeps,
  yearPages: readonly YearPage[],
  changed: readonly YearPageKey[],
  files: readonly PublicFile[],
  stored: ReadonlyMap<string, Stored>,
): Promise<void> {
  const bodies = new Map(files.map(({ path, body }) => [path, body]));
  const replaced = (path: string): string => {
    const before = stored.get(path)?.body;
    return before === undefined || before === bodies.get(path) ? '' : before;
  };
  const kept = new Set(yearPages.flatMap((yearPage) => yearPage.entries ?? []).map(permalinkOf));
  const lost = new Set<string>();
  for (const permalink of changed.flatMap((key) => permalinksIn(replaced(yearPageFeedPath(key)))))
    if (!kept.has(permalink)) lost.add(permalink);
  for (const permalink of permalinksIn(replaced(FIRST_FEED))) {
    if (kept.has(permalink) || lost.has(permalink)) continue;
    // It may have moved to a year page that is not loaded; it is lost only if the table has no entry for it.
    const [, year = '', slug = ''] = PERMALINK.exec(permalink) ?? [];
    if ((await entries.get(Number(year), slug)) === undefined) lost.add(permalink);
  }
  const sitemaps = new Set(sitemapsIn(bodies.get(SITEMAP) ?? ''));
  const lostYearPages = sitemapsIn(replaced(SITEMAP)).filter((yearPage) => !sitemaps.has(yearPage));
  const [first] = changed;
  if (first === undefined || lost.size + lostYearPages.length === 0) return;
  const { year, part } = first;
  eventLog.emit({ type: 'listing.refused', year, part, lost: lost.size, parts: lostYearPages.length });
  throw new Error(
    `The listing would lose ${lost.size} reviews that were not withdrawn, and ${lostYearPages.length} year pages, ` +
      `with a change in ${yearPageName(first)}. It is left as it is.`,
  );
}

export const FIRST_FEED = '/reviews.json';
const SITEMAP = '/sitemap.xml';

/** `/reviews/2024/baby-eva/` */
const PERMALINK = /^\/reviews\/(\d{4})\/([^/]+)\/$/;

/** Sitemap paths in the index, one for each year page. A listed year page stays listed. */
function sitemapsIn(index: string): string[] {
  return index.match(/\/sitemap-[\d-]+\.xml/g) ?? [];
}

const Listing = z.object({ items: z.array(z.object({ id: z.url() })) });

/** The permalinks in a JSON Feed, without their host. None if the text is not a feed. */
export function permalinksIn(listing: string): string[] {
  const parsed = Listing.safeParse(jsonOrNothing(listing));
  return parsed.success ? parsed.data.items.map(({ id }) => new URL(id).pathname) : [];
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
