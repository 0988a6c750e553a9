import { logReference } from '#shared/domain/log-reference.ts';
import { renderAlert } from '#shared/domain/messages/alert.ts';
import { nextDueAt } from '#shared/domain/review/next-due.ts';
import { type AlertState, type Review, withFields } from '#shared/domain/review/review.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { AlertsTopic, Clock, Entries, EventLog, ReviewChanged, Reviews } from '#shared/ports.ts';

export interface AlertSubscribersDeps {
  readonly reviews: Reviews;
  readonly entries: Entries;
  readonly alerts: AlertsTopic;
  readonly clock: Clock;
  readonly eventLog: EventLog;
  readonly settings: Settings;
}

/** With at most two at once (the event source's setting), each this long: at most one alert a second. */
const SHORTEST_MILLISECONDS = 2_000;

/** How often a lost race for the record is tried anew. */
const ATTEMPTS = 5;

/**
 * Publishes the alert that is due for a review, once. It is claimed before it is published, so that no other delivery
 * publishes it too; a claimer that dies leaves the claim to the sweep, which asks the delivery log.
 */
export async function alertSubscribers(deps: AlertSubscribersDeps, { name }: ReviewChanged): Promise<void> {
  const startedAt = Date.parse(deps.clock.now());
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const review = await deps.reviews.get(name);
    const { alert, permalink, publication } = review ?? {};
    if (
      review === undefined ||
      permalink === undefined ||
      publication === undefined ||
      alert?.state !== 'due'
    )
      return;
    // Something is on its way to the public files: publish-review signals again when they are true.
    if (review.outOfSyncSince !== undefined) return;
    const entry = await deps.entries.get(permalink.year, permalink.slug);
    if (entry?.status !== 'published' || entry.upload !== name) return;
    const { id, event, number } = alert;
    const claimed = withAlert(deps, review, {
      ...identityOf(alert),
      state: 'claimed',
      claimedAt: deps.clock.now(),
    });
    if ((await deps.reviews.put(claimed)) === 'stale') continue;
    await deps.alerts.publish(renderAlert(entry, event, number, deps.settings));
    await markSent(deps, name, id);
    deps.eventLog.emit({ type: 'alert.published', ref: logReference(name) });
    await deps.clock.wait(Math.max(0, SHORTEST_MILLISECONDS - (Date.parse(deps.clock.now()) - startedAt)));
    return;
  }
  throw new Error('The record of this review is being changed by others; the message is tried again.');
}

type MarkDeps = Pick<AlertSubscribersDeps, 'reviews' | 'clock' | 'settings'>;

/** Records that an alert went out, whoever published it. Does nothing when the record knows. */
export async function markSent(deps: MarkDeps, name: string, alertId: string): Promise<'marked' | 'known'> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const review = await deps.reviews.get(name);
    const alert = review?.alert;
    if (review === undefined || alert?.id !== alertId || alert.state === 'sent' || alert.state === 'waived')
      return 'known';
    const sent = withAlert(deps, review, {
      ...identityOf(alert),
      state: 'sent',
      sentAt: deps.clock.now(),
    });
    if ((await deps.reviews.put(sent)) === 'written') return 'marked';
  }
  throw new Error('The record of this review is being changed by others; the message is tried again.');
}

/** What stays the same of an alert, whatever its state. */
export function identityOf({ id, event, number, change }: AlertState) {
  return { id, event, number, ...(change !== undefined && { change }) };
}

/** The record with its alert in another state, and the instant at which the sweep looks again. */
export function withAlert(
  { settings }: Pick<MarkDeps, 'settings'>,
  review: Review,
  alert: AlertState,
): Review {
  const next = withFields(review, { alert });
  return withFields(next, { dueAt: nextDueAt(next, settings.publisher.timeZone) });
}
