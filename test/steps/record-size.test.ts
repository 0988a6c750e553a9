import { beforeEach, describe, expect, test } from 'vitest';
import { examineUpload } from '#functions/examine-upload/examine-upload.ts';
import type { Review } from '#shared/domain/review/review.ts';
import { aWorld, type World } from '../support/fakes/a-world.ts';
import { aPdf } from '../support/fakes/memory-examiner.ts';
import { runPipeline, stepsOf } from '../support/run-pipeline.ts';

// The fake of the table refuses an item over 400 KB, as DynamoDB does. Each test exceeded it before.
let world: World;
beforeEach(() => {
  world = aWorld();
});

/** A key about as long as S3 takes. */
const longKey = (number: number, extension: string) =>
  `baby-eva/${String(number).padStart(3, '0')}-${'x'.repeat(900)}.${extension}`;

async function drop(key: string, content: Uint8Array | string): Promise<void> {
  world.clock.advance(2_000);
  world.uploads.put(key, content);
  await runPipeline(world);
}

/** Examines what was uploaded, while publish-review stands still. */
async function examineOnly(): Promise<void> {
  const { examineUpload: deps } = stepsOf(world);
  for (let taken = world.uploadsQueue.receive(); taken; taken = world.uploadsQueue.receive()) {
    await examineUpload(deps, taken.message);
    world.uploadsQueue.settle(taken.id);
  }
}

const record = async (): Promise<Review> => {
  const review = await world.reviews.get('baby-eva');
  if (review === undefined) throw new Error('There is no record.');
  return review;
};
const lastReceipt = () => world.officersTopic.receipts.at(-1)?.text ?? '';
const isListed = () => world.publicFiles.files.get('/reviews.json')?.body?.includes('Baby Eva');

test('hundreds of pictures in the folder of a review do not stop it, and the officer is told of the newest', async () => {
  for (let number = 0; number < 150; number++) world.uploads.put(longKey(number, 'jpg'), 'a picture');
  await examineOnly();
  await drop('baby-eva/report.pdf', aPdf());
  expect(isListed()).toBe(true);
  const receipts = world.officersTopic.receipts.map(({ text }) => text);
  expect(receipts.filter((text) => text.includes('.jpg cannot be published')).length).toBeGreaterThan(20);
  expect(receipts[0]).toContain('earlier receipts were too many to send.');
});

test('the event of an upload that is there outlives those of files that were deleted', async () => {
  await drop('baby-eva/report.pdf', aPdf());
  for (let number = 0; number < 130; number++) {
    world.uploads.put(`baby-eva/${number}.jpg`, 'a picture');
    world.uploads.remove(`baby-eva/${number}.jpg`);
  }
  await examineOnly();
  const { drops } = await record();
  expect(drops['baby-eva/report.pdf']?.removed).toBe(false);
  expect(Object.keys(drops).length).toBeLessThan(130);
});

describe('a folder with more files than a review may have', () => {
  beforeEach(async () => {
    for (let number = 0; number < 60; number++) world.uploads.put(longKey(number, 'pdf'), aPdf());
    world.uploads.put('baby-eva/report.pdf', aPdf());
    await examineOnly();
    await runPipeline(world);
  });

  test('is rejected with one sentence, and no file of it is read', async () => {
    expect(lastReceipt()).toContain('baby-eva has 61 files, and a review has at most 50');
    expect(world.examiner.examined).toBe(0);
    expect(Object.keys((await record()).seen)).toHaveLength(50);
  });

  test('is published when the others are deleted', async () => {
    for (let number = 0; number < 60; number++) world.uploads.remove(longKey(number, 'pdf'));
    await runPipeline(world);
    expect(isListed()).toBe(true);
  });
});

const manyFindings = (message: string) =>
  Array.from({ length: 60 }, (_, page) => ({ code: 'phone' as const, page: page + 1, message }));

test('receipts that wait for their publisher are kept small, and the newest is whole', async () => {
  const findings = manyFindings('A telephone number. '.repeat(20));
  for (let version = 0; version < 25; version++) {
    world.clock.advance(2_000);
    world.uploads.put('baby-eva.pdf', aPdf({ findings, pages: 20 + version }));
    await examineOnly();
  }
  expect((await record()).owed.at(-1)?.findings).toHaveLength(60);
  await runPipeline(world);
  expect(world.officersTopic.receipts).toHaveLength(25);
  expect(lastReceipt()).toContain('A telephone number.');
});

test('findings that quote very long texts do not fill the record', async () => {
  await drop('baby-eva.pdf', aPdf({ findings: manyFindings('語'.repeat(5_000)) }));
  expect(lastReceipt()).toContain('語');
});

test('a review that was corrected many times keeps the newest hundred changes', async () => {
  await drop('baby-eva.pdf', aPdf());
  const { publication, ...others } = await record();
  if (publication === undefined) throw new Error('It is not published.');
  const changes = Array.from({ length: 100 }, (_, number) => ({
    at: '2026-01-01T00:00:00.000Z',
    note: `${number}`,
  }));
  await world.reviews.put({ ...others, publication: { ...publication, changes } });
  await drop('baby-eva.pdf', aPdf({ pages: 77 }));
  const after = (await record()).publication?.changes ?? [];
  expect(after).toHaveLength(100);
  expect(after[0]?.note).toContain('A new version');
});
