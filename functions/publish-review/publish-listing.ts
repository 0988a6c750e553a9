import * as z from 'zod';
import { permalinkOf } from '#shared/domain/entry.ts';
import { type ListingYear, yearFeedPath } from '#shared/domain/listing.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { Entries, Journal, PublicFile, PublicFiles } from '#shared/ports.ts';
import { filesOfListing, nextYearToRead, pathsOfListing, pathsOfYear } from '#site/public-files.ts';

export interface PublishListingDeps {
  readonly entries: Entries;
  readonly publicFiles: PublicFiles;
  readonly journal: Journal;
  readonly settings: Settings;
}

/** How often a lost race for a file is tried anew before the message goes back to the queue. */
const ATTEMPTS = 20;

type Stored = Awaited<ReturnType<PublicFiles['read']>>;

/**
 * Writes the public files that list reviews, as far as a change in `changedYear` touches them, and returns how many it
 * wrote. Each is a function of the table, written by compare-and-swap: its ETag is read before the table, so that a file
 * made from an older table never replaces one made from a newer.
 */
export async function publishListing(deps: PublishListingDeps, changedYear: number): Promise<number> {
  let written = 0;
  // The years alone tell which files there will be, but for years that show nothing: so the table is read once, not twice.
  let paths = pathsOfListing(await deps.entries.years(), changedYear);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const stored = await readStored(deps, paths);
    const years = await readYears(deps, changedYear);
    const files = filesOfListing(years, deps.settings, changedYear);
    paths = files.map(({ path }) => path);
    if (paths.some((path) => !stored.has(path))) continue;
    const changed = files.filter((file) => stored.get(file.path)?.body !== file.body);
    const feed = yearFeedPath(changedYear);
    if (changed.some(({ path }) => path === feed)) refuseToShrink(deps, years, changedYear, stored.get(feed));
    const ofYear = new Set(pathsOfYear(changedYear));
    const own = changed.filter(({ path }) => ofYear.has(path));
    const others = changed.filter(({ path }) => !ofYear.has(path));
    // The year before what points at it.
    const lost = (await writeAll(deps, own, stored)) + (await writeAll(deps, others, stored));
    written += changed.length - lost;
    if (lost === 0) return written;
  }
  throw new Error('The listing is being changed by others; the message is tried again.');
}

/** What is at these paths now, all at once. */
async function readStored(
  { publicFiles }: PublishListingDeps,
  paths: readonly string[],
): Promise<Map<string, Stored>> {
  return new Map(await Promise.all(paths.map(async (path) => [path, await publicFiles.read(path)] as const)));
}

/** Writes files all at once, and returns how many of them others had changed. Waits for all, also when one fails. */
async function writeAll(
  { publicFiles }: PublishListingDeps,
  files: readonly PublicFile[],
  stored: ReadonlyMap<string, Stored>,
): Promise<number> {
  const writes = await Promise.allSettled(
    files.map((file) => publicFiles.write(file, stored.get(file.path)?.etag ?? 'absent')),
  );
  let lost = 0;
  for (const write of writes) {
    if (write.status === 'rejected') throw write.reason;
    if (write.value === 'stale') lost++;
  }
  return lost;
}

/** What the table says now. Of the other years only as many are read as the first pages show. */
async function readYears({ entries }: PublishListingDeps, changedYear: number): Promise<ListingYear[]> {
  let years: ListingYear[] = (await entries.years()).map((year) => ({ year }));
  for (
    let next = nextYearToRead(years, changedYear);
    next !== undefined;
    next = nextYearToRead(years, changedYear)
  ) {
    const read = { year: next, entries: await entries.ofYear(next) };
    years = years.map((known) => (known.year === read.year ? read : known));
  }
  return years;
}

/**
 * Refuses a year that lost a review which was not withdrawn: then the table is wrong, not the file.
 * The files stay as they are, and the message ends in the dead letters with its alarm.
 */
function refuseToShrink(
  { journal }: PublishListingDeps,
  years: readonly ListingYear[],
  year: number,
  before: Stored,
): void {
  if (before === undefined) return;
  const entries = years.find((one) => one.year === year)?.entries ?? [];
  const kept = new Set(entries.map(permalinkOf));
  const lost = permalinksIn(before.body).filter((permalink) => !kept.has(permalink)).length;
  if (lost === 0) return;
  journal.record({ type: 'listing.refused', year, lost });
  throw new Error(
    `The listing of ${year} would lose ${lost} reviews that were not withdrawn. It is left as it is.`,
  );
}

const Listing = z.object({ items: z.array(z.object({ id: z.url() })) });

/** The permalinks in a listing, whatever address the site had then; a file that is no listing has none to lose. */
function permalinksIn(listing: string): string[] {
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
