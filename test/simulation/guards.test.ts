import { afterAll, expect, test } from 'vitest';
import { endThreads, explore, startThreads } from './explore.ts';
import { GUARDS } from './guards.ts';

const WITHIN = 100_000;

const threads = startThreads();
afterAll(() => endThreads(threads));

/** Without any one guard the simulation fails: each guard is needed, and the simulation detects its loss. */
test.for(GUARDS)('is broken without: $name', { timeout: 1_800_000 }, async ({ name, shownBy = 1 }) => {
  const { broken } = await explore({ seed: shownBy, schedules: WITHIN, without: name, threads });
  console.log(`Without ${name}: broken in schedule ${broken?.seed}, ${broken?.broken[0]}`);
  expect(broken?.broken.length).toBeGreaterThan(0);
});
