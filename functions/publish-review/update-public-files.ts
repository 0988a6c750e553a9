import { isDeepStrictEqual } from 'node:util';
import { allSettledOrThrow } from '#shared/domain/all-settled-or-throw.ts';
import { inEveryLanguage, isInFolder } from '#shared/domain/languages.ts';
import {
  type Entry,
  newerFieldsOf,
  type PublishedEntry,
  permalinkOf,
  type RetiredEntry,
} from '#shared/domain/listing/entry.ts';
import {
  goneEntry,
  keptDocuments,
  publishedEntry,
  retiredEntry,
  withdrawnEntry,
} from '#shared/domain/listing/project-entry.ts';
import { isPublic } from '#shared/domain/listing/year-page.ts';
import { logReference } from '#shared/domain/log-reference.ts';
import { dayOf } from '#shared/domain/partial-date.ts';
import type { PublicState } from '#shared/domain/review/lifecycle.ts';
import { owns } from '#shared/domain/review/record/handover.ts';
import type { Review } from '#shared/domain/review/review.ts';
import { typesOf } from '#shared/domain/review/review-types.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { UnreadableItem } from '#shared/domain/unreadable-item.ts';
import type { Caches, CleanCopies, Entries, EventLog, PublicFile, PublicFiles } from '#shared/ports.ts';
import { filesOfEdition, filesOfReview, pathsShowing } from '#site/public-files.ts';
import type { WriteListing } from './listing-writer.ts';
import { writeFiles } from './write-files.ts';

export interface UpdatePublicFilesDeps {
  readonly entries: Entries;
  readonly cleanCopies: Pick<CleanCopies, 'edition'>;
  readonly publicFiles: PublicFiles;
  readonly writeListing: WriteListing;
  readonly caches: Caches;
  readonly eventLog: EventLog;
  readonly settings: Settings;
}

/**
 * Writes documents, edition, page, entry, listing and index of words in this order, so that no public link is
 * broken.
 */
export async function showReview(
  deps: UpdatePublicFilesDeps,
  review: Review,
  before: Entry,
  now: string,
): Promise<void> {
  const types = typesOf(deps.settings);
  const permalink = permalinkOf(before);
  const there = await deps.publicFiles.list(permalink);
  const since = before.status === 'published' ? before.modifiedAt : now;
  const known = { ...before, everBeside: everBeside(before, there) };
  const ours = publishedEntry(review, before, known, since, deps.settings, types);
  const wanted = { ...newerFieldsOf(before), ...ours };
  const changed = !isDeepStrictEqual(wanted, before);
  const entry = changed ? { ...wanted, modifiedAt: now } : wanted;
  await addDocuments(deps, entry);
  const shown = { ...entry, revision: before.revision + (changed ? 1 : 0) };
  const edition = await editionFiles(deps, shown);
  const pages = filesOfReview(shown, deps.settings);
  await writePage(deps, edition);
  await writePages(deps, pages);
  if (changed) await putEntry(deps, entry);
  await deps.writeListing(entry);
  const kept = new Set([
    ...entry.documents.map((one) => permalink + one.file),
    ...[...pages, ...edition].map(({ path }) => path),
  ]);
  await removeFiles(
    deps,
    there.filter((path) => !kept.has(path)),
  );
  // Also if nothing changed in this run: a crash may have come between a change and the purge.
  if (before.status !== 'reserved' && review.outOfSyncSince !== undefined)
    await deps.caches.purge(pathsOfReview(entry, deps.settings));
  if (changed) deps.eventLog.emit({ type: 'review.published', ref: logReference(review.name) });
}

/** The report as a page, with its words for the search; none where its tags do not allow it. */
async function editionFiles(
  { cleanCopies, settings }: UpdatePublicFilesDeps,
  entry: PublishedEntry,
): Promise<PublicFile[]> {
  const edition = entry.documents[0]?.edition;
  return edition === undefined ? [] : filesOfEdition(entry, await cleanCopies.edition(edition), settings);
}

/**
 * Takes a review down: listing and page first, files last, then the caches. A retired review keeps title and
 * dates, a withdrawn one only the day. A review that was never public leaves no trace.
 */
export async function takeDownReview(
  deps: UpdatePublicFilesDeps,
  review: Review,
  state: PublicState,
  now: string,
): Promise<void> {
  if (review.permalink === undefined) return;
  const before = await deps.entries.get(review.permalink.year, review.permalink.slug);
  if (before === undefined || !owns(review, before)) return;
  const names = everBeside(before, await deps.publicFiles.list(permalinkOf(before)));
  const entry = takenDown(deps, review, before, names, state, now);
  // It was taken down before, and another review may be taking over the address.
  if (entry === before && review.handover !== undefined && review.outOfSyncSince === undefined) return;
  await takeDownEntry(deps, review, before, entry, names);
}

/** Removes the pages at the addresses that a review had before its title was corrected. */
export async function leaveFormerAddresses(
  deps: UpdatePublicFilesDeps,
  review: Review,
  now: string,
): Promise<void> {
  for (const { year, slug } of review.movedFrom ?? []) {
    const isBack = review.permalink?.year === year && review.permalink.slug === slug;
    const before = isBack ? undefined : await deps.entries.get(year, slug);
    if (before === undefined || !owns(review, before) || before.status === 'reserved') continue;
    const names = everBeside(before, await deps.publicFiles.list(permalinkOf(before)));
    const listedUnder = isPublic(before) ? before.listedUnder : [];
    const { part, upload, revision } = before;
    const left = { year, slug, part, upload, revision, listedUnder, everBeside: names };
    const gone = goneEntry(left, now);
    await takeDownEntry(deps, review, before, before.status === 'gone' ? before : gone, names);
  }
}

/** Copies the documents of an entry to its address. */
async function addDocuments(
  { publicFiles }: UpdatePublicFilesDeps,
  entry: PublishedEntry | RetiredEntry,
): Promise<void> {
  const { documents = [], searchEngines } = entry;
  const permalink = permalinkOf(entry);
  await allSettledOrThrow(
    documents.map(({ file, sha256 }) =>
      publicFiles.addDocument(permalink + file, sha256, searchEngines === false),
    ),
  );
}

async function takeDownEntry(
  deps: UpdatePublicFilesDeps,
  review: Review,
  before: Entry,
  entry: Entry,
  names: string[],
): Promise<void> {
  if (entry.status === 'retired') await addDocuments(deps, entry);
  if (entry !== before) await putEntry(deps, entry);
  await deps.writeListing(entry);
  const shown = entry === before ? entry : { ...entry, revision: before.revision + 1 };
  const page = filesOfReview(shown, deps.settings);
  await writePages(deps, page);
  const permalink = permalinkOf(entry);
  const there = await deps.publicFiles.list(permalink);
  const documents = entry.status === 'retired' ? (entry.documents ?? []) : [];
  const kept = new Set([...page.map(({ path }) => path), ...documents.map(({ file }) => permalink + file)]);
  await removeFiles(
    deps,
    there.filter((path) => !kept.has(path)),
  );
  if (review.outOfSyncSince !== undefined)
    await deps.caches.purge([
      ...pathsOfReview({ ...entry, everBeside: names }, deps.settings),
      ...pathsShowing(entry, deps.settings),
    ]);
  if (entry !== before) {
    deps.eventLog.emit({
      type: entry.status === 'retired' ? 'review.retired' : 'review.withdrawn',
      ref: logReference(review.name),
    });
  }
}

/** Removes pages before the PDFs that they point at. */
async function removeFiles({ publicFiles }: UpdatePublicFilesDeps, paths: readonly string[]): Promise<void> {
  for (const path of paths.filter(isPage)) await publicFiles.remove(path);
  for (const path of paths) if (!isPage(path)) await publicFiles.remove(path);
}

function takenDown(
  { settings }: UpdatePublicFilesDeps,
  review: Review,
  entry: Entry,
  everBeside: readonly string[],
  state: PublicState,
  now: string,
): Entry {
  const { timeZone } = settings.publisher;
  const retireOn = review.publication?.retireOn;
  if (entry.status === 'reserved' && state === 'retired' && retireOn !== undefined) {
    // It was restored after its retirement: the report stays hidden.
    const since = review.firstListedAt ?? now;
    const published = publishedEntry(review, entry, entry, since, settings, typesOf(settings));
    return retiredEntry(published, now, retireOn, keptDocuments(review));
  }
  if (entry.status === 'reserved' || entry.status === 'gone') return entry;
  if (entry.status === 'withdrawn')
    return review.addressRemoved === true ? goneEntry(entry, now, entry.withdrawnOn) : entry;
  if (entry.status === 'unreadable') {
    if (state === 'retired')
      throw new UnreadableItem('A review is to be retired, and its entry cannot be read.');
    // A withdrawal rewrites all feeds of types, so `listedUnder` may be empty.
    return withdrawnEntry({ ...entry, listedUnder: [], everBeside: [...everBeside] }, now, timeZone);
  }
  const known = { ...entry, everBeside: [...everBeside] };
  if (state !== 'retired')
    return review.addressRemoved === true
      ? goneEntry(known, now, dayOf(now, timeZone))
      : withdrawnEntry(known, now, timeZone);
  const documents = keptDocuments(review);
  if (known.status === 'published') return retiredEntry(known, now, dayOf(now, timeZone), documents);
  return isDeepStrictEqual(documents, entry.documents ?? [])
    ? entry
    : { ...known, documents, modifiedAt: now };
}

/**
 * Names of every file ever published with this review. Saved in the entry before files are deleted: after a
 * crash it is the only record of which paths to purge from the caches. Pages in a second language are not
 * named: they stand beside those that are.
 */
function everBeside(entry: Entry, there: readonly string[]): string[] {
  const permalink = permalinkOf(entry);
  const known = isPublic(entry) ? entry.everBeside : [];
  const names = there.map((path) => path.slice(permalink.length));
  const beside = names.filter((name) => name !== '' && !isInFolder(name));
  return [...new Set([...known, ...beside])];
}

/** The page of a review and every file ever published with it, pages in every language. */
function pathsOfReview(
  entry: Entry & { readonly everBeside: readonly string[] },
  settings: Settings,
): string[] {
  const permalink = permalinkOf(entry);
  return ['', ...entry.everBeside]
    .map((name) => permalink + name)
    .flatMap((path) => (isPage(path) ? inEveryLanguage(path, settings) : [path]));
}

const isPage = (path: string): boolean => path.endsWith('/');

async function putEntry({ entries }: UpdatePublicFilesDeps, entry: Entry): Promise<void> {
  if ((await entries.put(entry)) === 'stale') throw new Error('The entry was changed by another publisher.');
}

/** The page in the first language last, since readers are led to that one first. */
async function writePages(deps: UpdatePublicFilesDeps, files: readonly PublicFile[]): Promise<void> {
  for (const file of files.toReversed()) await writePage(deps, [file]);
}

async function writePage(
  { publicFiles }: UpdatePublicFilesDeps,
  files: readonly PublicFile[],
): Promise<void> {
  if ((await writeFiles(publicFiles, files)).stale > 0)
    throw new Error('The page was changed by another publisher.');
}
