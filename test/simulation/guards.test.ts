import { expect, test } from 'vitest';
import { explore } from './explore.ts';
import { GUARDS } from './guards.ts';

const WITHIN = 100_000;

/** The simulation would notice the loss of each guard: so each is needed, and the simulation sees. */
test.for(GUARDS)('is broken without: $name', { timeout: 1_800_000 }, async ({ name }) => {
  const { broken } = await explore({ seed: 1, schedules: WITHIN, without: name });
  console.log(`Without ${name}: broken in schedule ${broken?.seed}, ${broken?.broken[0]}`);
  expect(broken?.broken.length).toBeGreaterThan(0);
});
