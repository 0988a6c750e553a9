import * as z from 'zod';
import { permalinkOf } from '#shared/domain/listing/entry.ts';
import { TYPE_FEEDS } from '#shared/domain/listing/listing.ts';
import {
  type ListingPart,
  nameOfPart,
  type PartKey,
  partFeedPath,
  partsOf,
  samePart,
} from '#shared/domain/listing/year-page.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { Entries, EventLog, PublicFile, PublicFiles } from '#shared/ports.ts';
import {
  filesOfListing,
  partsMade,
  partsToRead,
  pathsOfListing,
  pathsOfPart,
  typesOfFeeds,
} from '#site/public-files.ts';
import { writeFiles } from './write-files.ts';

export interface PublishListingDeps {
  readonly entries: Entries;
  readonly publicFiles: PublicFiles;
  readonly eventLog: EventLog;
  readonly settings: Settings;
}

/** Lost races for a file before the message goes back to its queue. */
const ATTEMPTS = 20;

type Stored = { readonly etag: string | undefined; readonly body?: string } | undefined;

/**
 * Writes the public files that list reviews, as far as changes in these parts touch them, and returns how
 * many it wrote. Each is a function of the table, written by compare-and-swap: its ETag is read before the
 * table, so that a file made from an older table never replaces one made from a newer. Throws before it
 * writes anything when one of these parts would lose a review.
 */
export async function publishListing(deps: PublishListingDeps, changed: readonly PartKey[]): Promise<number> {
  let written = 0;
  let paths = pathsOfListing([], changed);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    // What there is tells which other files point at these parts, and nearly always all that is to be read of
    // the table.
    const [years, stored, ofTypes] = await Promise.all([
      deps.entries.years(),
      readStored(deps, paths, changed),
      deps.publicFiles.etags(TYPE_FEEDS),
    ]);
    const known = partsOf(years);
    const others = pathsOfListing(known, changed).filter((path) => !stored.has(path));
    for (const [path, file] of await readStored(deps, others, changed)) stored.set(path, file);
    const parts = await readParts(deps, known, changed);
    const files = filesOfListing(parts, deps.settings, changed, typesOfFeeds(ofTypes.keys()));
    paths = files.map(({ path }) => path).filter((path) => !path.startsWith(TYPE_FEEDS));
    if (paths.some((path) => !stored.has(path))) continue;
    for (const [path, etag] of ofTypes) stored.set(path, { etag });
    reportUnreadable(deps, parts, changed);
    await refuseToShrink(deps, parts, changed, files, stored);
    const ofChanged = new Set(partsMade(parts, changed).flatMap(pathsOfPart));
    let lost = 0;
    // The parts and the feeds of types before what points at them.
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

/** What is at these paths now, all at once. Only of what could lose a review the text is needed. */
async function readStored(
  { publicFiles }: PublishListingDeps,
  paths: readonly string[],
  changed: readonly PartKey[],
): Promise<Map<string, Stored>> {
  const feeds = new Set([...changed.map(partFeedPath), FIRST_FEED, SITEMAP]);
  const read = async (path: string): Promise<Stored> =>
    feeds.has(path) ? await publicFiles.read(path) : { etag: await publicFiles.etag(path) };
  return new Map(await Promise.all(paths.map(async (path) => [path, await read(path)] as const)));
}

/** What the table says now, of as few parts as needed, all at once; `known` is what it said a moment ago. */
async function readParts(
  { entries }: PublishListingDeps,
  known: readonly ListingPart[],
  changed: readonly PartKey[],
): Promise<ListingPart[]> {
  const read = (parts: readonly ListingPart[]): Promise<ListingPart[]> =>
    Promise.all(
      parts.map(async (part) => ({ ...part, entries: await entries.ofPart(part.year, part.part) })),
    );
  const [years, guessed] = await Promise.all([entries.years(), read(partsToRead(known, changed))]);
  let parts = withRead(partsOf(years), guessed);
  for (let next = partsToRead(parts, changed); next.length > 0; next = partsToRead(parts, changed))
    parts = withRead(parts, await read(next));
  return parts;
}

function withRead(parts: readonly ListingPart[], read: readonly ListingPart[]): ListingPart[] {
  return parts.map((part) => {
    const entries = read.find((one) => samePart(one, part))?.entries;
    return entries === undefined ? part : { ...part, entries };
  });
}

/**
 * Tells the operators of entries that cannot be read. The listing goes on without them, so that others may
 * change.
 */
function reportUnreadable(
  { eventLog }: PublishListingDeps,
  parts: readonly ListingPart[],
  changed: readonly PartKey[],
): void {
  for (const { year, part, entries = [] } of parts) {
    if (!changed.some((key) => samePart(key, { year, part }))) continue;
    const count = entries.filter(({ status }) => status === 'unreadable').length;
    if (count > 0) eventLog.emit({ type: 'entry.unreadable', year, part, count });
  }
}

/**
 * Refuses to write a listing that would lose a review which was not withdrawn, or a whole part of a year:
 * then the table is wrong, not the files. They stay as they are, and the message ends in the dead letters
 * with its alarm.
 */
async function refuseToShrink(
  { entries, eventLog }: PublishListingDeps,
  parts: readonly ListingPart[],
  changed: readonly PartKey[],
  files: readonly PublicFile[],
  stored: ReadonlyMap<string, Stored>,
): Promise<void> {
  const bodies = new Map(files.map(({ path, body }) => [path, body]));
  const replaced = (path: string): string => {
    const before = stored.get(path)?.body;
    return before === undefined || before === bodies.get(path) ? '' : before;
  };
  const kept = new Set(parts.flatMap((part) => part.entries ?? []).map(permalinkOf));
  const lost = new Set<string>();
  for (const permalink of changed.flatMap((key) => permalinksIn(replaced(partFeedPath(key)))))
    if (!kept.has(permalink)) lost.add(permalink);
  for (const permalink of permalinksIn(replaced(FIRST_FEED))) {
    if (kept.has(permalink) || lost.has(permalink)) continue;
    // A newer review moved it to a part that was not read, unless the table does not know it.
    const [, year = '', slug = ''] = PERMALINK.exec(permalink) ?? [];
    if ((await entries.get(Number(year), slug)) === undefined) lost.add(permalink);
  }
  const sitemaps = new Set(sitemapsIn(bodies.get(SITEMAP) ?? ''));
  const lostParts = sitemapsIn(replaced(SITEMAP)).filter((part) => !sitemaps.has(part));
  const [first] = changed;
  if (first === undefined || lost.size + lostParts.length === 0) return;
  const { year, part } = first;
  eventLog.emit({ type: 'listing.refused', year, part, lost: lost.size, parts: lostParts.length });
  throw new Error(
    `The listing would lose ${lost.size} reviews that were not withdrawn, and ${lostParts.length} parts of years, ` +
      `with a change in ${nameOfPart(first)}. It is left as it is.`,
  );
}

/** The newest reviews. */
export const FIRST_FEED = '/reviews.json';
const SITEMAP = '/sitemap.xml';

/** `/reviews/2024/baby-eva/` */
const PERMALINK = /^\/reviews\/(\d{4})\/([^/]+)\/$/;

/** The parts of years that a sitemap index lists. A part that was listed once stays listed. */
function sitemapsIn(index: string): string[] {
  return index.match(/\/sitemap-[\d-]+\.xml/g) ?? [];
}

const Listing = z.object({ items: z.array(z.object({ id: z.url() })) });

/**
 * The permalinks in a listing, whatever address the site had then; a file that is no listing has none to
 * lose.
 */
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
