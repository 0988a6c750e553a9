import { constants, setPriority } from 'node:os';
import { expect, test } from 'vitest';
import { explore } from './explore.ts';
import { simulate } from './simulate.ts';

/** `docs/reliability.md` says why this many, and where many more are run. */
const SCHEDULES = 2_000;
const SEED = 1;

// Its threads could take every processor: tests that run beside it and mostly wait go first.
setPriority(constants.priority.PRIORITY_LOW);

test(`every promise holds in ${SCHEDULES} schedules`, { timeout: 1_800_000 }, async () => {
  const startedAt = performance.now();
  const result = await explore({ seed: SEED, schedules: SCHEDULES });
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  console.log(`${result.schedules} schedules from seed ${SEED} in ${seconds} s`);
  expect(result.broken, 'npm run simulate -- --trace --seed <seed> shows what happened').toBeUndefined();
  expect(result.schedules).toBe(SCHEDULES);
  expect(result.faults).toBeGreaterThan(SCHEDULES);
});

test('a seed decides everything that happens', async () => {
  const traceOf = async (seed: number): Promise<string[]> => {
    const lines: string[] = [];
    await simulate({ seed, trace: (line) => lines.push(line) });
    return lines;
  };
  const first = await traceOf(7);
  expect(first.length).toBeGreaterThan(50);
  expect(await traceOf(7)).toEqual(first);
  expect(await traceOf(8)).not.toEqual(first);
});
