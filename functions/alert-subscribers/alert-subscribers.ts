import type { PublishedEntry } from '#shared/domain/listing/entry.ts';
import { logReference } from '#shared/domain/log-reference.ts';
import { renderAlert } from '#shared/domain/messages/alert.ts';
import { identityOf } from '#shared/domain/review/record/alert-state.ts';
import { type AlertState, withFields } from '#shared/domain/review/review.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { markAlertSent } from '#shared/mark-alert-sent.ts';
import type { AlertsTopic, Clock, Entries, EventLog, ReviewChanged, Reviews } from '#shared/ports.ts';
import { updateReview } from '#shared/update-review.ts';

export interface AlertSubscribersDeps {
  readonly reviews: Reviews;
  readonly entries: Entries;
  readonly alerts: AlertsTopic;
  readonly clock: Clock;
  readonly eventLog: EventLog;
  readonly settings: Settings;
}

/**
 * Rate limit: two alerts run concurrently (see the event source), each for this long, so at most one a
 * second.
 */
const SHORTEST_MILLISECONDS = 2_000;

/**
 * Publishes the alert that is due for a review, once. The claim is stored before the alert is published, so
 * no other delivery publishes it too. After a crash, the sweep settles the claim from the delivery log.
 */
export async function alertSubscribers(deps: AlertSubscribersDeps, { name }: ReviewChanged): Promise<void> {
  const startedAt = Date.parse(deps.clock.now());
  const claimed = await claimAlert(deps, name);
  if (claimed === undefined) return;
  const { entry, alert } = claimed;
  await deps.alerts.publish(renderAlert(entry, alert.event, alert.number, deps.settings));
  await markAlertSent(deps, name, alert.id);
  deps.eventLog.emit({ type: 'alert.published', ref: logReference(name) });
  await deps.clock.wait(Math.max(0, SHORTEST_MILLISECONDS - (Date.parse(deps.clock.now()) - startedAt)));
}

/**
 * Claims the due alert. Undefined if none is due, or if the review's public state differs from its record.
 */
function claimAlert(
  deps: AlertSubscribersDeps,
  name: string,
): Promise<{ readonly entry: PublishedEntry; readonly alert: AlertState } | undefined> {
  return updateReview(deps, name, async (review, write) => {
    const { alert, permalink, publication } = review ?? {};
    if (review === undefined || permalink === undefined || publication === undefined) return undefined;
    // Public files are out of date: publish-review queues the alert again afterwards.
    if (alert?.state !== 'due' || review.outOfSyncSince !== undefined) return undefined;
    const entry = await deps.entries.get(permalink.year, permalink.slug);
    if (entry?.status !== 'published' || entry.upload !== name) return undefined;
    const claim = { ...identityOf(alert), state: 'claimed', claimedAt: deps.clock.now() } as const;
    await write(withFields(review, { alert: claim }));
    return { entry, alert };
  });
}
