import { Worker } from 'node:worker_threads';
import { afterAll, expect, test } from 'vitest';
import { answerOf } from './explore.ts';
import type { Simulated } from './simulate.ts';

/** A thread that loads the steps without the test runner, which makes them several times slower. */
const worker = new Worker(new URL('./crash-worker.ts', import.meta.url));
afterAll(() => worker.terminate());

/** One upload from the bucket to the alert for each list of calls after which a function crashes. */
const uploads = (crashes: readonly (readonly number[])[]) => answerOf<Simulated[]>(worker, crashes);

async function upload(...crashAt: number[]): Promise<Simulated> {
  const [simulated] = await uploads([crashAt]);
  if (simulated === undefined) throw new Error('Nothing was simulated.');
  return simulated;
}

const upTo = (count: number, from = 1) =>
  Array.from({ length: count - from + 1 }, (_, index) => from + index);

test('one upload is published, announced and told of when nothing crashes', async () => {
  const { broken, calls, faults } = await upload();
  expect({ broken, faults }).toEqual({ broken: [], faults: 0 });
  expect(calls).toBeGreaterThan(40);
});

test('a crash at any call breaks no promise', async () => {
  const { calls } = await upload();
  const crashed = await uploads(upTo(calls).map((call) => [call]));
  expect(crashed).toHaveLength(calls);
  for (const [index, { broken }] of crashed.entries())
    expect(broken, `crash after call ${index + 1}`).toEqual([]);
});

test('two crashes at any calls break no promise', { timeout: 1_800_000 }, async () => {
  const { calls } = await upload();
  let pairs = 0;
  for (const [index, one] of (await uploads(upTo(calls).map((call) => [call]))).entries()) {
    const first = index + 1;
    const crashes = upTo(one.calls, first + 1).map((second) => [first, second]);
    for (const [place, { broken }] of (await uploads(crashes)).entries())
      expect(broken, `crashes after calls ${crashes[place]?.join(' and ')}`).toEqual([]);
    pairs += crashes.length;
  }
  expect(pairs).toBeGreaterThan(1_000);
});
