import { alertSubscribers } from '#functions/alert-subscribers/alert-subscribers.ts';
import { examineUpload } from '#functions/examine-upload/examine-upload.ts';
import { publishReview } from '#functions/publish-review/publish-review.ts';
import { type SweepScope, sweep } from '#functions/sweep/sweep.ts';
import type { Receipt } from '#shared/domain/messages/receipt.ts';
import type { Review } from '#shared/domain/review/review.ts';
import { nameOfKey } from '#shared/domain/review/upload-key.ts';
import { aWorld } from '../support/fakes/a-world.ts';
import type { MemoryQueue } from '../support/fakes/memory-queue.ts';
import type { BucketEvent } from '../support/fakes/memory-uploads.ts';
import { stepsOf } from '../support/run-pipeline.ts';
import { createEngine, type StepName, type Task } from './engine.ts';
import { createFaults, nameOf } from './faults.ts';
import type { Guard } from './guards.ts';
import { interceptedWorld } from './intercepted-world.ts';
import { createModel } from './model.ts';
import { createOfficers } from './officer.ts';
import { planOf } from './plan.ts';
import { watchPromises } from './promises.ts';
import { seededRandom } from './random.ts';
import { weighted } from './weighted.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** As in infra/review-publisher-stack.ts. */
const TIMEOUTS: Readonly<Record<StepName, number>> = {
  'examine-upload': 2 * MINUTE,
  'publish-review': MINUTE,
  'alert-subscribers': 20 * SECOND,
  sweep: 2 * MINUTE,
};
/** A message that failed comes back after six times the function's timeout. */
const VISIBILITY = 6;
/** More than there are faults in a schedule: a dead letter is a step that fails by itself. */
const MAX_RECEIVES = 40;
const MOST_ROUNDS = 40;
/** A hundred times what a long day takes. */
const MOST_TURNS = 1_000_000;
/** How often a function gets on compared with others: some are far behind. */
const HASTE = [4, 4, 4, 1, 0.1];

export interface SimulationOptions {
  readonly seed: number;
  readonly without?: Guard | undefined;
  /** Instead of a day full of things: one report without a fault, and crashes after these calls, counted from 1. */
  readonly oneUpload?: { readonly crashAt: readonly number[] };
  /** Told of everything that happens. */
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

/** Runs the real steps through one schedule that the seed decides, until nothing will ever happen again. */
export async function simulate(options: SimulationOptions): Promise<Simulated> {
  const { seed, without, trace, oneUpload } = options;
  const random = seededRandom(seed);
  const plan = planOf(random, oneUpload ? 'one upload' : without?.day);
  const events: BucketEvent[] = [];
  const audit: { readonly id: string; readonly at: number }[] = [];
  let acting: Task | undefined;
  const base = aWorld({
    parsedSettings: plan.settings,
    // So small that a year of a few reviews has several.
    partSize: 2,
    maxReceives: MAX_RECEIVES,
    onBucketEvent: (event) => void events.push(event),
    onAlert: (alert) => {
      promises.alerted(alert, acting?.startedAt ?? 0);
      const seen = { id: alert.id, at: base.clock.time() };
      audit.push(seen, ...(random.chance(0.05) ? [seen] : []));
    },
  });
  for (const file of plan.files) void base.publicFiles.write(file, 'absent');
  const world = without?.shared?.(base) ?? base;
  const { clock } = world;
  const engine = createEngine(clock, (line) => trace?.(`${clock.now().slice(8, 23)} ${line()}`));
  const model = createModel(plan.settings.secondPerson);
  const promises = watchPromises(base, model);
  const officers = createOfficers(random, base, model, plan);
  let steps = 0;
  let turns = 0;
  let arrived = 0;
  const faults = createFaults(random, engine, {
    most: plan.faults,
    rate: plan.faultRate,
    crashAt: oneUpload?.crashAt ?? [],
    onActing: (task) => {
      acting = task;
    },
    onEffect: (parked, answer) => {
      const [argument] = parked.call.args;
      if (nameOf(parked) === 'reviews.put' && answer === 'written')
        promises.recorded(argument as Review, parked.task.step);
      if (nameOf(parked) === 'caches.purge') promises.purged(argument as readonly string[]);
      if (nameOf(parked) === 'officersTopic.publish') promises.told(argument as Receipt);
    },
  });
  const timers: { at: number; ring: () => void }[] = [];
  let actsLeft = plan.acts;
  let busy = true;
  let nextSweep = engine.now() + 5 * MINUTE;

  const start = (
    step: StepName,
    about: string,
    run: (steps: Steps) => Promise<void>,
    ended: (how: string) => void,
  ) => {
    const timeout = without?.timeouts?.[step] ?? TIMEOUTS[step];
    engine.start(
      step,
      about,
      { timeout, haste: random.pick(HASTE) },
      (hook, task) => {
        const seen = interceptedWorld(world, hook);
        return run(stepsOf(without?.seen?.(seen, task) ?? seen));
      },
      ended,
    );
  };
  const startSweep = (scope: SweepScope['scope']): void =>
    start(
      'sweep',
      scope,
      (steps) => sweep(steps.sweep, { scope }),
      // Lambda calls it again.
      (how) => {
        if (how !== 'done') timers.push({ at: engine.now() + MINUTE, ring: () => startSweep(scope) });
      },
    );

  /** One run for these messages: they share what a handler shares, and each fails by itself. */
  const deliver = <Message extends { readonly name: string }>(
    step: StepName,
    queue: MemoryQueue<Message>,
    ids: readonly number[],
    run: (steps: Steps, message: Message) => Promise<void>,
  ): void => {
    const received = ids.flatMap((id) => queue.receive(id) ?? []);
    if (received.length === 0) return;
    const visibleAt = engine.now() + VISIBILITY * TIMEOUTS[step];
    const failed = new Set<number>();
    start(
      step,
      received.map(({ message }) => message.name).join(', '),
      async (steps) => {
        const runs = await Promise.allSettled(received.map(({ message }) => run(steps, message)));
        for (const [place, { id, message }] of received.entries()) {
          const one = runs[place];
          if (one?.status !== 'rejected') continue;
          if (received.length === 1) throw one.reason;
          engine.trace(() => `${step}(${message.name}) failed: ${String(one.reason)}`);
          failed.add(id);
        }
      },
      (how) => {
        for (const { id } of received) {
          if (how === 'done' && !failed.has(id) && !faults.strikes()) queue.settle(id);
          else timers.push({ at: visibleAt, ring: () => queue.release(id) });
        }
      },
    );
  };
  /** Publications are delivered together at times, each of another review. */
  const batchOf = (step: StepName, queue: MemoryQueue<{ readonly name: string }>, id: number): number[] => {
    if (step !== 'publish-review' || !random.chance(0.4)) return [id];
    const others = queue.available().filter((other) => other.id !== id && random.chance(0.5));
    return [id, ...others.map((other) => other.id)];
  };
  const source = <Message extends { readonly name: string }>(
    step: StepName,
    queue: MemoryQueue<Message>,
    most: number,
    run: (steps: Steps, message: Message) => Promise<void>,
  ): Source => ({
    step,
    most,
    available: queue.available,
    deliver: (id) => deliver(step, queue, batchOf(step, queue, id), run),
  });
  const sources = [
    source('examine-upload', world.uploadsQueue, plan.concurrency, (steps, message) =>
      examineUpload(steps.examineUpload, message),
    ),
    source('publish-review', world.changesQueue, plan.concurrency, (steps, message) =>
      publishReview(steps.publishReview, message),
    ),
    source('alert-subscribers', world.alertsQueue, Math.min(2, plan.concurrency), (steps, message) =>
      alertSubscribers(steps.alertSubscribers, message),
    ),
  ];

  const bringEvent = (): void => {
    const [event] = events.splice(random.below(events.length), 1);
    const name = event && nameOfKey(event.key);
    if (!event || name === undefined) return;
    if (busy && plan.losesEvents && random.chance(0.3)) {
      engine.trace(() => `the event of ${event.key} is lost`);
      model.lost.add(name);
      return;
    }
    if (busy && !oneUpload && random.chance(0.1)) events.push(event);
    arrived += 1;
    void world.uploadsQueue.send({ name, drop: without?.event?.(event, arrived) ?? event });
  };
  const bringAudit = (): void => {
    const [seen] = audit.splice(random.below(audit.length), 1);
    if (seen) world.deliveryLog.arrive(seen.id);
  };
  /** A while goes by, in which functions are killed when their time is over. */
  const letPass = async (milliseconds: number): Promise<void> => {
    const until = engine.now() + milliseconds;
    const overdue = [...engine.tasks].filter(({ deadline }) => deadline <= until);
    for (const task of overdue.sort((a, b) => a.deadline - b.deadline)) {
      clock.advance(Math.max(0, task.deadline - engine.now()));
      await faults.expire(task);
    }
    clock.advance(until - engine.now());
  };
  const officerActs = async (): Promise<void> => {
    actsLeft -= 1;
    if (random.chance(0.5)) await letPass(random.below(random.chance(0.2) ? 40 * MINUTE : 5 * SECOND));
    const done = officers.act();
    engine.trace(() => `OFFICER ${done}`);
  };
  const duplicate = (): void => {
    const queue = random.pick([world.uploadsQueue, world.alertsQueue]);
    const [delivery] = queue.available();
    if (delivery) queue.duplicate(delivery.id);
  };

  /** What could happen next; nothing when all is quiet until the clock moves on. */
  const possibilities = (): [number, () => void | Promise<void>][] => {
    const found: [number, () => void | Promise<void>][] = [];
    for (const parked of engine.ready()) found.push([parked.task.haste, () => faults.letGo(parked)]);
    for (const { step, most, available, deliver } of sources) {
      if (engine.running(step) >= most) continue;
      for (const { id } of available()) found.push([2, () => deliver(id)]);
    }
    if (events.length > 0) found.push([2, bringEvent]);
    if (audit.length > 0) found.push([1, bringAudit]);
    if (officers.scansWaiting > 0) {
      found.push([
        0.7,
        () => {
          const answer = officers.scan();
          if (answer) engine.trace(() => answer);
        },
      ]);
    }
    if (actsLeft > 0) found.push([plan.haste, officerActs]);
    if (busy && found.length > 0 && !oneUpload) {
      if (random.chance(0.02)) found.push([1, duplicate]);
      if (random.chance(0.02)) found.push([2, () => startSweep(random.pick(['due', 'recent', 'all']))]);
    }
    return found;
  };

  /** Moves the clock to the next thing that it brings. False when it brings nothing. */
  const passTime = (): boolean => {
    const instants = [...timers.map(({ at }) => at)];
    for (const task of engine.tasks) {
      instants.push(task.deadline);
      for (const { readyAt } of task.parked) instants.push(readyAt);
    }
    if (instants.length === 0) return false;
    const next = Math.min(...instants.filter((at) => at > engine.now()));
    if (busy && nextSweep < next && random.chance(plan.sweeps)) {
      clock.set(new Date(Math.max(nextSweep, engine.now())).toISOString());
      nextSweep = engine.now() + 5 * MINUTE;
      startSweep('recent');
      return true;
    }
    clock.set(new Date(next).toISOString());
    return true;
  };

  /** Until no function runs and no message is left. */
  const run = async (): Promise<void> => {
    for (;;) {
      if (++turns === MOST_TURNS) throw new Error(`Seed ${seed} does not come to rest.`);
      await engine.settle();
      const now = engine.now();
      for (const task of [...engine.tasks]) if (task.deadline <= now) await faults.expire(task);
      if (timers.some(({ at }) => at <= now)) {
        for (const timer of timers.filter(({ at }) => at <= now)) {
          timers.splice(timers.indexOf(timer), 1);
          timer.ring();
        }
      }
      // SNS takes its time, but not minutes: the grace after a lease is far longer.
      while (audit.some(({ at }) => at + 2 * MINUTE <= now)) bringAudit();
      if (promises.broken.length > 0) return;
      const possible = possibilities();
      if (possible.length === 0) {
        if (passTime()) continue;
        return;
      }
      steps += 1;
      clock.advance(1 + random.below(60));
      await weighted(random, possible)();
    }
  };

  // One turn of the event loop for each schedule, for whoever else waits: `settle` gives none.
  await new Promise((turn) => setImmediate(turn));
  await run();
  busy = false;
  faults.end();
  await run();
  if (promises.broken.length === 0) promises.judgeQuiet();
  let scope: SweepScope['scope'] | undefined = model.lost.size > 0 ? 'all' : undefined;
  for (let round = 0; promises.broken.length === 0; round++) {
    const due = base.reviews.records.flatMap(({ dueAt }) => dueAt ?? []).sort()[0];
    if (due === undefined && scope === undefined && base.deliveryLog.waiting.length === 0) break;
    if (round === MOST_ROUNDS) return result(['It does not come to rest.']);
    clock.advance(MINUTE);
    if (due !== undefined && due > clock.now()) clock.set(due);
    startSweep(scope ?? 'recent');
    scope = undefined;
    await run();
  }
  if (promises.broken.length === 0) promises.judgeEnd();
  return result(promises.broken);

  function result(broken: readonly string[]): Simulated {
    for (const sentence of broken) engine.trace(() => `BROKEN ${sentence}`);
    return { seed, broken, steps, calls: faults.calls, faults: faults.count };
  }
}

type Steps = ReturnType<typeof stepsOf>;

/** A queue whose messages start a function, as far as not too many run. */
interface Source {
  readonly step: StepName;
  readonly most: number;
  available(): readonly { readonly id: number }[];
  deliver(id: number): void;
}
