import { type Migration, readStored, type StoredItem } from '../stored-item.ts';
import { Review } from './review.ts';

/**
 * Each brings a record to the next schema version. Add one at the end; never change one that was released.
 */
const MIGRATIONS: readonly Migration[] = [
  // 1 (release 1.0): a withdrawn review kept the instant of its retirement, and counted as retired.
  ({ retiredAt, ...item }) =>
    item.publication === undefined || retiredAt === undefined ? item : { ...item, retiredAt },
];

/** The schema version that this release writes. */
export const REVIEW_SCHEMA = MIGRATIONS.length;

/** Reads a stored record of this release or an earlier one. Throws `UnreadableItem`. */
export function readReview(item: StoredItem): Review {
  return readStored(Review, MIGRATIONS, item);
}
