import { expect, it } from 'vitest';
import { allPublished } from './count-what-became.ts';
import { killRun } from './kill-run.ts';

// `npm run faults` does this with a hundred uploads.
it('a process killed ten times loses nothing, lists nothing twice and sends nothing twice', async () => {
  const seed = 1 + Math.floor(Math.random() * 1_000_000);
  const run = await killRun({ uploads: 22, kills: 10, seed });
  expect(run.kills).toHaveLength(10);
  expect(run.became, `npm run faults -- --uploads 22 --seed ${seed}\n${run.kills.join('\n')}`).toEqual(
    allPublished(22),
  );
}, 600_000);
