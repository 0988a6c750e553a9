import type { SweepScope } from '#functions/sweep/sweep.ts';
import type { Guard } from './guards.ts';
import { MINUTE, Schedule } from './schedule.ts';

/** More sweeps than any schedule needs to come to rest. */
const MOST_ROUNDS = 40;

export interface SimulationOptions {
  readonly seed: number;
  readonly without?: Guard | undefined;
  /** Instead of a busy day: one report without a fault, and crashes after these calls, counted from 1. */
  readonly oneUpload?: { readonly crashAt: readonly number[] };
  /** Called with a line for everything that happens. */
  readonly trace?: ((line: string) => void) | undefined;
}

export interface Simulated {
  readonly seed: number;
  /** Promises that did not hold, in sentences. */
  readonly broken: readonly string[];
  /** Steps of the scheduler. */
  readonly steps: number;
  /** Port calls. */
  readonly calls: number;
  readonly faults: number;
}

/**
 * Runs the real steps through one schedule that the seed decides. First safety: a day with faults, in which
 * no promise may break at any moment. Then liveness: without faults, everything must come to rest and be
 * true.
 */
export async function simulate(options: SimulationOptions): Promise<Simulated> {
  // One turn of the event loop for each schedule, for others that wait: `settle` gives none.
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

/** Runs a sweep at each instant that something is due, until nothing is. False when that does not end. */
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
