import { isDeepStrictEqual } from 'node:util';
import { boundRecord } from './domain/review/record/bound-record.ts';
import { nextDueAt } from './domain/review/record/next-due.ts';
import { type Review, withFields } from './domain/review/review.ts';
import type { Settings } from './domain/settings.ts';
import type { Reviews } from './ports.ts';

/** Maximum compare-and-swap attempts before the message returns to its queue. */
const ATTEMPTS = 5;

/** Another writer changed the record first. */
export class StaleReview extends Error {}

/**
 * Compare-and-swap write of the record, with its next `dueAt`. Returns the stored record. Skips the write if
 * nothing changed. Throws `StaleReview` if another writer came first.
 */
export type WriteReview = (next: Review) => Promise<Review>;

/**
 * Reads a record and calls `work` with it and a function to write it. Repeats with the new record if another
 * writer came first, so `work` must be safe to repeat up to its last write. Throws after five attempts.
 */
export async function updateReview<Result>(
  { reviews, settings }: { readonly reviews: Reviews; readonly settings: Settings },
  name: string,
  work: (stored: Review | undefined, write: WriteReview) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    let stored = await reviews.get(name);
    const write: WriteReview = async (changed) => {
      const bounded = boundRecord(changed);
      const next = withFields(bounded, { dueAt: nextDueAt(bounded, settings) });
      if (stored !== undefined && isDeepStrictEqual(next, stored)) return stored;
      if ((await reviews.put(next)) === 'stale') throw new StaleReview();
      stored = { ...next, revision: next.revision + 1 };
      return stored;
    };
    try {
      return await work(stored, write);
    } catch (error) {
      if (!(error instanceof StaleReview)) throw error;
    }
  }
  throw new Error('The record of this review is being changed by others; the message is tried again.');
}
