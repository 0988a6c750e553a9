import { expect, test } from 'vitest';
import { publishListing } from '#functions/publish-review/publish-listing.ts';
import { anEntry } from '../support/an-entry.ts';
import { stepsOf } from '../support/run-pipeline.ts';
import { aWorld, type World } from '../support/twins/a-world.ts';
import { intercept, type PortCall } from '../support/twins/intercept.ts';

async function aWorldWith(...entries: { year: number; slug: string; status?: 'reserved' }[]): Promise<World> {
  const world = aWorld();
  for (const { status, ...key } of entries) {
    const entry = anEntry({ ...key, revision: 0 });
    await world.entries.put(status === 'reserved' ? { ...key, upload: 'a', revision: 0, status } : entry);
  }
  return world;
}

/** What a publication asks of the table and of the bucket, in order. */
async function callsOf(
  world: World,
  year: number,
  before?: (call: PortCall) => Promise<void>,
): Promise<string[]> {
  const calls: string[] = [];
  const watch = async (call: PortCall, effect: () => Promise<unknown>) => {
    calls.push(`${call.method} ${typeof call.args[0] === 'object' ? '' : String(call.args[0] ?? '')}`.trim());
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
    year,
  );
  return calls;
}

test('a publication reads its year of the table once, after what the files are', async () => {
  const world = await aWorldWith({ year: 2023, slug: 'a' }, { year: 2024, slug: 'b' });
  const calls = await callsOf(world, 2024);
  expect(calls.filter((call) => call === 'ofYear 2024')).toHaveLength(1);
  expect(calls.findLastIndex((call) => call.startsWith('read '))).toBeLessThan(calls.indexOf('ofYear 2024'));
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

test('what another publisher wrote meanwhile is not overwritten with less', async () => {
  const world = await aWorldWith({ year: 2024, slug: 'a' });
  let raced = false;
  await callsOf(world, 2024, async ({ method }) => {
    if (method !== 'write' || raced) return;
    raced = true;
    await world.entries.put(anEntry({ year: 2024, slug: 'b', revision: 0 }));
    await publishListing(stepsOf(world).publishReview, 2024);
  });
  for (const path of ['/', '/reviews.json', '/reviews/2024.json', '/reviews.atom', '/sitemap-2024.xml'])
    expect(world.publicFiles.files.get(path)?.body, path).toContain('/reviews/2024/b/');
});
