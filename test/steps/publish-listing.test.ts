import { expect, test } from 'vitest';
import { publishListing } from '#functions/publish-review/publish-listing.ts';
import { yearPagesOf } from '#shared/domain/listing/year-page.ts';
import { anEntry, aWithdrawnEntry } from '../support/an-entry.ts';
import { aWorld, type World } from '../support/fakes/a-world.ts';
import { intercept, type PortCall } from '../support/fakes/intercept.ts';
import { stepsOf } from '../support/run-pipeline.ts';

async function aWorldWith(...entries: { year: number; slug: string; status?: 'reserved' }[]): Promise<World> {
  const world = aWorld();
  for (const { status, ...where } of entries) {
    const key = { ...where, part: await world.entries.reserveSlot(where.year) };
    const entry = anEntry({ ...key, revision: 0 });
    await world.entries.put(status === 'reserved' ? { ...key, upload: 'a', revision: 0, status } : entry);
  }
  return world;
}

/** Requests of a publication to the table and the bucket, in order. */
async function callsOf(
  world: World,
  year: number,
  before?: (call: PortCall) => Promise<void>,
): Promise<string[]> {
  const calls: string[] = [];
  const watch = async (call: PortCall, effect: () => Promise<unknown>) => {
    const args = call.args.filter((arg) => typeof arg !== 'object');
    calls.push([call.method, ...args].join(' '));
    await before?.(call);
    return effect();
  };
  const steps = stepsOf(world).publishReview;
  await publishListing(
    {
      ...steps,
      entries: intercept('entries', steps.entries, watch),
      publicFiles: intercept('publicFiles', steps.publicFiles, watch),
    },
    [{ year, part: 1 }],
  );
  return calls;
}

test('a publication reads its year page once, after the ETags', async () => {
  const world = await aWorldWith({ year: 2023, slug: 'a' }, { year: 2024, slug: 'b' });
  const calls = await callsOf(world, 2024);
  expect(calls.filter((call) => call === 'ofYearPage 2024 1')).toHaveLength(1);
  expect(calls.findLastIndex((call) => /^(read|etag) /.test(call))).toBeLessThan(
    calls.indexOf('ofYearPage 2024 1'),
  );
});

test('the feeds of the next newer year are written, also past a year that shows nothing', async () => {
  const world = await aWorldWith(
    { year: 2022, slug: 'a' },
    { year: 2023, slug: 'b', status: 'reserved' },
    { year: 2024, slug: 'c' },
  );
  await callsOf(world, 2022);
  expect(world.publicFiles.files.get('/reviews/2024.json')?.body).toContain('/reviews/2022.json');
  expect([...world.publicFiles.files.keys()]).not.toContain('/reviews/2023.json');
});

test('a newer listing of another publisher is not overwritten', async () => {
  const world = await aWorldWith({ year: 2024, slug: 'a' });
  let raced = false;
  await callsOf(world, 2024, async ({ method }) => {
    if (method !== 'write' || raced) return;
    raced = true;
    await world.entries.put(anEntry({ year: 2024, slug: 'b', revision: 0 }));
    await publishListing(stepsOf(world).publishReview, [{ year: 2024, part: 1 }]);
  });
  for (const path of ['/', '/reviews.json', '/reviews/2024.json', '/reviews.atom', '/sitemap-2024.xml'])
    expect(world.publicFiles.files.get(path)?.body, path).toContain('/reviews/2024/b/');
});

test('changes in several year pages are read once and written once', async () => {
  const world = aWorld({ partSize: 2 });
  for (const slug of ['a', 'b', 'c', 'd', 'e']) {
    const part = await world.entries.reserveSlot(2024);
    await world.entries.put(anEntry({ year: 2024, part, slug, revision: 0 }));
  }
  const calls: string[] = [];
  const { entries, publicFiles, ...steps } = stepsOf(world).publishReview;
  const watch = async ({ method, args }: PortCall, effect: () => Promise<unknown>) => {
    const [first] = args;
    calls.push(
      `${method} ${typeof first === 'object' && first && 'path' in first ? first.path : args.join('-')}`,
    );
    return effect();
  };
  await publishListing(
    {
      ...steps,
      entries: intercept('entries', entries, watch),
      publicFiles: intercept('publicFiles', publicFiles, watch),
    },
    [1, 2, 3].map((part) => ({ year: 2024, part })),
  );
  const repeated = calls.filter((call, at) => calls.indexOf(call) !== at);
  expect(repeated).toEqual(['years ']);
  expect(calls.filter((call) => call.startsWith('write '))).toHaveLength(3 * 4 + 6 + 2);
  expect(JSON.parse(world.publicFiles.files.get('/reviews/2024-2.json')?.body ?? '').items).toHaveLength(2);
});

test('a year page that would lose a review stays as it is, and so does every file of the same write', async () => {
  const world = await aWorldWith({ year: 2024, slug: 'a' }, { year: 2023, slug: 'b' });
  const changed = [2023, 2024].map((year) => ({ year, part: 1 }));
  await publishListing(stepsOf(world).publishReview, changed);
  const before = new Map(world.publicFiles.files);
  const lost = await aWorldWith({ year: 2024, slug: 'other' }, { year: 2023, slug: 'b' });
  const deps = { ...stepsOf(world).publishReview, entries: lost.entries };
  await expect(publishListing(deps, changed)).rejects.toThrow('would lose 1 reviews');
  expect(world.publicFiles.files).toEqual(before);
});

test('the feed of a type loses a review that leaves it, however its publisher got on', async () => {
  const world = await aWorldWith({ year: 2024, slug: 'a' }, { year: 2024, slug: 'b' });
  const feed = (code: string) => world.publicFiles.files.get(`/reviews/types/${code}.json`)?.body;
  await callsOf(world, 2024);
  expect(feed('lcspr')).toContain('/reviews/2024/b/');
  const b = { year: 2024, slug: 'b' };
  await world.entries.put(anEntry({ ...b, revision: 1, type: 'sar', listedUnder: ['lcspr', 'sar'] }));
  // The publisher dies after its first write; another review of the year is published later.
  await expect(
    callsOf(world, 2024, async ({ method }) => {
      if (method === 'write') throw new Error('died');
    }),
  ).rejects.toThrow('died');
  await callsOf(world, 2024);
  expect(feed('lcspr')).not.toContain('/reviews/2024/b/');
  expect(feed('sar')).toContain('/reviews/2024/b/');
  await world.entries.put(aWithdrawnEntry({ ...b, revision: 2, listedUnder: ['lcspr', 'sar'] }));
  await callsOf(world, 2024);
  expect(feed('sar')).not.toContain('/reviews/2024/b/');
});

test('the feed of a type that the newest reviews do not have any more is empty, as a listing from nothing has it', async () => {
  const world = aWorld({ partSize: 60 });
  const put = async (year: number, slug: string, type: string) =>
    world.entries.put(
      anEntry({ year, slug, type, part: await world.entries.reserveSlot(year), revision: 0 }),
    );
  await put(2019, 'old', 'scr');
  await publishListing(stepsOf(world).publishReview, [{ year: 2019, part: 1 }]);
  const feeds = (of: World) =>
    ['/reviews/types/scr.json', '/reviews/types/scr.atom'].map(
      (path) => of.publicFiles.files.get(path)?.body,
    );
  expect(feeds(world).join()).toContain('/reviews/2019/old/');
  for (let number = 0; number < 120; number++) await put(2024, `new-${number}`, 'lcspr');
  await publishListing(stepsOf(world).publishReview, [{ year: 2024, part: 2 }]);
  expect(feeds(world).join()).not.toContain('/reviews/2019/old/');
  const anew = { ...world, publicFiles: aWorld().publicFiles };
  const every = yearPagesOf(await world.entries.years());
  await publishListing(stepsOf(anew).publishReview, every);
  expect(feeds(world)).toEqual(feeds(anew));
});

test('a year page whose permalinks were all lost in crashes is written and linked', async () => {
  const world = aWorld({ partSize: 2 });
  for (let crash = 0; crash < 2; crash++) await world.entries.reserveSlot(2024);
  const part = await world.entries.reserveSlot(2024);
  await world.entries.put(anEntry({ year: 2024, slug: 'a', part, revision: 0 }));
  await publishListing(stepsOf(world).publishReview, [{ year: 2024, part }]);
  const { files } = world.publicFiles;
  expect(JSON.parse(files.get('/reviews/2024-2.json')?.body ?? '').next_url).toContain('/reviews/2024.json');
  for (const path of ['/reviews/2024.json', '/reviews/2024.atom', '/reviews/2024/', '/sitemap-2024.xml'])
    expect([...files.keys()]).toContain(path);
});

test('an empty table empties no listing, whatever year changes', async () => {
  const world = await aWorldWith({ year: 2024, slug: 'a' }, { year: 2023, slug: 'b' });
  const changed = [2023, 2024].map((year) => ({ year, part: 1 }));
  await publishListing(stepsOf(world).publishReview, changed);
  const before = new Map(world.publicFiles.files);
  const empty = await aWorldWith();
  for (const year of [2023, 2024, 2026]) {
    const deps = { ...stepsOf(world).publishReview, entries: empty.entries };
    await expect(publishListing(deps, [{ year, part: 1 }])).rejects.toThrow('would lose');
  }
  expect(world.publicFiles.files).toEqual(before);
});

test('a new review removes no year whose counter was lost', async () => {
  const world = await aWorldWith({ year: 2019, slug: 'a' }, { year: 2024, slug: 'b' });
  const changed = [2019, 2024].map((year) => ({ year, part: 1 }));
  await publishListing(stepsOf(world).publishReview, changed);
  const years = async () => (await world.entries.years()).filter(({ year }) => year !== 2019);
  await world.entries.put(anEntry({ year: 2024, slug: 'c', revision: 0 }));
  const deps = { ...stepsOf(world).publishReview, entries: { ...world.entries, years } };
  await expect(publishListing(deps, [{ year: 2024, part: 1 }])).rejects.toThrow('1 year pages');
});
