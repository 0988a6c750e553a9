import type { SweepScope } from '#functions/sweep/sweep.ts';
import type { Guard } from './guards.ts';
import { MINUTE, Schedule } from './schedule.ts';

/** Maximum number of sweeps until the world is idle. */
const MOST_ROUNDS = 40;

export interface SimulationOptions {
  readonly seed: number;
  readonly without?: Guard | undefined;
  /**
   * A single report without faults and with crashes after these calls, counted from 1, instead of a random
   * day.
   */
  readonly oneUpload?: { readonly crashAt: readonly number[] };
  /** Called with a line for each event. */
  readonly trace?: ((line: string) => void) | undefined;
}

export interface Simulated {
  readonly seed: number;
  /** Broken promises, as sentences. */
  readonly broken: readonly string[];
  /** Number of scheduler steps. */
  readonly steps: number;
  /** Number of port calls. */
  readonly calls: number;
  readonly faults: number;
}

/**
 * Runs the real steps through the schedule of one seed. First safety: a day with faults, during which no
 * promise may break. Then liveness: without faults, everything must complete.
 */
export async function simulate(options: SimulationOptions): Promise<Simulated> {
  // Yields to other tasks once per schedule, since `settle` does not.
  await new Promise((turn) => setImmediate(turn));
  const schedule = new Schedule(options);
  const { promises } = schedule;
  await schedule.run();
  schedule.endFaults();
  await schedule.run();
  if (promises.broken.length === 0) promises.judgeQuiet();
  const isAtRest = await sweepUntilAtRest(schedule);
  if (isAtRest && promises.broken.length === 0) promises.judgeEnd();
  const broken = isAtRest ? promises.broken : ['It does not come to rest.'];
  for (const sentence of broken) schedule.trace(() => `BROKEN ${sentence}`);
  return {
    seed: options.seed,
    broken,
    steps: schedule.steps,
    calls: schedule.calls,
    faults: schedule.faultCount,
  };
}

/** Runs a sweep at each due instant until nothing is due. False if that does not end. */
async function sweepUntilAtRest(schedule: Schedule): Promise<boolean> {
  const { base, model, promises } = schedule;
  let scope: SweepScope['scope'] | undefined = model.lost.size > 0 ? 'all' : undefined;
  for (let round = 0; promises.broken.length === 0; round++) {
    const due = base.reviews.records.flatMap(({ dueAt }) => dueAt ?? []).sort()[0];
    if (due === undefined && scope === undefined && base.deliveryLog.waiting.length === 0) return true;
    if (round === MOST_ROUNDS) return false;
    base.clock.advance(MINUTE);
    if (due !== undefined && due > base.clock.now()) base.clock.set(due);
    schedule.startSweep(scope ?? 'recent');
    scope = undefined;
    await schedule.run();
  }
  return true;
}
