import { beforeEach, expect, test } from 'vitest';
import { examineUpload } from '#functions/examine-upload/examine-upload.ts';
import { publishReview } from '#functions/publish-review/publish-review.ts';
import { aWorld, type World } from '../support/fakes/a-world.ts';
import { aPdf } from '../support/fakes/memory-examiner.ts';
import { runPipeline, stepsOf } from '../support/run-pipeline.ts';

let world: World;
beforeEach(() => {
  world = aWorld();
});

/** Delivers a message of the removals queue, then one of each later queue, and leaves other messages. */
async function withdraw(key: string): Promise<void> {
  world.clock.advance(2_000);
  const event = world.uploads.remove(key);
  const name = key.replace(/[./].*/, '');
  await examineUpload(stepsOf(world).examineUpload, { name, drop: event });
  await publishReview(stepsOf(world).publishReview, { name });
}

const publicText = () =>
  [...world.publicFiles.files]
    .flatMap(([path, { body }]) => (path.startsWith('/reviews/types/') ? [] : body))
    .join();

test('a removal examines nothing, however many uploads are waiting to be examined', async () => {
  world.uploads.put('baby-eva.pdf', aPdf({ title: 'Quokka' }));
  await runPipeline(world);
  for (let count = 0; count < 40; count++)
    world.uploads.put(`other-${count}.pdf`, aPdf({ title: `Other ${count}` }));
  const { examined } = world.examiner;
  await withdraw('baby-eva.pdf');
  expect(world.examiner.examined - examined).toBe(0);
  expect(world.uploadsQueue.waiting).toHaveLength(41);
  expect(publicText()).not.toContain('Quokka');
  expect([...world.publicFiles.documents.keys()]).toEqual([]);
});

test('companions that were approved beside the report are not examined again when it goes', async () => {
  world.uploads.put('baby-eva/report.pdf', aPdf({ title: 'Quokka' }));
  world.uploads.put('baby-eva/briefing.pdf', aPdf({ kind: 'briefing', title: 'Quokka' }));
  await runPipeline(world);
  expect([...world.publicFiles.documents.keys()]).toHaveLength(2);
  const { examined } = world.examiner;
  await withdraw('baby-eva/report.pdf');
  expect(world.examiner.examined - examined).toBe(0);
  expect(publicText()).not.toContain('Quokka');
  expect([...world.publicFiles.documents.keys()]).toEqual([]);
});

test('an unexamined PDF is examined when the report beside it is deleted, because it may be the new one', async () => {
  world.uploads.put('baby-eva/report.pdf', aPdf({ title: 'Quokka' }));
  await runPipeline(world);
  world.uploads.put('baby-eva/final.pdf', aPdf({ title: 'Quokka', pages: 41 }));
  await withdraw('baby-eva/report.pdf');
  expect(publicText()).toContain('Quokka');
});
