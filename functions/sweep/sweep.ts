import { publishListing } from '#functions/publish-review/publish-listing.ts';
import { writeFiles } from '#functions/publish-review/write-files.ts';
import { partsOf } from '#shared/domain/listing/year-page.ts';
import { logReference } from '#shared/domain/log-reference.ts';
import { permalinkOfAlert } from '#shared/domain/messages/alert.ts';
import { identityOf } from '#shared/domain/review/alert-state.ts';
import { addSeconds, leaseExpiry } from '#shared/domain/review/next-due.ts';
import { type Review, withFields } from '#shared/domain/review/review.ts';
import { OUT_OF_SYNC_SECONDS } from '#shared/domain/review/timeouts.ts';
import { nameOfKey, roleOfKey } from '#shared/domain/review/upload-key.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { markAlertSent } from '#shared/mark-alert-sent.ts';
import type {
  Clock,
  DeliveryLog,
  Entries,
  EventLog,
  PublicFiles,
  Queue,
  ReviewChanged,
  Reviews,
  UploadSignal,
  Uploads,
} from '#shared/ports.ts';
import { updateReview } from '#shared/update-review.ts';
import { staticFiles } from '#site/public-files.ts';

/**
 * How much to look at: `due` what the clock has made due (every minute), `recent` also the newest uploads, the delivery log and
 * the newest listing (every five minutes), `all` everything (daily, and after a restart).
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
  readonly clock: Clock;
  readonly eventLog: EventLog;
  readonly settings: Settings;
}

/** How many due reviews one sweep signals; the next one goes on. */
const MOST_DUE = 1000;

/** Uploads older than this were looked at by earlier sweeps; the daily one looks at all. */
const RECENT_SECONDS = 86_400;

/** An upload counts as in flight for 9 minutes plus `waitForNote`. With a 5-minute sweep, a lost event is noticed within 15 minutes. */
const YOUNG_SECONDS = 540;

/** Parts of the listing that are compared with the table together: a thousand reviews are in memory at most. */
const PARTS_AT_ONCE = 10;

/** Finds what no event will tell of, and signals it: the steps do the work. */
export async function sweep(deps: SweepDeps, { scope }: SweepScope): Promise<void> {
  const startedAt = deps.clock.now();
  const isLogRead = scope !== 'due';
  if (isLogRead) await confirmDelivered(deps);
  const due = await signalDue(deps, startedAt, isLogRead);
  let lost = 0;
  if (scope !== 'due') {
    lost = await signalLost(deps, scope, startedAt);
    await fixPublicFiles(deps, scope);
    deps.eventLog.emit({ type: 'sweep.done', scope });
  }
  if (due > 0 || lost > 0) deps.eventLog.emit({ type: 'sweep.found', lost, due });
}

/** Marks every alert in the delivery log as sent. */
async function confirmDelivered(deps: SweepDeps): Promise<void> {
  await deps.deliveryLog.drain(async (alertId) => {
    const permalink = permalinkOfAlert(alertId);
    if (permalink === undefined) return;
    const entry = await deps.entries.get(permalink.year, permalink.slug);
    if (entry === undefined) return;
    const marked = await markAlertSent(deps, entry.upload, alertId);
    if (marked === 'marked')
      deps.eventLog.emit({ type: 'alert.reconciled', ref: logReference(entry.upload), delivered: true });
  });
}

/** Signals reviews that are due. A claim is settled only right after the whole delivery log was read. */
async function signalDue(deps: SweepDeps, now: string, isLogRead: boolean): Promise<number> {
  const names = await deps.reviews.due(now, MOST_DUE);
  for (const name of names) {
    await renewAlert(deps, name, now, isLogRead);
    await deps.changes.send({ name });
  }
  return names.length;
}

/** Makes an alert due again: its claim expired without a delivery, or its signal was lost. */
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

/**
 * Signals reviews whose uploads differ from what was examined: their event was lost. What is as young as something may be
 * that is still on its way counts only when everything is looked at, as after a restart.
 */
async function signalLost(deps: SweepDeps, scope: SweepScope['scope'], now: string): Promise<number> {
  const from = addSeconds(now, -RECENT_SECONDS);
  const to = addSeconds(now, -YOUNG_SECONDS - deps.settings.waitForNote);
  const there = new Map<string, Map<string, string>>();
  for await (const { key, etag, modifiedAt } of deps.uploads.all()) {
    const name = nameOfKey(key);
    if (name === undefined || roleOfKey(key) === 'other') continue;
    if (scope !== 'all' && (modifiedAt < from || modifiedAt > to)) continue;
    there.set(name, (there.get(name) ?? new Map()).set(key, etag));
  }
  const lost = new Set<string>();
  if (scope === 'all') {
    for await (const review of deps.reviews.all()) {
      const objects = there.get(review.name);
      there.delete(review.name);
      if (Object.keys(review.seen).some((key) => !objects?.has(key)) || isUnseen(review, objects))
        lost.add(review.name);
    }
    for (const name of there.keys()) lost.add(name);
  } else {
    for (const [name, objects] of there) if (isUnseen(await deps.reviews.get(name), objects)) lost.add(name);
  }
  for (const name of lost) await deps.uploadSignals.send({ name });
  return lost.size;
}

function isUnseen(review: Review | undefined, objects: ReadonlyMap<string, string> | undefined): boolean {
  return [...(objects ?? [])].some(([key, etag]) => review?.seen[key]?.etag !== etag);
}

/** Writes the files that differ from what the table and the settings say, and says so. */
async function fixPublicFiles(deps: SweepDeps, scope: SweepScope['scope']): Promise<void> {
  let files = (await writeFiles(deps.publicFiles, staticFiles(deps.settings))).written;
  const parts = partsOf(await deps.entries.years());
  // A site on which nothing was published yet has a listing too: an empty one.
  const newest = parts[0] ?? { year: Number(deps.clock.now().slice(0, 4)), part: 1 };
  const looked = scope === 'all' && parts.length > 0 ? parts : [newest];
  for (let from = 0; from < looked.length; from += PARTS_AT_ONCE)
    files += await publishListing(deps, looked.slice(from, from + PARTS_AT_ONCE));
  if (files > 0) deps.eventLog.emit({ type: 'listing.fixed', files });
}
