import type { Review } from '#shared/domain/review/review.ts';

/** A record of a review that nothing has been examined of yet. */
export function aReview(changes: Partial<Review> = {}): Review {
  return { name: 'baby-eva', revision: 0, drops: {}, seen: {}, findings: [], owed: [], ...changes };
}
