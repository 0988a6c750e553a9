import { alertIdOf } from '../../messages/alert.ts';
import { earliestDay } from '../../partial-date.ts';
import type { Settings } from '../../settings.ts';
import { type AlertState, type Review, withFields } from '../review.ts';
import { addSeconds, untoldChange } from './next-due.ts';

const DAY_SECONDS = 86_400;
const RESTORED = 'It was restored from its upload, and subscribers were told before.';

/** The fields of an alert that are the same in every state. */
export function identityOf({ id, event, number, change }: AlertState) {
  return { id, event, number, ...(change !== undefined && { change }) };
}

/** The record with the alert of its publication due, unless it was due before. */
export function withAlertDue(review: Review, now: string, settings: Settings): Review {
  const { permalink, publication, alert } = review;
  if (permalink === undefined || publication === undefined) return review;
  // Subscribers are told when the report is published.
  if (publication.withoutReport !== undefined) return review;
  const change = publication.changes[0]?.at;
  const tells = change === undefined ? {} : { change };
  if (alert === undefined) {
    const first = { id: alertIdOf(permalink, 'new', 1), event: 'new', number: 1, ...tells } as const;
    const reason = review.restoredAt === undefined ? backCatalogue(review, settings) : RESTORED;
    return withFields(review, {
      alert:
        reason === undefined ? { ...first, state: 'due', since: now } : { ...first, state: 'waived', reason },
    });
  }
  if (untoldChange(publication, alert) === undefined) return review;
  // An alert that is due covers this change too. While one is being published, the change waits for the next
  // alert.
  if (alert.state === 'due') return withFields(review, { alert: { ...alert, ...tells } });
  if (alert.state === 'claimed') return review;
  const number = alert.number + 1;
  const id = alertIdOf(permalink, 'changed', number);
  return withFields(review, { alert: { id, event: 'changed', number, ...tells, state: 'due', since: now } });
}

/**
 * The reason to list a review without an alert: it was published long before its first listing. A report
 * under an embargo was not public before, whatever date it has.
 */
function backCatalogue(review: Review, { backCatalogueAfterDays: days }: Settings): string | undefined {
  const publishedOn = review.publication?.facts.publishedOn?.value;
  if (review.publication?.publishAt !== undefined) return undefined;
  if (days === 'off' || publishedOn === undefined || review.firstListedAt === undefined) return undefined;
  if (addSeconds(`${earliestDay(publishedOn)}T00:00:00.000Z`, days * DAY_SECONDS) >= review.firstListedAt)
    return undefined;
  return `It was published more than ${days} days before it was first listed here.`;
}
