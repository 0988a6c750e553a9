import { expect, test } from 'vitest';
import type { Entry } from '#shared/domain/listing/entry.ts';
import { anEntry, aRetiredEntry, aWithdrawnEntry } from '../support/an-entry.ts';
import { onEveryBackend } from './backends.ts';
import { race } from './races.ts';

const reserved = (year: number, slug: string, part = 1): Entry => ({
  year,
  slug,
  part,
  upload: 'baby-eva',
  revision: 0,
  status: 'reserved',
});

onEveryBackend('entries', (backend) => {
  test('an entry that was never written is undefined, its year page is empty, and no year is known', async () => {
    const entries = await backend().entries();
    expect(await entries.get(2024, 'baby-eva')).toBeUndefined();
    expect(await entries.ofYearPage(2024, 1)).toEqual([]);
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
    expect(await entries.ofYearPage(2024, 1)).toEqual(written.map((entry) => ({ ...entry, revision: 1 })));
    expect(await entries.get(2024, 'a')).toEqual({ ...written[0], revision: 1 });
  });

  test('an entry that cannot be read keeps its address and its year page, and hides no other', async () => {
    const entries = await backend().entries();
    await entries.put(anEntry({ slug: 'a', revision: 0 }));
    const { year, part, upload } = anEntry();
    await entries.plant(2024, 'b', { year, slug: 'b', part, upload, revision: 3, status: 'delayed' });
    const unreadable = { year, slug: 'b', part, upload, revision: 3, status: 'unreadable' };
    expect(await entries.ofYearPage(2024, 1)).toEqual([
      { ...anEntry({ slug: 'a' }), revision: 1 },
      unreadable,
    ]);
    expect(await entries.get(2024, 'b')).toEqual(unreadable);
  });

  test('unknown fields of a newer release survive a write', async () => {
    const entries = await backend().entries();
    const entry = anEntry({ revision: 1 });
    await entries.plant(2024, 'baby-eva', { ...entry, schema: 9, audience: 'all' });
    const stored = await entries.get(2024, 'baby-eva');
    if (stored === undefined) throw new Error('There is no entry.');
    expect(await entries.put(stored)).toBe('written');
    expect(await entries.get(2024, 'baby-eva')).toEqual({ ...entry, revision: 2, audience: 'all' });
  });

  test('a write on an old revision is stale and changes nothing', async () => {
    const entries = await backend().entries();
    await entries.put(reserved(2024, 'baby-eva'));
    expect(await entries.put({ ...reserved(2024, 'baby-eva'), upload: 'another' })).toBe('stale');
    expect((await entries.get(2024, 'baby-eva'))?.upload).toBe('baby-eva');
  });

  test('of twenty writers that reserve one permalink, one gets it', async () => {
    const entries = await backend().entries();
    const answers = await race(20, (writer) =>
      entries.put({ ...reserved(2024, 'child-q'), upload: `child-q-${writer}` }),
    );
    expect(answers).toEqual({ written: 1, stale: 19 });
  });

  test('a year page holds its own entries by slug, of its year and of no other year page', async () => {
    const entries = await backend().entries();
    for (const [year, slug, part] of [
      [2019, 'z', 1],
      [2024, 'b', 1],
      [2024, 'a', 1],
      [2024, 'c', 2],
      [2024, 'a-2', 1],
      [2024, 'd', 12],
    ] as const) {
      await entries.put(reserved(year, slug, part));
    }
    const slugs = async (year: number, part: number) =>
      (await entries.ofYearPage(year, part)).map(({ slug }) => slug);
    expect(await slugs(2024, 1)).toEqual(['a', 'a-2', 'b']);
    expect(await slugs(2024, 2)).toEqual(['c']);
    expect(await slugs(2024, 12)).toEqual(['d']);
    expect(await slugs(2019, 1)).toEqual(['z']);
    expect(await slugs(2019, 2)).toEqual([]);
  });

  test('an entry is in its year page as it was last written', async () => {
    const entries = await backend().entries();
    await entries.put(reserved(2024, 'baby-eva'));
    for (let revision = 1; revision <= 5; revision++) {
      await entries.put(anEntry({ revision, title: `Title ${revision}` }));
      expect(await entries.ofYearPage(2024, 1)).toEqual([
        anEntry({ revision: revision + 1, title: `Title ${revision}` }),
      ]);
    }
  });

  test('years come newest first, with their reserved slots, used or not', async () => {
    const entries = await backend().entries();
    for (const year of [2019, 2024, 2021, 2024]) expect(await entries.reserveSlot(year)).toBe(1);
    expect(await entries.years()).toEqual([
      { year: 2024, parts: 1, reserved: 2 },
      { year: 2021, parts: 1, reserved: 1 },
      { year: 2019, parts: 1, reserved: 1 },
    ]);
  });

  test('twenty concurrent writers fill year pages of a hundred: none more, none lost', async (context) => {
    if (!backend().local) context.skip('500 writes are not asked of a distant endpoint');
    const entries = await backend().entries();
    const slugs = (writer: number) => Array.from({ length: 12 }, (_, n) => `child-${writer}-${n}`);
    await Promise.all(
      Array.from({ length: 20 }, async (_, writer) => {
        for (const slug of slugs(writer))
          await entries.put(reserved(2024, slug, await entries.reserveSlot(2024)));
      }),
    );
    const found = await Promise.all([1, 2, 3, 4].map((part) => entries.ofYearPage(2024, part)));
    expect(found.map(({ length }) => length)).toEqual([100, 100, 40, 0]);
    expect(
      found
        .flat()
        .map(({ slug }) => slug)
        .sort(),
    ).toEqual(
      Array.from({ length: 20 }, (_, writer) => slugs(writer))
        .flat()
        .sort(),
    );
    expect(await entries.years()).toEqual([{ year: 2024, parts: 3, reserved: 240 }]);
  });

  test('a year page of many pages is read whole', async () => {
    const entries = await backend().entries();
    const slugs = Array.from({ length: 40 }, (_, n) => `review-${String(n).padStart(2, '0')}`);
    for (const slug of slugs.toReversed())
      await entries.put(anEntry({ slug, revision: 0, summary: 'x'.repeat(150_000) }));
    const found = await entries.ofYearPage(2024, 1);
    expect(found.map(({ slug }) => slug)).toEqual(slugs);
  });

  test('an entry over 400 KB is refused in a clear sentence', async () => {
    const entries = await backend().entries();
    const entry = anEntry({ revision: 0, summary: 'x'.repeat(410_000) });
    await expect(entries.put(entry)).rejects.toThrow(/over the 400 KB/);
    expect(await entries.ofYearPage(2024, 1)).toEqual([]);
  });
});
