import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Random, seededRandom } from '../simulation/random.ts';
import { smallReport } from '../support/pdf/small-report.ts';
import { assembly, startStack } from '../support/start-stack.ts';
import { countWhatBecame, OFFICER, type WhatBecame } from './count-what-became.ts';
import { type NpmStart, npmStart } from './npm-start-process.ts';

export interface KillRunOptions {
  readonly uploads: number;
  readonly kills: number;
  /**
   * Decides when the process is killed and how long officers pause. What it is doing then, the machine
   * decides.
   */
  readonly seed: number;
  readonly say?: (line: string) => void;
}

export interface KillRun {
  /** When each kill came. */
  readonly kills: readonly string[];
  readonly became: WhatBecame;
  /**
   * Alerts that were claimed and had not gone out when the process was killed, until the sweep settled them.
   */
  readonly alertsInDoubt: number;
  /** Receipts that were sent twice: at-least-once delivery is promised for them. */
  readonly receiptsRepeated: number;
  readonly seconds: number;
}

/** The last log line of the process before it is killed. */
export const MOMENTS: readonly { readonly after: string; readonly said?: RegExp }[] = [
  { after: 'start' },
  { after: 'drop', said: /dropped: / },
  { after: 'examination', said: /examined in / },
  { after: 'publication', said: /published: http/ },
  { after: 'receipt', said: /officer told: / },
  { after: 'alert', said: /subscribers told/ },
];

/** Milliseconds after which a kill happens although its log line did not come. */
const PATIENCE_MS = 30_000;
const OFFICERS_PAUSE_MS = 400;

/**
 * Runs `npm start`, drops reports, and kills the process again and again (SIGKILL) while officers go on
 * dropping, also while nothing runs. Then lets it come to an end, and counts what became of every report.
 */
export async function killRun({
  uploads,
  kills,
  seed,
  say = () => undefined,
}: KillRunOptions): Promise<KillRun> {
  const startedAt = Date.now();
  const random = seededRandom(seed);
  // Its seconds are not a part of the first life.
  await assembly();
  const folder = mkdtempSync(join(tmpdir(), 'kills-'));
  mkdirSync(join(folder, 'uploads'));
  const names = Array.from({ length: uploads }, (_, index) => `child-rowan-${index + 1}`);
  const waiting = [...names];
  const drop = (): void => {
    const name = waiting.shift();
    if (name === undefined) return;
    const title = `Child Rowan ${names.indexOf(name) + 1}`;
    writeFileSync(join(folder, 'uploads', `${name}.pdf`), smallReport(title));
  };
  let running: NpmStart | undefined;
  try {
    const done: string[] = [];
    const share = Math.max(1, Math.floor(uploads / (kills + 1)));
    const moments = momentsOf(kills, share, random);
    for (const [index, moment] of moments.entries()) {
      const beforeStart = random.below(share);
      for (let count = 0; count < beforeStart; count++) drop();
      const life = npmStart(folder, '--port', '0');
      running = life;
      const officers = dropping(share - beforeStart, drop, random);
      const came = await reached(life, moment);
      await life.kill('SIGKILL');
      await officers;
      done.push(`${moment.milliseconds} ms after ${came}`);
      say(`kill ${index + 1} of ${kills}: ${done.at(-1)}; ${uploads - waiting.length} of ${uploads} dropped`);
    }
    running = npmStart(folder, '--port', '0', '--exit');
    const last = running;
    await Promise.all([dropping(waiting.length, drop, random), last.said(/runs on this machine/)]);
    say('no more kills; at most one alert a second goes out');
    await last.ended;
    say(
      last
        .output()
        .trim()
        .split('\n')
        .findLast((line) => /\d uploads?: /.test(line)) ?? last.output(),
    );
    return { kills: done, ...(await lookAt(folder, names)), seconds: (Date.now() - startedAt) / 1000 };
  } finally {
    await running?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Moment {
  readonly after: string;
  readonly said?: RegExp;
  readonly times: number;
  readonly milliseconds: number;
}

/** Each kind of moment as often as every other, in any order. */
function momentsOf(kills: number, share: number, random: Random): Moment[] {
  const moments: Moment[] = [];
  let left: (typeof MOMENTS)[number][] = [];
  while (moments.length < kills) {
    if (left.length === 0) left = [...MOMENTS];
    const [kind] = left.splice(random.below(left.length), 1);
    if (kind === undefined) continue;
    const atStart = kind.said === undefined;
    moments.push({
      ...kind,
      times: atStart ? 1 : 1 + random.below(share),
      milliseconds: random.below(atStart ? 3_000 : 300),
    });
  }
  return moments;
}

async function dropping(count: number, drop: () => void, random: Random): Promise<void> {
  for (let dropped = 0; dropped < count; dropped++) {
    await pause(random.below(OFFICERS_PAUSE_MS));
    drop();
  }
}

/** Resolves at the moment, with words for it. */
async function reached(life: NpmStart, { after, said, times, milliseconds }: Moment): Promise<string> {
  if (said === undefined) {
    await pause(milliseconds);
    return 'its start';
  }
  const late = new AbortController();
  const words = await Promise.race([
    life.said(said, times).then(() => `${after} ${times} of this life`),
    pause(PATIENCE_MS, `waiting in vain for ${after} ${times}`, { signal: late.signal }),
  ]);
  late.abort();
  await pause(milliseconds);
  return words;
}

/** Starts the stack on the state of the killed processes, and runs the schedules until claims are settled. */
async function lookAt(folder: string, names: readonly string[]) {
  const stack = await startStack({ folder: join(folder, 'state/stack') });
  try {
    await stack.quiet();
    const alertsInDoubt = await stack.settleClaims();
    const became = await countWhatBecame(stack, names);
    const receipts = stack.received(OFFICER).filter(({ kind }) => kind === 'notification');
    return { became, alertsInDoubt, receiptsRepeated: receipts.length - became.receipted };
  } finally {
    await stack.stop();
  }
}
