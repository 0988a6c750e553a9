import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

// node bench/cold-start-process.mjs MODULE [WORKER]: imports a bundle once, as Lambda does, and prints the
// duration.

const [module, worker] = process.argv.slice(2);
const cpu = process.cpuUsage();
const start = performance.now();
await import(pathToFileURL(module).href);
const milliseconds = performance.now() - start;
const { user, system } = process.cpuUsage(cpu);
let workerMilliseconds = 0;
if (worker !== undefined) {
  const thread = new Worker(worker, { workerData: { types: [] } });
  await new Promise((ready, failed) => thread.on('message', ready).on('error', failed));
  workerMilliseconds = performance.now() - start - milliseconds;
  await thread.terminate();
}
console.log(
  JSON.stringify({
    milliseconds,
    cpuMilliseconds: (user + system) / 1000,
    workerMilliseconds,
    megabytes: process.resourceUsage().maxRSS / 1024,
  }),
);
process.exit();
