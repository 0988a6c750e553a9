import { readOptions, refuse } from '../../bench/check-usage.ts';
import { allPublished, type WhatBecame } from './count-what-became.ts';
import { type KillRun, killRun } from './kill-run.ts';

const USAGE = `npm run faults -- [--uploads 100] [--kills 10] [--runs 1] [--seed N]

Runs the stack of npm start as a process, drops so many reports, and kills the process (SIGKILL) so many times at moments
that the seed decides, while officers go on dropping. Then counts what became of each report. Status 0 only if every one
is listed once, announced once and receipted, and no message is left.`;

const WORDS: Readonly<Record<keyof WhatBecame, string>> = {
  uploads: 'uploads',
  listedOnce: 'in the listing exactly once',
  oneEntry: 'with exactly one entry',
  readable: 'page and report readable',
  announcedOnce: 'announced exactly once',
  receipted: 'receipt sent',
  othersListed: 'others in the listing',
  messagesLeft: 'messages left, dead letters too',
};

const { values } = readOptions(USAGE, {
  options: {
    uploads: { type: 'string', default: '100' },
    kills: { type: 'string', default: '10' },
    runs: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(1 + Math.floor(Math.random() * 1_000_000)) },
  },
});
const [uploads = 0, kills = 0, runs = 0, seed = 0] = [
  values.uploads,
  values.kills,
  values.runs,
  values.seed,
].map(Number);

if (![uploads, kills, runs, seed].every((number) => Number.isInteger(number) && number >= 1))
  refuse(USAGE, 'Give whole numbers from 1.');
process.exitCode = (await allRuns()) ? 0 : 1;

async function allRuns(): Promise<boolean> {
  let kept = true;
  for (let run = 0; run < runs; run++) {
    const of = { uploads, kills, seed: seed + run };
    console.log(`Run ${run + 1} of ${runs}: ${uploads} uploads, ${kills} kills, seed ${of.seed}.`);
    const result = await killRun({ ...of, say: (line) => console.log(`  ${line}`) });
    console.log(`\n${tableOf(result)}\n`);
    kept &&= JSON.stringify(result.became) === JSON.stringify(allPublished(uploads));
  }
  return kept;
}

function tableOf({ became, alertsInDoubt, receiptsRepeated, seconds }: KillRun): string {
  const expected = allPublished(became.uploads);
  const rows = Object.entries(WORDS).map(([key, words]) => {
    const count = Object.entries(became).find(([name]) => name === key)?.[1];
    const wanted = Object.entries(expected).find(([name]) => name === key)?.[1];
    return `  ${String(count).padStart(5)}  ${words}${count === wanted ? '' : `  <- ${wanted} were promised`}`;
  });
  return [
    ...rows,
    `  ${String(alertsInDoubt).padStart(5)}  alerts that were in doubt until the sweep settled them`,
    `  ${String(receiptsRepeated).padStart(5)}  receipts sent a second time`,
    `  ${seconds.toFixed(0).padStart(5)}  seconds`,
  ].join('\n');
}
