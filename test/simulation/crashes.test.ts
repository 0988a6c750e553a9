import { expect, test } from 'vitest';
import { type Simulated, simulate } from './simulate.ts';

/** One upload from the bucket to the alert, with crashes after these calls. */
const upload = (...crashAt: number[]): Promise<Simulated> => simulate({ seed: 1, oneUpload: { crashAt } });

test('one upload is published, announced and told of when nothing crashes', async () => {
  const { broken, calls, faults } = await upload();
  expect({ broken, faults }).toEqual({ broken: [], faults: 0 });
  expect(calls).toBeGreaterThan(40);
});

test('a crash at any call breaks no promise', async () => {
  const { calls } = await upload();
  for (let first = 1; first <= calls; first++) {
    expect((await upload(first)).broken, `crash after call ${first}`).toEqual([]);
  }
});

test('two crashes at any calls break no promise', { timeout: 1_800_000 }, async () => {
  const { calls } = await upload();
  let pairs = 0;
  for (let first = 1; first <= calls; first++) {
    const end = (await upload(first)).calls;
    for (let second = first + 1; second <= end; second++) {
      pairs += 1;
      const { broken } = await upload(first, second);
      expect(broken, `crashes after calls ${first} and ${second}`).toEqual([]);
    }
  }
  expect(pairs).toBeGreaterThan(1_000);
});
