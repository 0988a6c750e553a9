import { isSlugOf } from '../../listing/slug.ts';
import { instantOf } from '../../local-time.ts';
import { dayOf } from '../../partial-date.ts';
import type { Settings } from '../../settings.ts';
import { isWorkingDay } from '../law/bank-holidays.ts';
import type { AlertState, Publication, Review } from '../review.ts';
import { ALERT_LEASE_SECONDS, DELIVERY_LOG_GRACE_SECONDS, OUT_OF_SYNC_SECONDS } from './timeouts.ts';

const DAY_SECONDS = 86_400;

/** `seconds` after an instant, as ISO 8601 UTC. */
export function addSeconds(instant: string, seconds: number): string {
  return new Date(Date.parse(instant) + seconds * 1000).toISOString();
}

/** When officers are reminded of the end of an embargo: on the working day before. */
export function reminderAt(publishAt: string, { publisher, bankHolidays }: Settings): string {
  const { nation, timeZone } = publisher;
  let at = addSeconds(publishAt, -DAY_SECONDS);
  while (!isWorkingDay(dayOf(at, timeZone), nation, bankHolidays)) at = addSeconds(at, -DAY_SECONDS);
  return at;
}

/** Instant of a retirement: the beginning of the day. */
export function retirementAt(retireOn: string, timeZone: string): string {
  return instantOf(retireOn, '00:00', timeZone);
}

/** Instant from which the claim of an alert may be settled from the delivery log. */
export function leaseExpiry(claimedAt: string): string {
  return addSeconds(claimedAt, ALERT_LEASE_SECONDS + DELIVERY_LOG_GRACE_SECONDS);
}

/**
 * Instant at which the sweep must look at a review next, or undefined for never. An instant in the past
 * stays, so the sweep signals the review repeatedly until its work is done.
 */
export function nextDueAt(review: Review, settings: Settings): string | undefined {
  const instants: string[] = [];
  if (review.outOfSyncSince !== undefined)
    instants.push(addSeconds(review.outOfSyncSince, OUT_OF_SYNC_SECONDS));
  const { scheduled, publication, alert } = review;
  if (scheduled?.publishAt !== undefined) {
    instants.push(
      review.remindedAt === undefined ? reminderAt(scheduled.publishAt, settings) : scheduled.publishAt,
    );
  }
  if (publication?.retireOn !== undefined && review.retiredAt === undefined)
    instants.push(retirementAt(publication.retireOn, settings.publisher.timeZone));
  if (alert?.state === 'due' && publication !== undefined && review.retiredAt === undefined)
    instants.push(addSeconds(alert.since, OUT_OF_SYNC_SECONDS));
  if (publication !== undefined && alert !== undefined && review.retiredAt === undefined) {
    const change = untoldChange(publication, alert);
    if (change !== undefined) instants.push(change);
  }
  // Those who take over a withdrawn review wait for its alert too.
  if (review.handover?.signalled === false && alert?.state !== 'claimed' && review.outcomeAt !== undefined)
    instants.push(addSeconds(review.outcomeAt, OUT_OF_SYNC_SECONDS));
  // The address waits for an alert that is being published.
  if (publication?.rename === true && alert?.state === 'sent' && review.retiredAt === undefined) {
    if (hasOtherTitle(review)) instants.push(alert.sentAt);
  }
  if (alert?.state === 'claimed') instants.push(leaseExpiry(alert.claimedAt));
  return instants.sort()[0];
}

/** Instant of the newest change without an alert, if the last alert precedes it. */
export function untoldChange(publication: Publication, alert: AlertState): string | undefined {
  const newest = publication.changes[0]?.at;
  return publication.alertAgain && newest !== undefined && newest > (alert.change ?? '') ? newest : undefined;
}

/** Whether the address was made from another title than the one that is public. */
export function hasOtherTitle({ permalink, publication }: Review): boolean {
  const title = publication?.facts.title?.value;
  return permalink !== undefined && title !== undefined && !isSlugOf(permalink.slug, title);
}
