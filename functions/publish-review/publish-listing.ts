import * as z from 'zod';
import { permalinkOf } from '#shared/domain/entry.ts';
import {
  type ListingPart,
  nameOfPart,
  type PartKey,
  partFeedPath,
  partsOf,
  samePart,
} from '#shared/domain/part.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { Entries, Journal, PublicFile, PublicFiles } from '#shared/ports.ts';
import { filesOfListing, partsToRead, pathsOfListing, pathsOfPart } from '#site/public-files.ts';

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
 * Writes the public files that list reviews, as far as changes in these parts touch them, and returns how many it wrote.
 * Each is a function of the table, written by compare-and-swap: its ETag is read before the table, so that a file made
 * from an older table never replaces one made from a newer. Throws before it writes anything when one of these parts
 * would lose a review.
 */
export async function publishListing(deps: PublishListingDeps, changed: readonly PartKey[]): Promise<number> {
  let written = 0;
  let paths = pathsOfListing([], changed);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    // What there is tells which other files point at these parts, and nearly always all that is to be read of the table.
    const [years, stored] = await Promise.all([deps.entries.years(), readStored(deps, paths)]);
    const known = partsOf(years);
    const others = pathsOfListing(known, changed).filter((path) => !stored.has(path));
    for (const [path, file] of await readStored(deps, others)) stored.set(path, file);
    const parts = await readParts(deps, known, changed);
    const files = filesOfListing(parts, deps.settings, changed);
    paths = files.map(({ path }) => path);
    if (paths.some((path) => !stored.has(path))) continue;
    const differing = files.filter((file) => stored.get(file.path)?.body !== file.body);
    for (const key of changed) refuseToShrink(deps, parts, key, differing, stored);
    const ofChanged = new Set(changed.flatMap(pathsOfPart));
    // The parts before what points at them.
    const lost =
      (await writeAll(
        deps,
        differing.filter(({ path }) => ofChanged.has(path)),
        stored,
      )) +
      (await writeAll(
        deps,
        differing.filter(({ path }) => !ofChanged.has(path)),
        stored,
      ));
    written += differing.length - lost;
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
 * Refuses a part that lost a review which was not withdrawn: then the table is wrong, not the file.
 * The files stay as they are, and the message ends in the dead letters with its alarm.
 */
function refuseToShrink(
  { journal }: PublishListingDeps,
  parts: readonly ListingPart[],
  key: PartKey,
  differing: readonly PublicFile[],
  stored: ReadonlyMap<string, Stored>,
): void {
  const feed = partFeedPath(key);
  const before = stored.get(feed);
  if (before === undefined || !differing.some(({ path }) => path === feed)) return;
  const entries = parts.find((part) => samePart(part, key))?.entries ?? [];
  const kept = new Set(entries.map(permalinkOf));
  const lost = permalinksIn(before.body).filter((permalink) => !kept.has(permalink)).length;
  if (lost === 0) return;
  const { year, part } = key;
  journal.record({ type: 'listing.refused', year, part, lost });
  throw new Error(
    `The listing of ${nameOfPart(key)} would lose ${lost} reviews that were not withdrawn. It is left as it is.`,
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
