import { expect, test } from 'vitest';
import type { Entry } from '#shared/domain/entry.ts';
import { anEntry, aRetiredEntry, aWithdrawnEntry } from '../support/an-entry.ts';
import { onEveryBackend } from './backends.ts';
import { race } from './races.ts';

const reserved = (year: number, slug: string): Entry => ({
  year,
  slug,
  upload: 'baby-eva',
  revision: 0,
  status: 'reserved',
});

onEveryBackend('entries', (backend) => {
  test('an entry that was never written is undefined, and its year is empty', async () => {
    const entries = await backend().entries();
    expect(await entries.get(2024, 'baby-eva')).toBeUndefined();
    expect(await entries.ofYear(2024)).toEqual([]);
    expect(await entries.years()).toEqual([]);
  });

  test('an entry of each status comes back as it was written, one revision later', async () => {
    const entries = await backend().entries();
    const written = [
      { ...anEntry({ slug: 'a', revision: 0, contentWarning: 'Harm to a baby.' }) },
      { ...aRetiredEntry({ year: 2024, slug: 'b', revision: 0 }) },
      { ...aWithdrawnEntry({ year: 2024, slug: 'c', revision: 0 }) },
      reserved(2024, 'd'),
    ];
    for (const entry of written) expect(await entries.put(entry)).toBe('written');
    expect(await entries.ofYear(2024)).toEqual(written.map((entry) => ({ ...entry, revision: 1 })));
    expect(await entries.get(2024, 'a')).toEqual({ ...written[0], revision: 1 });
  });

  test('a write on an old revision is stale and changes nothing', async () => {
    const entries = await backend().entries();
    await entries.put(reserved(2024, 'baby-eva'));
    expect(await entries.put({ ...reserved(2024, 'baby-eva'), upload: 'another' })).toBe('stale');
    expect((await entries.get(2024, 'baby-eva'))?.upload).toBe('baby-eva');
  });

  test('of twenty who reserve one permalink one gets it', async () => {
    const entries = await backend().entries();
    const answers = await race(20, (writer) =>
      entries.put({ ...reserved(2024, 'child-q'), upload: `child-q-${writer}` }),
    );
    expect(answers).toEqual({ written: 1, stale: 19 });
  });

  test('a year holds its own entries by slug, and the years come newest first', async () => {
    const entries = await backend().entries();
    for (const [year, slug] of [
      [2019, 'z'],
      [2024, 'b'],
      [2024, 'a'],
      [2021, 'y'],
      [2024, 'a-2'],
    ] as const) {
      await entries.put(reserved(year, slug));
    }
    expect((await entries.ofYear(2024)).map(({ slug }) => slug)).toEqual(['a', 'a-2', 'b']);
    expect((await entries.ofYear(2019)).map(({ slug }) => slug)).toEqual(['z']);
    expect(await entries.years()).toEqual([2024, 2021, 2019]);
  });

  test('a year of many pages is read whole', { timeout: 120_000 }, async (context) => {
    if (!backend().local) context.skip('10,000 writes are not asked of a distant endpoint');
    const entries = await backend().entries();
    const slugs = Array.from({ length: 10_000 }, (_, n) => `review-${String(n).padStart(5, '0')}`);
    for (let start = 0; start < slugs.length; start += 50) {
      await Promise.all(
        slugs.slice(start, start + 50).map((slug) => entries.put(anEntry({ slug, revision: 0 }))),
      );
    }
    const started = performance.now();
    const found = await entries.ofYear(2024);
    expect(found.map(({ slug }) => slug)).toEqual(slugs);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  test('an entry over 400 KB is refused in a clear sentence', async () => {
    const entries = await backend().entries();
    const entry = anEntry({ revision: 0, summary: 'x'.repeat(410_000) });
    await expect(entries.put(entry)).rejects.toThrow(/over the 400 KB/);
    expect(await entries.ofYear(2024)).toEqual([]);
  });
});
