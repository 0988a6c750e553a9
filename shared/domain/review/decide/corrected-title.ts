import { addSeconds, hasOtherTitle } from '../record/next-due.ts';
import type { Review } from '../review.ts';

const HOUR_SECONDS = 3_600;

/**
 * Whether the address follows a corrected title: within an hour of the first publication if no alert was
 * sent, or if the note says `rename: yes`. It waits for an alert that is being published.
 */
export function movesAddress(review: Review, now: string): boolean {
  const { alert, firstListedAt, publication } = review;
  if (!hasOtherTitle(review) || alert?.state === 'claimed') return false;
  if (publication?.rename === true) return true;
  return (
    alert?.state !== 'sent' && firstListedAt !== undefined && now < addSeconds(firstListedAt, HOUR_SECONDS)
  );
}
