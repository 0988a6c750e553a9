import { beforeEach, expect, test } from 'vitest';
import { sweep } from '#functions/sweep/sweep.ts';
import { restoreRecords } from '../../infra/operate/restore-records.ts';
import { aWorld, type World } from '../support/fakes/a-world.ts';
import { aPdf } from '../support/fakes/memory-examiner.ts';
import { runPipeline, runSweep, stepsOf } from '../support/run-pipeline.ts';

const A_DAY = 86_400_000;
const TITLES = ['Baby Eva', 'Baby Bo', 'Child Q'];

let world: World;
beforeEach(async () => {
  world = aWorld();
  for (const title of TITLES) await drop(`${title}.pdf`, aPdf({ title, publishedOn: null }));
  await drop('retired.yaml', 'retire on: 1 March 2027');
  await drop('retired.pdf', aPdf({ title: 'Baby Ed', publishedOn: null }));
  world.clock.advance(420 * A_DAY);
  await runSweep(world, 'all');
});

async function drop(key: string, content: Uint8Array | string): Promise<void> {
  world.clock.advance(2_000);
  world.uploads.put(key, content);
  await runPipeline(world);
}

/** The same buckets, queues and readers, with a new table. */
function withoutTable(): World {
  const { reviews, entries, decisionLog } = aWorld();
  return { ...world, reviews, entries, decisionLog };
}

/** Delivers until all is quiet; a message that fails waits behind the others, as in a queue that hides it. */
async function runWithRetries(lost: World): Promise<void> {
  for (let tries = 0; tries < 8; tries++) {
    try {
      return await runPipeline(lost);
    } catch {
      for (const { id, message } of lost.changesQueue.inFlight) {
        lost.changesQueue.settle(id);
        await lost.changesQueue.send(message);
      }
    }
  }
  throw new Error('The reviews are not restored after twice as many tries as there are reviews.');
}

const listedTitles = (of: World): string[] =>
  JSON.parse(of.publicFiles.files.get('/reviews.json')?.body ?? '{"items":[]}')
    .items.map(({ title }: { title: string }) => title)
    .sort();
const addresses = (of: World): string[] =>
  [...of.publicFiles.files.keys()].filter((path) => /^\/reviews\/\d{4}\/[^/]+\/$/.test(path)).sort();

test.each(['due', 'recent', 'all'] as const)(
  'a lost table empties no public file and alerts nobody, in a sweep of %s',
  async (scope) => {
    const before = new Map(world.publicFiles.files);
    const alerts = world.alertsTopic.published.length;
    const lost = withoutTable();
    await sweep(stepsOf(lost).sweep, { scope }).catch(() => undefined);
    await runPipeline(lost);
    expect(world.publicFiles.files).toEqual(before);
    expect(world.alertsTopic.published).toHaveLength(alerts);
    const refused = world.eventLog.events.some(({ type }) => type === 'listing.refused');
    expect(refused).toBe(scope !== 'due');
  },
);

test('a lost table is restored from the uploads with the same addresses and without alerts', async () => {
  const before = { titles: listedTitles(world), addresses: addresses(world) };
  const told = [world.alertsTopic.published.length, world.officersTopic.receipts.length];
  const lost = withoutTable();
  world.clock.advance(30 * A_DAY);
  const { uploads, reviews, clock } = lost;
  expect(await restoreRecords({ uploads, reviews, clock, uploadSignals: lost.uploadsQueue })).toBe(4);
  await runWithRetries(lost);
  expect(listedTitles(lost)).toEqual(before.titles);
  expect(addresses(lost)).toEqual(before.addresses);
  const { publicFiles: files } = lost;
  expect([...files.documents.keys()].sort()).toEqual(
    TITLES.map((title) => `/reviews/2026/${title.toLowerCase().replace(' ', '-')}/report.pdf`).sort(),
  );
  expect([world.alertsTopic.published.length, world.officersTopic.receipts.length]).toEqual(told);
  expect(lost.reviews.records.map(({ alert }) => alert?.state)).not.toContain('due');
});

test('later changes of a restored review have receipts and alerts as usual', async () => {
  const lost = withoutTable();
  const { uploads, reviews, clock } = lost;
  await restoreRecords({ uploads, reviews, clock, uploadSignals: lost.uploadsQueue });
  await runWithRetries(lost);
  const told = world.officersTopic.receipts.length;
  world.clock.advance(2_000);
  world.uploads.put('Baby Eva.pdf', aPdf({ title: 'Baby Eva', publishedOn: null, pages: 41 }));
  await lost.uploadsQueue.send({ name: 'Baby Eva' });
  await runPipeline(lost);
  expect(world.officersTopic.receipts.length).toBe(told + 1);
});

test('a restore leaves existing records alone', async () => {
  const before = world.reviews.records;
  const { uploads, reviews, clock, uploadsQueue } = world;
  expect(await restoreRecords({ uploads, reviews, clock, uploadSignals: uploadsQueue })).toBe(0);
  expect(world.reviews.records).toEqual(before);
  expect(uploadsQueue.waiting).toEqual([]);
});

test('a lost public bucket is written again from the table, when every review is signalled', async () => {
  const before = { files: new Map(world.publicFiles.files), documents: new Map(world.publicFiles.documents) };
  for (const path of await world.publicFiles.list('/')) await world.publicFiles.remove(path);
  expect(world.publicFiles.files.size).toBe(0);
  for (const { name } of world.reviews.records) await world.changesQueue.send({ name });
  await runPipeline(world);
  await runSweep(world, 'all');
  expect(new Map(world.publicFiles.files)).toEqual(before.files);
  expect(new Map(world.publicFiles.documents)).toEqual(before.documents);
});

test('signals that were lost with a queue are sent again by the sweeps', async () => {
  world.clock.advance(2_000);
  world.uploads.put('late.pdf', aPdf({ title: 'Late' }));
  for (const { id } of world.uploadsQueue.available()) world.uploadsQueue.settle(id);
  world.clock.advance(3_600_000);
  await runSweep(world, 'recent');
  expect(listedTitles(world)).toContain('Late');
});
