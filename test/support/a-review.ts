import type { Review } from '#shared/domain/review/review.ts';

/** A record of a review before its first examination. */
export function aReview(changes: Partial<Review> = {}): Review {
  return { name: 'baby-eva', revision: 0, drops: {}, seen: {}, findings: [], owed: [], ...changes };
}
