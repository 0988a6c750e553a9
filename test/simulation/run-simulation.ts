import { readOptions, refuse } from '../../bench/check-usage.ts';
import { explore } from './explore.ts';
import { GUARDS } from './guards.ts';
import { simulate } from './simulate.ts';

const USAGE = `npm run simulate -- [--schedules 10000] [--seed 1] [--without GUARD] [--trace]
               [--list-guards] [--guards]

Runs the real steps through schedules that seeds decide, with crashes, lost replies, duplicates and delays, and checks
the promises of the design at every step. --trace prints what happens in the one schedule of --seed. --guards takes out
each guard in turn and says after how many schedules a promise broke.`;

const { values } = readOptions(USAGE, {
  options: {
    schedules: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    without: { type: 'string' },
    trace: { type: 'boolean', default: false },
    'list-guards': { type: 'boolean', default: false },
    guards: { type: 'boolean', default: false },
  },
});

const seed = Number(values.seed);
const schedules = Number(values.schedules);
const guard = GUARDS.find(({ name }) => name === values.without);
if (!Number.isInteger(seed) || !(schedules >= 1)) refuse(USAGE, 'Give whole numbers, of schedules from 1.');
if (values['list-guards']) {
  for (const { name } of GUARDS) console.log(name);
} else if (values.without !== undefined && guard === undefined) {
  refuse(USAGE, 'There is no such guard: --list-guards names them.');
} else if (values.guards) {
  process.exitCode = (await withoutEach()) ? 0 : 1;
} else if (values.trace) {
  process.exitCode = (await traced(seed)) ? 0 : 1;
} else {
  process.exitCode = (await explored()) ? 0 : 1;
}

/** Prints every event of one schedule. True if every promise held. */
async function traced(of: number): Promise<boolean> {
  const { broken } = await simulate({ seed: of, without: guard, trace: (line) => console.log(line) });
  return broken.length === 0;
}

/** Runs all schedules with progress output. True if every promise held. */
async function explored(): Promise<boolean> {
  const startedAt = performance.now();
  const perSecond = (done: number): number => Math.round(done / ((performance.now() - startedAt) / 1000));
  let toldAt = startedAt;
  let ran = 0;
  process.once('SIGINT', () => {
    console.log(`\nStopped after ${ran} schedules: 0 promises broken.`);
    process.exit(130);
  });
  const result = await explore({
    seed,
    schedules,
    without: guard?.name,
    onProgress(done) {
      ran = done;
      if (performance.now() - toldAt < 5_000) return;
      toldAt = performance.now();
      console.log(`${done} of ${schedules} schedules, ${perSecond(done)} a second`);
    },
  });
  if (result.broken) {
    console.log(`\nSeed ${result.broken.seed} breaks a promise. What happens in it:\n`);
    await traced(result.broken.seed);
    const without = guard ? ` --without '${guard.name}'` : '';
    console.log(`\nAgain: npm run simulate -- --trace --seed ${result.broken.seed}${without}`);
    return false;
  }
  console.log(
    `${result.schedules} schedules, ${result.calls} steps of the scheduler, ${result.faults} faults: ` +
      `0 promises broken. ${Math.round((performance.now() - startedAt) / 1000)} s, ${perSecond(result.schedules)} a second.`,
  );
  return true;
}

/** Prints after how many schedules the loss of each guard is detected. True if each is within --schedules. */
async function withoutEach(): Promise<boolean> {
  let all = true;
  for (const { name } of GUARDS) {
    const { broken } = await explore({ seed, schedules, without: name });
    all &&= broken !== undefined;
    const found = broken === undefined ? `not in ${schedules}` : `${broken.seed - seed + 1}`;
    console.log(`${found.padStart(7)}  ${name}  (${broken?.broken[0] ?? 'nothing broke'})`);
  }
  return all;
}
