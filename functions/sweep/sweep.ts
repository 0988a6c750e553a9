import { FIRST_FEED, permalinksIn, publishListing } from '#functions/publish-review/publish-listing.ts';
import { publishSearch } from '#functions/publish-review/publish-search.ts';
import { writeFiles } from '#functions/publish-review/write-files.ts';
import { yearPagesOf } from '#shared/domain/listing/year-page.ts';
import { logReference } from '#shared/domain/log-reference.ts';
import { permalinkOfAlert } from '#shared/domain/messages/alert.ts';
import { nameOfKey, roleOfKey } from '#shared/domain/review/files/upload-key.ts';
import { identityOf } from '#shared/domain/review/record/alert-state.ts';
import { addSeconds, leaseExpiry } from '#shared/domain/review/record/next-due.ts';
import { OUT_OF_SYNC_SECONDS } from '#shared/domain/review/record/timeouts.ts';
import { type Review, withFields } from '#shared/domain/review/review.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { unsubscribedOf } from '#shared/domain/staff-subscriptions.ts';
import { throwAll } from '#shared/domain/throw-all.ts';
import { UnreadableItem } from '#shared/domain/unreadable-item.ts';
import { markAlertSent } from '#shared/mark-alert-sent.ts';
import type {
  Clock,
  DeliveryLog,
  DuePage,
  Entries,
  EventLog,
  PublicFiles,
  Queue,
  ReviewChanged,
  Reviews,
  TopicSubscribers,
  UploadObject,
  UploadSignal,
  Uploads,
} from '#shared/ports.ts';
import { updateReview } from '#shared/update-review.ts';
import { staticFiles } from '#site/public-files.ts';
import { leaveLanguages } from './leave-languages.ts';

/**
 * How much a sweep reads. `due`: due reviews (every minute). `recent`: also uploads of the last day, the
 * delivery log and the newest listing (every five minutes). `all`: everything (daily, and after a restart).
 */
export interface SweepScope {
  readonly scope: 'due' | 'recent' | 'all';
}

export interface SweepDeps {
  readonly uploads: Uploads;
  readonly reviews: Reviews;
  readonly entries: Entries;
  readonly publicFiles: PublicFiles;
  readonly deliveryLog: DeliveryLog;
  readonly uploadSignals: Queue<UploadSignal>;
  readonly changes: Queue<ReviewChanged>;
  readonly alerts: Queue<ReviewChanged>;
  readonly officers: TopicSubscribers;
  readonly operators: TopicSubscribers;
  readonly clock: Clock;
  readonly eventLog: EventLog;
  readonly settings: Settings;
}

/** Due reviews per page. */
const DUE_PAGE = 100;

/** Maximum age of uploads in a `recent` sweep; older ones were read by earlier sweeps. */
const RECENT_SECONDS = 86_400;

/**
 * An upload counts as in flight for 9 minutes plus `waitForNote`. With a 5-minute sweep, a lost event is
 * noticed within 15 minutes.
 */
const YOUNG_SECONDS = 540;

/** Year pages compared with the table at a time, which bounds memory to a thousand reviews. */
const YEAR_PAGES_AT_ONCE = 10;

/**
 * Finds and signals work whose event was lost or that time made due; the steps do the work. A failing item
 * stops no other: unreadable records are reported to operators, other errors are thrown at the end.
 */
export async function sweep(deps: SweepDeps, { scope }: SweepScope): Promise<void> {
  const startedAt = deps.clock.now();
  const errors: unknown[] = [];
  const attempt: Attempt = async (work, ifFailed) => {
    try {
      return await work();
    } catch (error) {
      errors.push(error);
      return ifFailed;
    }
  };
  const isLogRead = scope !== 'due' && (await attempt(() => confirmDelivered(deps), false));
  const due = await signalDue(deps, startedAt, isLogRead, attempt);
  if (scope !== 'due') {
    const lost = await attempt(() => signalLost(deps, scope, startedAt, attempt), 0);
    await attempt(() => fixPublicFiles(deps, scope, attempt), undefined);
    await attempt(() => reportUnsubscribed(deps), undefined);
    if (due > 0 || lost > 0) deps.eventLog.emit({ type: 'sweep.found', lost, due });
    if (errors.length === 0) deps.eventLog.emit({ type: 'sweep.done', scope });
  } else if (due > 0) deps.eventLog.emit({ type: 'sweep.found', lost: 0, due });
  throwAll(errors, `${errors.length} tasks of a sweep failed.`);
}

/** Runs `work`. If it throws, keeps the error for the end and returns `ifFailed`. */
type Attempt = <T>(work: () => Promise<T>, ifFailed: T) => Promise<T>;

/** Marks every alert in the delivery log as sent. True if the whole log was read. */
async function confirmDelivered(deps: SweepDeps): Promise<boolean> {
  await deps.deliveryLog.drain(async (alertId) => {
    const permalink = permalinkOfAlert(alertId);
    if (permalink === undefined) return;
    const entry = await deps.entries.get(permalink.year, permalink.slug);
    if (entry === undefined) return;
    const marked = await markAlertSent(deps, entry.upload, alertId);
    if (marked === 'marked')
      deps.eventLog.emit({ type: 'alert.reconciled', ref: logReference(entry.upload), delivered: true });
  });
  return true;
}

/** Signals due reviews. Claims are settled only right after the whole delivery log was read. */
async function signalDue(
  deps: SweepDeps,
  now: string,
  isLogRead: boolean,
  attempt: Attempt,
): Promise<number> {
  let count = 0;
  let cursor: string | undefined;
  do {
    const page: DuePage = await attempt(() => deps.reviews.due(now, DUE_PAGE, cursor), { names: [] });
    for (const name of page.names)
      await attempt(
        () =>
          unlessUnreadable(deps, name, async () => {
            await renewAlert(deps, name, now, isLogRead);
            await deps.changes.send({ name });
          }),
        undefined,
      );
    count += page.names.length;
    cursor = page.cursor;
  } while (cursor !== undefined);
  return count;
}

/** Runs `work` and reports an unreadable record to operators. */
async function unlessUnreadable(deps: SweepDeps, name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof UnreadableItem)) throw error;
    reportUnreadable(deps, name);
  }
}

function reportUnreadable({ eventLog }: SweepDeps, name: string): void {
  eventLog.emit({ type: 'record.unreadable', ref: logReference(name) });
}

/** Makes an alert due again if its claim expired without a delivery, or its message was lost. */
async function renewAlert(deps: SweepDeps, name: string, now: string, isLogRead: boolean): Promise<void> {
  const cause = await updateReview(deps, name, async (review, write) => {
    const alert = review?.alert;
    if (review === undefined || alert === undefined) return undefined;
    const isUndelivered = isLogRead && alert.state === 'claimed' && leaseExpiry(alert.claimedAt) <= now;
    const isWaiting = alert.state === 'due' && addSeconds(alert.since, OUT_OF_SYNC_SECONDS) <= now;
    if (!isUndelivered && !isWaiting) return undefined;
    const due = { ...identityOf(alert), state: 'due', since: deps.clock.now() } as const;
    await write(withFields(review, { alert: due }));
    return isUndelivered ? 'undelivered' : 'signal lost';
  });
  if (cause === undefined) return;
  if (cause === 'undelivered')
    deps.eventLog.emit({ type: 'alert.reconciled', ref: logReference(name), delivered: false });
  await deps.alerts.send({ name });
}

/** Signals reviews whose uploads differ from the examined ones, because an event was lost. */
async function signalLost(
  deps: SweepDeps,
  scope: SweepScope['scope'],
  now: string,
  attempt: Attempt,
): Promise<number> {
  if (await isTableLost(deps)) return 0;
  const lost = scope === 'all' ? await allLost(deps) : await recentlyLost(deps, now, attempt);
  for (const name of lost) await deps.uploadSignals.send({ name });
  return lost.size;
}

/**
 * Compares all uploads with all records. Includes uploads in flight: after a restart their events may be
 * lost.
 */
async function allLost(deps: SweepDeps): Promise<Set<string>> {
  const uploads = await uploadsOf(deps, () => true);
  const lost = new Set<string>();
  for await (const review of deps.reviews.all((name) => reportUnreadable(deps, name))) {
    const objects = uploads.get(review.name);
    uploads.delete(review.name);
    if (Object.keys(review.seen).some((key) => !objects?.has(key)) || isUnseen(review, objects))
      lost.add(review.name);
  }
  return lost.union(new Set(uploads.keys()));
}

/** Compares uploads of the last day, except those in flight, with their records. */
async function recentlyLost(deps: SweepDeps, now: string, attempt: Attempt): Promise<Set<string>> {
  const from = addSeconds(now, -RECENT_SECONDS);
  const to = addSeconds(now, -YOUNG_SECONDS - deps.settings.waitForNote);
  const uploads = await uploadsOf(deps, ({ modifiedAt }) => modifiedAt >= from && modifiedAt <= to);
  const lost = new Set<string>();
  for (const [name, objects] of uploads) {
    const compare = async () => {
      if (isUnseen(await deps.reviews.get(name), objects)) lost.add(name);
    };
    await attempt(() => unlessUnreadable(deps, name, compare), undefined);
  }
  return lost;
}

/** ETags of uploaded objects by key, by name of their review. */
async function uploadsOf(
  deps: SweepDeps,
  isWanted: (object: UploadObject) => boolean,
): Promise<Map<string, Map<string, string>>> {
  const uploads = new Map<string, Map<string, string>>();
  for await (const object of deps.uploads.all()) {
    const name = nameOfKey(object.key);
    if (name === undefined || roleOfKey(object.key) === 'other' || !isWanted(object)) continue;
    uploads.set(name, (uploads.get(name) ?? new Map()).set(object.key, object.etag));
  }
  return uploads;
}

/**
 * Whether reviews are public but the table is empty. Then no upload counts as lost: examining them all again
 * would announce them again. The refused listing raises an alarm, and `npm run restore` brings the table
 * back.
 */
async function isTableLost({ entries, publicFiles }: SweepDeps): Promise<boolean> {
  if ((await entries.years()).length > 0) return false;
  return permalinksIn((await publicFiles.read(FIRST_FEED))?.body ?? '').length > 0;
}

function isUnseen(review: Review | undefined, objects: ReadonlyMap<string, string> | undefined): boolean {
  return [...(objects ?? [])].some(([key, etag]) => review?.seen[key]?.etag !== etag);
}

/** Rewrites public files that differ from table and settings, and logs it. */
async function fixPublicFiles(deps: SweepDeps, scope: SweepScope['scope'], attempt: Attempt): Promise<void> {
  let files = (await writeFiles(deps.publicFiles, staticFiles(deps.settings))).written;
  files += await attempt(() => leaveLanguages(deps.publicFiles, deps.settings), 0);
  const yearPages = yearPagesOf(await deps.entries.years());
  // An empty site has a listing too.
  const newest = yearPages[0] ?? { year: Number(deps.clock.now().slice(0, 4)), part: 1 };
  const looked = scope === 'all' && yearPages.length > 0 ? yearPages : [newest];
  for (let from = 0; from < looked.length; from += YEAR_PAGES_AT_ONCE)
    files += await attempt(() => publishListing(deps, looked.slice(from, from + YEAR_PAGES_AT_ONCE)), 0);
  // All words of one year page a day, up to a hundred files; of the others those that are missing.
  const day = Math.floor(Date.parse(deps.clock.now()) / 86_400_000);
  if (scope === 'all')
    for (const [index, yearPage] of yearPages.entries()) {
      const all = index === day % yearPages.length;
      files += await attempt(() => publishSearch(deps, yearPage, { all }), 0);
    }
  if (files > 0) deps.eventLog.emit({ type: 'listing.fixed', files });
}

/** Reports officers and operators who get no messages: mail scanners follow links that end a subscription. */
async function reportUnsubscribed({ officers, operators, eventLog, settings }: SweepDeps): Promise<void> {
  const found = await Promise.all([
    unsubscribed(settings.officers, officers),
    unsubscribed(settings.operators, operators),
  ]);
  const missing = found.flatMap((one) => one.missing).length;
  const pending = found.flatMap((one) => one.pending).length;
  if (missing + pending > 0) eventLog.emit({ type: 'staff.unsubscribed', missing, pending });
}

async function unsubscribed(addresses: readonly string[], subscribers: TopicSubscribers) {
  return unsubscribedOf(addresses, await Array.fromAsync(subscribers.all()));
}
