import { parentPort } from 'node:worker_threads';
import type { Batch, BatchDone } from './explore.ts';
import { GUARDS } from './guards.ts';
import { keepResults } from './keep-results.ts';
import type { Simulated } from './simulate.ts';

keepResults();
const { simulate } = await import('./simulate.ts');

parentPort?.on('message', async ({ seeds: [from, to], without }: Batch) => {
  const guard = GUARDS.find(({ name }) => name === without);
  let calls = 0;
  let faults = 0;
  let broken: Simulated | undefined;
  let seed = from;
  for (; seed < to && !broken; seed++) {
    const result = await simulate({ seed, without: guard });
    calls += result.calls;
    faults += result.faults;
    if (result.broken.length > 0) broken = result;
  }
  const done: BatchDone = { schedules: seed - from, calls, faults, ...(broken && { broken }) };
  parentPort?.postMessage(done);
});
