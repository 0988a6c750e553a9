import type { Settings } from '../../settings.ts';
import { endedEmbargo, lifecycle } from '../lifecycle.ts';
import { type OwedReceipt, type Review, withFields } from '../review.ts';
import { reminderAt } from './next-due.ts';
import { isFirstReport } from './publication.ts';

/**
 * Applies the passing of time to a record: end of an embargo, reminder a day before it, retirement. Returns
 * the same object if nothing changes. Store it before anything is published.
 */
export function advanceClock(review: Review, now: string, settings: Settings): Review {
  const { timeZone } = settings.publisher;
  const owing = (outcome: OwedReceipt['outcome'], reason?: string) => [
    ...review.owed,
    { ...receiptOf(outcome, review, now), ...(reason !== undefined && { reason }) },
  ];
  const ended = endedEmbargo(review, now);
  if (ended !== undefined) {
    return withFields(review, {
      publication: ended,
      ...(isFirstReport(review.publication, ended) && { firstListedAt: undefined }),
      scheduled: undefined,
      retiredAt: undefined,
      outOfSyncSince: now,
      owed: owing('published'),
    });
  }
  if (review.retiredAt === undefined && lifecycle(review, now, timeZone).public === 'retired') {
    return withFields(review, { retiredAt: now, outOfSyncSince: now, owed: owing('retired') });
  }
  const publishAt = review.scheduled?.publishAt;
  if (publishAt === undefined || review.remindedAt !== undefined || reminderAt(publishAt, settings) > now)
    return review;
  // If the reminder was due before the embargo was set, the receipt of the embargo replaces it.
  const told = review.outcomeAt !== undefined && review.outcomeAt > reminderAt(publishAt, settings);
  return withFields(review, {
    remindedAt: now,
    outOfSyncSince: now,
    owed: told ? review.owed : owing('reminder', publishAt),
  });
}

function receiptOf(outcome: OwedReceipt['outcome'], review: Review, at: string): OwedReceipt {
  const facts = (review.scheduled ?? review.publication)?.facts;
  return {
    outcome,
    at,
    files: Object.keys(review.seen),
    findings: review.findings,
    ...(facts !== undefined && { facts }),
  };
}
