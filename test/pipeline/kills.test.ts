import { expect, it } from 'vitest';
import { allPublished } from './count-what-became.ts';
import { killRun, MOMENTS } from './kill-run.ts';

/** Two in each life of the process, of which one may come while nothing runs. */
const UPLOADS = 2 * (MOMENTS.length + 1);

// `npm run faults` does this with a hundred uploads and ten kills.
it('a process killed once at each kind of moment loses nothing, lists nothing twice and sends nothing twice', async () => {
  const seed = 1 + Math.floor(Math.random() * 1_000_000);
  const run = await killRun({ uploads: UPLOADS, kills: MOMENTS.length, seed });
  expect(run.kills).toHaveLength(MOMENTS.length);
  expect(
    run.became,
    `npm run faults -- --uploads ${UPLOADS} --kills ${MOMENTS.length} --seed ${seed}\n${run.kills.join('\n')}`,
  ).toEqual(allPublished(UPLOADS));
}, 1_800_000);
