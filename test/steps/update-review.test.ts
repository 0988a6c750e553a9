import { expect, test } from 'vitest';
import { type Review, withFields } from '#shared/domain/review/review.ts';
import { updateReview } from '#shared/update-review.ts';
import { aReview } from '../support/a-review.ts';
import { aSettings } from '../support/a-settings.ts';
import { memoryReviews } from '../support/fakes/memory-reviews.ts';

const NAME = 'baby-eva';
const settings = aSettings();
const withReason = (review: Review | undefined, reason: string) =>
  withFields(review ?? aReview(), { reason });

test('a change is applied again to the record of another writer', async () => {
  const reviews = memoryReviews();
  await reviews.put(aReview());
  let runs = 0;
  await updateReview({ reviews, settings }, NAME, async (stored, write) => {
    if (++runs === 1) await reviews.put(withReason(await reviews.get(NAME), 'theirs'));
    return write(withReason(stored, `${stored?.reason ?? 'none'}, then ours`));
  });
  expect((await reviews.get(NAME))?.reason).toBe('theirs, then ours');
});

test('after five lost races the message goes back to its queue', async () => {
  const reviews = memoryReviews();
  await reviews.put(aReview());
  let runs = 0;
  const lost = updateReview({ reviews, settings }, NAME, async (stored, write) => {
    await reviews.put(withReason(await reviews.get(NAME), `theirs ${++runs}`));
    return write(withReason(stored, 'ours'));
  });
  await expect(lost).rejects.toThrow('is being changed by others');
  expect(runs).toBe(5);
});

test('each write says when the clock must look at the record again', async () => {
  const reviews = memoryReviews();
  const outOfSyncSince = '2026-02-02T09:00:00.000Z';
  await updateReview({ reviews, settings }, NAME, (_, write) => write(aReview({ outOfSyncSince })));
  expect((await reviews.get(NAME))?.dueAt).toBe('2026-02-02T09:10:00.000Z');
});

test('a record that does not change is not written', async () => {
  const reviews = memoryReviews();
  await reviews.put(aReview());
  await updateReview({ reviews, settings }, NAME, async (stored, write) => write(stored ?? aReview()));
  expect((await reviews.get(NAME))?.revision).toBe(1);
});

test('an error of the work itself is not a lost race', async () => {
  const reviews = memoryReviews();
  let runs = 0;
  const failed = updateReview({ reviews, settings }, NAME, async () => {
    runs++;
    throw new Error('The bucket does not answer.');
  });
  await expect(failed).rejects.toThrow('The bucket does not answer.');
  expect(runs).toBe(1);
});
