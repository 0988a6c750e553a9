import { isDeepStrictEqual } from 'node:util';
import { allSettledOrThrow } from '#shared/domain/all-settled-or-throw.ts';
import { type Entry, permalinkOf } from '#shared/domain/listing/entry.ts';
import { publishedEntry, retiredEntry, withdrawnEntry } from '#shared/domain/listing/project-entry.ts';
import { logReference } from '#shared/domain/log-reference.ts';
import { alertIdOf } from '#shared/domain/messages/alert.ts';
import { renderReceipt } from '#shared/domain/messages/receipt.ts';
import { earliestDay } from '#shared/domain/partial-date.ts';
import { advanceClock } from '#shared/domain/review/advance-clock.ts';
import { lifecycle, type PublicState } from '#shared/domain/review/lifecycle.ts';
import { after, nextDueAt, untoldChange } from '#shared/domain/review/next-due.ts';
import { digestOf } from '#shared/domain/review/publication.ts';
import { type OwedReceipt, type Review, withFields } from '#shared/domain/review/review.ts';
import { typesOf } from '#shared/domain/review/review-types.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type {
  Caches,
  Clock,
  Entries,
  EventLog,
  OfficersTopic,
  PublicFile,
  PublicFiles,
  Queue,
  ReviewChanged,
  Reviews,
} from '#shared/ports.ts';
import { filesOfReview, pathsShowing } from '#site/public-files.ts';
import type { WriteListing } from './listing-writer.ts';
import { reservePermalink } from './reserve-permalink.ts';
import { writeFiles } from './write-files.ts';

export interface PublishReviewDeps {
  readonly reviews: Reviews;
  readonly entries: Entries;
  readonly publicFiles: PublicFiles;
  readonly writeListing: WriteListing;
  readonly caches: Caches;
  readonly alerts: Queue<ReviewChanged>;
  readonly officers: OfficersTopic;
  readonly clock: Clock;
  readonly eventLog: EventLog;
  readonly settings: Settings;
}

/** How often a lost race for the record is tried anew before the message goes back to the queue. */
const ATTEMPTS = 5;

/**
 * Makes the public files agree with the record of a review, then tells the officer, then lets the alert go.
 * One at a time for each review (the queue's message groups see to that); runs twice without harm.
 */
export async function publishReview(deps: PublishReviewDeps, { name }: ReviewChanged): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const review = await deps.reviews.get(name);
    if (review === undefined || (await settle(deps, review)) === 'written') return;
  }
  throw new Error('The record of this review is being changed by others; the message is tried again.');
}

async function settle(deps: PublishReviewDeps, stored: Review): Promise<'written' | 'stale'> {
  const now = deps.clock.now();
  const { timeZone } = deps.settings.publisher;
  let review = advanceClock(stored, now, timeZone);
  if (review !== stored) {
    if ((await deps.reviews.put(review)) === 'stale') return 'stale';
    review = { ...review, revision: review.revision + 1 };
  }
  const standing = lifecycle(review, now, timeZone);
  if (standing.public === 'published') {
    const reserved = await reservePermalink(deps, review, now);
    if (reserved === 'stale') return 'stale';
    await publish(deps, reserved.review, reserved.entry, now);
    review = withAlert(reserved.review, now, deps.settings);
  } else if (review.permalink !== undefined) {
    const entry = await deps.entries.get(review.permalink.year, review.permalink.slug);
    if (entry?.upload === review.name) await takeDown(deps, review, entry, standing.public, now);
  }
  return announce(deps, stored, review, standing.public, now);
}

/** Documents, then the page, then the entry, then the listing: nothing public points at what is not there. */
async function publish(deps: PublishReviewDeps, review: Review, before: Entry, now: string): Promise<void> {
  const types = typesOf(deps.settings);
  const permalink = permalinkOf(before);
  const there = await deps.publicFiles.list(permalink);
  const since = before.status === 'published' ? before.modifiedAt : now;
  const known = { ...before, everBeside: everBeside(before, there) };
  const wanted = publishedEntry(review, before, known, since, deps.settings, types);
  const changed = !isDeepStrictEqual(wanted, before);
  const entry = changed ? { ...wanted, modifiedAt: now } : wanted;
  await allSettledOrThrow(
    entry.documents.map(({ file, sha256 }) => deps.publicFiles.addDocument(permalink + file, sha256)),
  );
  await writePage(
    deps,
    filesOfReview({ ...entry, revision: before.revision + (changed ? 1 : 0) }, deps.settings),
  );
  if (changed) await putEntry(deps, entry);
  await deps.writeListing(entry);
  const kept = new Set([permalink, ...entry.documents.map((one) => permalink + one.file)]);
  for (const path of there) if (!kept.has(path)) await deps.publicFiles.remove(path);
  // Until the record is settled, also when nothing was left to change: the purge may be what is missing.
  if (before.status !== 'reserved' && review.outOfSyncSince !== undefined)
    await deps.caches.purge(pathsOfReview(entry));
  if (changed) deps.eventLog.emit({ type: 'review.published', ref: logReference(review.name) });
}

/**
 * Takes a review down: retired, it keeps title and dates; withdrawn, nothing but the day; if it was never public, nothing
 * at all. Listing and page first, the files last, then the caches.
 */
async function takeDown(
  deps: PublishReviewDeps,
  review: Review,
  before: Entry,
  state: PublicState,
  now: string,
): Promise<void> {
  const names = everBeside(before, await deps.publicFiles.list(permalinkOf(before)));
  const entry = takenDown(before, names, state, now, deps.settings.publisher.timeZone);
  if (entry !== before) await putEntry(deps, entry);
  await deps.writeListing(entry);
  const shown = entry === before ? entry : { ...entry, revision: before.revision + 1 };
  const page = entry.status === 'reserved' ? [] : filesOfReview(shown, deps.settings);
  await writePage(deps, page);
  for (const path of await deps.publicFiles.list(permalinkOf(entry)))
    if (!page.some((file) => file.path === path)) await deps.publicFiles.remove(path);
  if (review.outOfSyncSince !== undefined)
    await deps.caches.purge([...pathsOfReview({ ...entry, everBeside: names }), ...pathsShowing(entry)]);
  if (entry !== before) {
    deps.eventLog.emit({
      type: entry.status === 'retired' ? 'review.retired' : 'review.withdrawn',
      ref: logReference(review.name),
    });
  }
}

function takenDown(
  entry: Entry,
  everBeside: readonly string[],
  state: PublicState,
  now: string,
  timeZone: string,
): Entry {
  if (entry.status === 'reserved' || entry.status === 'withdrawn') return entry;
  const known = { ...entry, everBeside: [...everBeside] };
  if (state !== 'retired') return withdrawnEntry(known, now, timeZone);
  return known.status === 'published' ? retiredEntry(known, now, timeZone) : entry;
}

/**
 * The names of all files that ever stood beside the page of a review, as far as its entry knows them and these paths show
 * it. The entry keeps them before any is removed: who purges the caches after a crash finds no trace of them elsewhere.
 */
function everBeside(entry: Entry, there: readonly string[]): string[] {
  const permalink = permalinkOf(entry);
  const known = entry.status === 'reserved' ? [] : entry.everBeside;
  const beside = there.filter((path) => path !== permalink).map((path) => path.slice(permalink.length));
  return [...new Set([...known, ...beside])];
}

/** The page of a review and every file that ever stood beside it. */
function pathsOfReview(entry: Entry & { readonly everBeside: readonly string[] }): string[] {
  const permalink = permalinkOf(entry);
  return [permalink, ...entry.everBeside.map((name) => permalink + name)];
}

async function putEntry({ entries }: PublishReviewDeps, entry: Entry): Promise<void> {
  if ((await entries.put(entry)) === 'stale') throw new Error('The entry was changed by another publisher.');
}

async function writePage({ publicFiles }: PublishReviewDeps, files: readonly PublicFile[]): Promise<void> {
  if ((await writeFiles(publicFiles, files)).stale > 0)
    throw new Error('The page was changed by another publisher.');
}

/** The record with the alert that this publication asks for, if it was not asked for yet. */
function withAlert(review: Review, now: string, settings: Settings): Review {
  const { permalink, publication, alert } = review;
  if (permalink === undefined || publication === undefined) return review;
  const change = publication.changes[0]?.at;
  const tells = change === undefined ? {} : { change };
  if (alert === undefined) {
    const first = { id: alertIdOf(permalink, 'new', 1), event: 'new', number: 1, ...tells } as const;
    const reason = backCatalogue(review, settings);
    return withFields(review, {
      alert:
        reason === undefined ? { ...first, state: 'due', since: now } : { ...first, state: 'waived', reason },
    });
  }
  if (untoldChange(publication, alert) === undefined) return review;
  // An alert that waits tells of this change too. One that is on its way does not: when it has arrived, the next one is due.
  if (alert.state === 'due') return withFields(review, { alert: { ...alert, ...tells } });
  if (alert.state === 'claimed') return review;
  const number = alert.number + 1;
  const id = alertIdOf(permalink, 'changed', number);
  return withFields(review, { alert: { id, event: 'changed', number, ...tells, state: 'due', since: now } });
}

/** Why a review is listed without an alert: it was published long before it was first listed. */
function backCatalogue(review: Review, { backCatalogueAfterDays: days }: Settings): string | undefined {
  const publishedOn = review.publication?.facts.publishedOn?.value;
  if (days === 'off' || publishedOn === undefined || review.firstListedAt === undefined) return undefined;
  if (after(`${earliestDay(publishedOn)}T00:00:00.000Z`, days * 86_400) >= review.firstListedAt)
    return undefined;
  return `It was published more than ${days} days before it was first listed here.`;
}

/** Tells the officer and lets the alert go, once what they say is true and the record says so. */
async function announce(
  deps: PublishReviewDeps,
  stored: Review,
  review: Review,
  state: PublicState,
  now: string,
): Promise<'written' | 'stale'> {
  const due = withFields(review, { dueAt: nextDueAt(review, deps.settings.publisher.timeZone) });
  let current = due;
  if (!isDeepStrictEqual(due, { ...stored, revision: due.revision })) {
    if ((await deps.reviews.put(due)) === 'stale') return 'stale';
    current = { ...due, revision: due.revision + 1 };
    if (due.alert?.state === 'waived' && stored.alert === undefined) {
      deps.eventLog.emit({ type: 'alert.waived', ref: logReference(review.name), reason: due.alert.reason });
    }
  }
  if (current.owed.length > 0 || current.outOfSyncSince !== undefined) {
    for (const owed of current.owed) {
      if (isOvertaken(owed, current, state)) continue;
      await deps.officers.publish(renderReceipt(current, owed, deps.settings, now));
      deps.eventLog.emit({ type: 'receipt.sent', ref: logReference(review.name), outcome: owed.outcome });
    }
    const settled = withFields(current, { owed: [], outOfSyncSince: undefined });
    const dueAt = nextDueAt(settled, deps.settings.publisher.timeZone);
    if ((await deps.reviews.put(withFields(settled, { dueAt }))) === 'stale') {
      await forgetOwed(deps, review.name, current.owed);
      return 'stale';
    }
  }
  // Last, since whoever claims it changes the record. Also when it was asked for before: that message may have been
  // lost with its sender.
  if (current.alert?.state === 'due' && current.publication !== undefined)
    await deps.alerts.send({ name: review.name });
  return 'written';
}

/** Takes receipts that were sent off a record that others changed meanwhile, so that nobody gets them again. */
async function forgetOwed(
  { reviews }: PublishReviewDeps,
  name: string,
  sent: readonly OwedReceipt[],
): Promise<void> {
  const digests = new Set(sent.map(digestOf));
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const review = await reviews.get(name);
    if (review === undefined) return;
    const owed = review.owed.filter((one) => !digests.has(digestOf(one)));
    if ((await reviews.put(withFields(review, { owed }))) === 'written') return;
  }
}

/** Whether something later undid what the receipt says before anybody saw it; the receipt of what did follows. */
function isOvertaken({ outcome }: OwedReceipt, review: Review, state: PublicState): boolean {
  if (outcome === 'published') return state !== 'published';
  return outcome === 'scheduled' && review.scheduled === undefined;
}
