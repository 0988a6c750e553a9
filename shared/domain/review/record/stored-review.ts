import { type Migration, readStored, type StoredItem } from '../../stored-item.ts';
import { Review } from '../review.ts';

/** Each migrates a record to the next schema version. Append only; never change a released one. */
const MIGRATIONS: readonly Migration[] = [
  // 1 (release 1.0): before, a withdrawn review kept `retiredAt` and counted as retired.
  ({ retiredAt, ...item }) =>
    item.publication === undefined || retiredAt === undefined ? item : { ...item, retiredAt },
];

/** The schema version that this release writes. */
export const REVIEW_SCHEMA = MIGRATIONS.length;

/** Reads a record stored by this release or an earlier one. Throws `UnreadableItem`. */
export function readReview(item: StoredItem): Review {
  return readStored(Review, MIGRATIONS, item);
}
