import { parentPort } from 'node:worker_threads';
import { keepResults } from './keep-results.ts';

keepResults();
const { simulate } = await import('./simulate.ts');

/** One upload for each list of calls after which a function crashes. */
parentPort?.on('message', async (crashes: readonly (readonly number[])[]) => {
  const results = [];
  for (const crashAt of crashes) results.push(await simulate({ seed: 1, oneUpload: { crashAt } }));
  parentPort?.postMessage(results);
});
