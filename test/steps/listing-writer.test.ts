import { expect, test } from 'vitest';
import { examineUpload } from '#functions/examine-upload/examine-upload.ts';
import { listingWriter } from '#functions/publish-review/listing-writer.ts';
import { publishReview } from '#functions/publish-review/publish-review.ts';
import type { PublicFile } from '#shared/ports.ts';
import { aWorld } from '../support/fakes/a-world.ts';
import { aPdf } from '../support/fakes/memory-examiner.ts';
import { stepsOf } from '../support/run-pipeline.ts';

const PART = { year: 2024, part: 1 };

test('reviews that are published side by side share the writing of the listing', async () => {
  const world = aWorld();
  const { examineUpload: examining, publishReview: publishing } = stepsOf(world);
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  for (const name of names) {
    world.uploads.put(`${name}.pdf`, aPdf({ title: `Child ${name.toUpperCase()}` }));
    await examineUpload(examining, { name });
  }
  const writes: string[] = [];
  const publicFiles = {
    ...world.publicFiles,
    async write(file: PublicFile, expected: string) {
      const answer = await world.publicFiles.write(file, expected);
      if (file.path === '/reviews.json') writes.push(answer);
      return answer;
    },
  };
  const ports = { ...publishing, publicFiles };
  const deps = { ...ports, writeListing: listingWriter(ports) };
  await Promise.all(names.map((name) => publishReview(deps, { name })));
  expect(JSON.parse(world.publicFiles.files.get('/reviews.json')?.body ?? '').items).toHaveLength(6);
  expect(writes.length).toBeLessThan(names.length);
  expect(writes).not.toContain('stale');
});

test('a failed listing write rejects its callers, and the next write is tried again', async () => {
  const world = aWorld();
  const { publishReview: publishing } = stepsOf(world);
  let away = true;
  const entries = {
    ...publishing.entries,
    async years() {
      if (away) throw new Error('The table is away.');
      return publishing.entries.years();
    },
  };
  const write = listingWriter({ ...publishing, entries });
  const outcomes = await Promise.allSettled([write(PART), write(PART), write({ ...PART, part: 2 })]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  away = false;
  await write(PART);
  expect(world.publicFiles.files.has('/reviews.json')).toBe(true);
});
