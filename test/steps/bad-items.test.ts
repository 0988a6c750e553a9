import { beforeEach, describe, expect, test } from 'vitest';
import { sweep } from '#functions/sweep/sweep.ts';
import { logReference } from '#shared/domain/log-reference.ts';
import { aWorld, type World } from '../support/fakes/a-world.ts';
import { aPdf } from '../support/fakes/memory-examiner.ts';
import { runPipeline, runSweep, stepsOf } from '../support/run-pipeline.ts';

let world: World;
beforeEach(() => {
  world = aWorld();
});

async function drop(key: string, content: Uint8Array | string): Promise<void> {
  world.clock.advance(2_000);
  world.uploads.put(key, content);
  await runPipeline(world);
}

const listing = () => world.publicFiles.files.get('/reviews.json')?.body ?? '';
const events = (type: string) => world.eventLog.events.filter((event) => event.type === type);
const LONG_AGO = '2026-01-01T00:00:00.000Z';
const A_DAY = 86_400_000;
/** A record without its receipts, as a hand may leave it. */
const plantPoison = (name: string) =>
  world.reviews.plant(name, { name, revision: 7, dueAt: LONG_AGO, dueBucket: 'due' });

describe('a record that cannot be read', () => {
  beforeEach(async () => {
    plantPoison('poison');
    await drop('baby-eva.yaml', 'publish at: 3 February 2026 18:00');
    await drop('baby-eva.pdf', aPdf());
    world.clock.advance(2 * A_DAY);
  });

  test.each(['due', 'recent', 'all'] as const)(
    'keeps no embargo from ending, in a sweep of %s',
    async (scope) => {
      await runSweep(world, scope);
      expect(listing()).toContain('Baby Eva');
    },
  );

  test('is reported to operators, and sends nothing', async () => {
    await sweep(stepsOf(world).sweep, { scope: 'due' });
    expect(events('record.unreadable')).toEqual([{ type: 'record.unreadable', ref: logReference('poison') }]);
    expect(world.changesQueue.waiting).toEqual([{ name: 'baby-eva' }]);
  });

  test('delays no other, whatever their number', async () => {
    for (let count = 0; count < 1_500; count++) plantPoison(`poison-${count}`);
    await runSweep(world, 'due');
    expect(listing()).toContain('Baby Eva');
  });

  test('whose alert was delivered keeps no other alert from being marked as sent', async () => {
    await runSweep(world, 'due');
    await drop('baby-bo.pdf', aPdf({ title: 'Baby Bo' }));
    for (const name of ['baby-eva', 'baby-bo'])
      expect((await world.reviews.get(name))?.alert?.state).toBe('sent');
    const [eva] = world.reviews.records.filter(({ name }) => name === 'baby-eva');
    world.reviews.plant('baby-eva', { ...eva, owed: 'none' });
    const bo = await world.reviews.get('baby-bo');
    if (bo?.alert === undefined) throw new Error('There is no alert.');
    await world.reviews.put({
      ...bo,
      alert: { ...bo.alert, state: 'claimed', claimedAt: world.clock.now() },
    });
    for (const { id } of world.alertsTopic.published) world.deliveryLog.arrive(id);
    await expect(sweep(stepsOf(world).sweep, { scope: 'recent' })).rejects.toThrow();
    expect((await world.reviews.get('baby-bo'))?.alert?.state).toBe('sent');
    expect(new Set(world.deliveryLog.waiting)).toEqual(new Set(['/reviews/2026/baby-eva/#new-1']));
  });
});

describe('an entry that cannot be read', () => {
  beforeEach(async () => {
    await drop('baby-eva.pdf', aPdf());
    await drop('baby-bo.pdf', aPdf({ title: 'Baby Bo' }));
    world.entries.plant(2026, 'baby-eva', {
      ...(await world.entries.get(2026, 'baby-eva')),
      status: 'delayed',
    });
  });

  test('keeps no other review from being withdrawn, listing and files', async () => {
    world.uploads.remove('baby-bo.pdf');
    await runPipeline(world);
    expect(listing()).not.toContain('Baby Bo');
    expect([...world.publicFiles.documents.keys()].filter((path) => path.includes('baby-bo'))).toEqual([]);
    expect(world.changesQueue.deadLetters).toEqual([]);
    expect(events('entry.unreadable')).toContainEqual({
      type: 'entry.unreadable',
      year: 2026,
      part: 1,
      count: 1,
    });
  });

  test('keeps its permalink: the next namesake gets another', async () => {
    await drop('another.pdf', aPdf({ reviewers: ['Tom Reed'] }));
    expect(world.entries.stored.map(({ slug }) => slug)).toContain('baby-eva-2');
  });

  test('is withdrawn with its review', async () => {
    world.uploads.remove('baby-eva.pdf');
    await runPipeline(world);
    expect((await world.entries.get(2026, 'baby-eva'))?.status).toBe('withdrawn');
    expect(listing()).not.toContain('"title": "Baby Eva"');
    expect(world.publicFiles.documents.has('/reviews/2026/baby-eva/report.pdf')).toBe(false);
  });

  test('is written again from its record when the review is signalled', async () => {
    await world.changesQueue.send({ name: 'baby-eva' });
    await runPipeline(world);
    expect((await world.entries.get(2026, 'baby-eva'))?.status).toBe('published');
    expect(listing()).toContain('Baby Eva');
  });
});

test('what a newer release wrote into an entry survives a new version of this one, and no withdrawal', async () => {
  await drop('baby-eva.pdf', aPdf());
  const [entry] = world.entries.stored;
  if (entry === undefined) throw new Error('Nothing is published.');
  world.entries.plant(entry.year, entry.slug, { ...entry, tone: 'kind', schema: 9 });
  await drop('baby-eva.pdf', aPdf({ summary: 'A summary of the second version, which says a little more.' }));
  expect(world.entries.stored).toEqual([expect.objectContaining({ status: 'published', tone: 'kind' })]);
  world.uploads.remove('baby-eva.pdf');
  await runPipeline(world);
  expect(world.entries.stored[0]).toMatchObject({ status: 'withdrawn' });
  expect(world.entries.stored[0]).not.toHaveProperty('tone');
});

test('one listing that refuses to shrink stops no other part of a sweep', async () => {
  await drop('baby-eva.pdf', aPdf());
  const entries = { ...world.entries, ofYearPage: async () => [] };
  world.uploads.put('baby-bo.pdf', aPdf({ title: 'Baby Bo' }));
  for (const { id } of world.uploadsQueue.available()) world.uploadsQueue.settle(id);
  world.clock.advance(3_600_000);
  await expect(sweep({ ...stepsOf(world).sweep, entries }, { scope: 'recent' })).rejects.toThrow(
    'would lose 1',
  );
  expect(world.uploadsQueue.waiting).toEqual([{ name: 'baby-bo' }]);
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  'a file called %s is told of once, as any other that cannot be published',
  async (key) => {
    world.uploads.put(key, 'words');
    world.uploadsQueue.duplicate(1);
    await runPipeline(world);
    expect(world.officersTopic.receipts.map(({ subject }) => subject.replace(/:.*/, ''))).toEqual([
      'Not published, needs you',
    ]);
    expect(world.officersTopic.receipts[0]?.text).toContain(`${key} cannot be published`);
  },
);

test('a note with thousands of mistakes gets a receipt of a page', async () => {
  await drop('baby-eva.pdf', aPdf());
  const note = Array.from({ length: 8_500 }, (_, line) => `unknown field ${line}: words`).join('\n');
  await drop('baby-eva.yaml', note);
  const receipt = world.officersTopic.receipts.at(-1)?.text ?? '';
  expect(receipt).toContain('NOT PUBLISHED');
  expect(receipt.length).toBeLessThan(10_000);
  expect(world.uploadsQueue.deadLetters).toEqual([]);
});
