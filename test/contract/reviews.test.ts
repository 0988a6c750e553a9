import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Review, withFields } from '#shared/domain/review/review.ts';
import { UnreadableItem } from '#shared/domain/unreadable-item.ts';
import type { Reviews } from '#shared/ports.ts';
import { aReview } from '../support/a-review.ts';
import { awkwardName } from './awkward-names.ts';
import { onEveryBackend } from './backends.ts';
import { race, untilWritten } from './races.ts';

onEveryBackend('reviews', (backend) => {
  test('a record that was never written is undefined', async () => {
    const reviews = await backend().reviews();
    expect(await reviews.get('baby-eva')).toBeUndefined();
  });

  test('a record comes back as it was written, one revision later', async () => {
    const reviews = await backend().reviews();
    const review = aReview({
      drops: { 'baby-eva.pdf': { sequencer: '00', removed: false } },
      findings: [{ code: 'postcode', page: 2, box: [1, 2.5, 3, 4], message: 'A postcode.' }],
      reason: '',
      alert: {
        id: '/reviews/2024/baby-eva/#new-1',
        event: 'new',
        number: 1,
        state: 'due',
        since: '2026-02-02T09:00:00.000Z',
      },
      dueAt: '2026-02-02T09:10:00.000Z',
    });
    expect(await reviews.put(review)).toBe('written');
    expect(await reviews.get('baby-eva')).toEqual({ ...review, revision: 1 });
  });

  test('undefined fields are dropped', async () => {
    const reviews = await backend().reviews();
    const review: Review = aReview({
      drops: { k: { sequencer: '1', principal: undefined, removed: false } },
    });
    await reviews.put(review);
    const stored = await reviews.get('baby-eva');
    expect(Object.keys(stored?.drops.k ?? {}).sort()).toEqual(['removed', 'sequencer']);
  });

  test('a write on an old revision is stale and changes nothing', async () => {
    const reviews = await backend().reviews();
    await reviews.put(aReview({ reason: 'first' }));
    expect(await reviews.put(aReview({ reason: 'second' }))).toBe('stale');
    expect(await reviews.put(aReview({ revision: 2, reason: 'third' }))).toBe('stale');
    expect((await reviews.get('baby-eva'))?.reason).toBe('first');
  });

  test('a record cannot be changed before it exists', async () => {
    const reviews = await backend().reviews();
    expect(await reviews.put(aReview({ revision: 3 }))).toBe('stale');
    expect(await reviews.get('baby-eva')).toBeUndefined();
  });

  test('of twenty racing writers one wins', async () => {
    const reviews = await backend().reviews();
    await reviews.put(aReview());
    const answers = await race(20, (writer) => reviews.put(aReview({ revision: 1, reason: `by ${writer}` })));
    expect(answers).toEqual({ written: 1, stale: 19 });
  });

  test('twenty writers that retry lose no write', async () => {
    const reviews = await backend().reviews();
    await reviews.put(aReview({ reason: '' }));
    await race(20, async () => {
      await untilWritten(async () => {
        const review = await stored(reviews);
        return reviews.put({ ...review, reason: `${review.reason}x` });
      });
      return 'written';
    });
    expect(await stored(reviews)).toMatchObject({ revision: 21, reason: 'x'.repeat(20) });
  });

  test('due records are found oldest first, page by page', async () => {
    const reviews = await backend().reviews();
    const dueAt = (hour: number): string => `2026-02-02T0${hour}:00:00.000Z`;
    for (const hour of [3, 1, 2, 5]) await reviews.put(aReview({ name: `at-${hour}`, dueAt: dueAt(hour) }));
    await reviews.put(aReview({ name: 'never' }));
    expect(await reviews.due(dueAt(3), 10)).toEqual({ names: ['at-1', 'at-2', 'at-3'] });
    expect(await reviews.due('2026-02-02T00:59:59.999Z', 10)).toEqual({ names: [] });
    const first = await reviews.due(dueAt(3), 2);
    expect(first.names).toEqual(['at-1', 'at-2']);
    expect((await reviews.due(dueAt(3), 2, first.cursor)).names).toEqual(['at-3']);
  });

  test('a record that is no longer due is not found', async () => {
    const reviews = await backend().reviews();
    await reviews.put(aReview({ dueAt: '2026-02-02T01:00:00.000Z' }));
    await reviews.put(aReview({ revision: 1 }));
    expect(await reviews.due('2027-01-01T00:00:00.000Z', 10)).toEqual({ names: [] });
  });

  test('all records are found, also when they take several pages', async () => {
    const reviews = await backend().reviews();
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (const name of names) await reviews.put(aReview({ name, reason: 'x'.repeat(300_000) }));
    const found = await Array.fromAsync(reviews.all(() => {}));
    expect(found.map(({ name }) => name).sort()).toEqual(names);
  });

  test('an unreadable record is reported by name, and hides no other', async () => {
    const reviews = await backend().reviews();
    const dueAt = '2026-02-02T01:00:00.000Z';
    await reviews.put(aReview({ dueAt }));
    await reviews.plant('poison', { name: 'poison', revision: 3, dueAt });
    const unreadable: string[] = [];
    const found = await Array.fromAsync(reviews.all((name) => unreadable.push(name)));
    expect(found.map(({ name }) => name)).toEqual(['baby-eva']);
    expect(unreadable).toEqual(['poison']);
    expect([...(await reviews.due(dueAt, 10)).names].sort()).toEqual(['baby-eva', 'poison']);
    await expect(reviews.get('poison')).rejects.toThrow(UnreadableItem);
    await expect(reviews.get('poison')).rejects.toThrow('drops, seen, findings, owed');
  });

  test('unknown fields of a newer release survive a write', async () => {
    const reviews = await backend().reviews();
    const newer = { tone: 'kind', drops: { 'a.pdf': { sequencer: '1', removed: false, size: 3 } } };
    await reviews.plant('baby-eva', { ...aReview(), ...newer, revision: 1, schema: 9, dueAt: '2026' });
    const review = await stored(reviews);
    expect(await reviews.put(withFields(review, { reason: 'ours', dueAt: undefined }))).toBe('written');
    expect(await reviews.get('baby-eva')).toEqual({ ...aReview(), ...newer, revision: 2, reason: 'ours' });
    expect((await reviews.due('2027', 10)).names).toEqual([]);
  });

  test('a record of nearly 400 KB is kept, and a larger one is refused in a clear sentence', async () => {
    const reviews = await backend().reviews();
    expect(await reviews.put(aReview({ reason: 'é'.repeat(200_000) }))).toBe('written');
    expect((await stored(reviews)).reason).toHaveLength(200_000);
    await expect(reviews.put(aReview({ name: 'large', reason: 'é'.repeat(205_000) }))).rejects.toThrow(
      /over the 400 KB/,
    );
  });

  test('names and keys of any characters come back as they were', async () => {
    const reviews = await backend().reviews();
    await fc.assert(
      fc.asyncProperty(awkwardName, async (name) => {
        const before = await reviews.get(name);
        const drops = { [`${name}/${name}.pdf`]: { sequencer: 'A0', removed: true } };
        await reviews.put(aReview({ name, revision: before?.revision ?? 0, drops }));
        expect(await reviews.get(name)).toMatchObject({ name, drops });
      }),
      { numRuns: 40 },
    );
  });
});

async function stored(reviews: Reviews): Promise<Review> {
  const review = await reviews.get('baby-eva');
  if (!review) throw new Error('There is no record.');
  return review;
}
