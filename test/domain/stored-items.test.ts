import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ENTRY_SCHEMA, readEntry } from '#shared/domain/listing/stored-entry.ts';
import { lifecycle } from '#shared/domain/review/lifecycle.ts';
import { REVIEW_SCHEMA, readReview } from '#shared/domain/review/record/stored-review.ts';
import type { StoredItem } from '#shared/domain/stored-item.ts';
import { UnreadableItem } from '#shared/domain/unreadable-item.ts';
import { aReview } from '../support/a-review.ts';
import { anEntry, aWithdrawnEntry } from '../support/an-entry.ts';

/** Items as release 1.0 wrote them. Never edit them: add a folder for each release. */
const recorded = (file: string): StoredItem[] =>
  JSON.parse(readFileSync(new URL(`../fixtures/stored-items-1.0/${file}.json`, import.meta.url), 'utf8'));

test('records of release 1.0 are read, whole, and stand as they stood', () => {
  const now = '2027-04-01T09:00:00.000Z';
  const states = recorded('records').map((item) => {
    const review = readReview(item);
    const { schema: _, ...fields } = item;
    expect(review).toEqual(fields);
    return [review.name, lifecycle(review, now, 'Europe/London').state];
  });
  expect(Object.fromEntries(states)).toEqual({
    held: 'held',
    published: 'published',
    rejected: 'rejected',
    retired: 'retired',
    scheduled: 'published',
    withdrawn: 'withdrawn',
  });
});

test('entries of release 1.0 are read, whole', () => {
  const read = recorded('entries').map((item) => {
    const entry = readEntry({ year: Number(item.year), slug: String(item.slug) }, item);
    const { schema: _, ...fields } = item;
    expect(entry).toEqual(fields);
    return entry.status;
  });
  expect(new Set(read)).toEqual(new Set(['published', 'retired', 'withdrawn']));
});

test('before release 1.0 a withdrawn record kept its retirement, and an entry did not know its files', () => {
  expect(
    readReview({ ...aReview(), outcome: 'withdrawn', retiredAt: '2026-01-01' }).retiredAt,
  ).toBeUndefined();
  const { everBeside: _, ...older } = anEntry();
  expect(readEntry({ year: 2024, slug: 'baby-eva' }, older)).toMatchObject({ everBeside: ['report.pdf'] });
  const { everBeside: __, ...gone } = aWithdrawnEntry();
  expect(readEntry({ year: 2021, slug: 'family-w' }, gone)).toMatchObject({ everBeside: [] });
});

test('an item of this release or a newer one is not migrated', () => {
  const retiredAt = '2026-01-01';
  for (const schema of [REVIEW_SCHEMA, 99])
    expect(readReview({ ...aReview(), retiredAt, schema }).retiredAt).toBe(retiredAt);
  const { everBeside: _, ...without } = anEntry();
  expect(readEntry({ year: 2024, slug: 'baby-eva' }, { ...without, schema: ENTRY_SCHEMA }).status).toBe(
    'unreadable',
  );
});

test('the error of a record that cannot be read names its fields, and none of their values', () => {
  const read = () => readReview({ ...aReview(), outcome: 'Jane Smith', alert: { state: 'Jane Smith' } });
  expect(read).toThrow(UnreadableItem);
  expect(read).toThrow('outcome');
  expect(read).not.toThrow('Jane');
});
