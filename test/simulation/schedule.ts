import { alertSubscribers } from '#functions/alert-subscribers/alert-subscribers.ts';
import { examineUpload } from '#functions/examine-upload/examine-upload.ts';
import { publishReview } from '#functions/publish-review/publish-review.ts';
import { readScan } from '#functions/read-scan/read-scan.ts';
import { type SweepScope, sweep } from '#functions/sweep/sweep.ts';
import type { Receipt } from '#shared/domain/messages/receipt.ts';
import { nameOfKey } from '#shared/domain/review/files/upload-key.ts';
import type { Review } from '#shared/domain/review/review.ts';
import { aWorld, type World } from '../support/fakes/a-world.ts';
import type { MemoryQueue } from '../support/fakes/memory-queue.ts';
import type { BucketEvent } from '../support/fakes/memory-uploads.ts';
import { stepsOf } from '../support/run-pipeline.ts';
import { createEngine, type Engine, type ParkedCall, type StepName, type Task } from './engine.ts';
import { createFaults, type Faults, nameOf } from './faults.ts';
import { interceptedWorld } from './intercepted-world.ts';
import { createModel, type Model } from './model.ts';
import { asNewerRelease, watchNewerFields } from './newer-release.ts';
import { createOfficers, type Officers } from './officer.ts';
import { type Plan, planOf } from './plan.ts';
import { type Promises, watchPromises } from './promises.ts';
import { type Random, seededRandom } from './random.ts';
import type { SimulationOptions } from './simulate.ts';
import { weighted } from './weighted.ts';

const SECOND = 1000;
export const MINUTE = 60 * SECOND;

/** As in infra/review-publisher-stack.ts. */
const TIMEOUTS: Readonly<Record<StepName, number>> = {
  'examine-upload': 2 * MINUTE,
  'read-scan': 15 * MINUTE,
  'publish-review': MINUTE,
  'alert-subscribers': 20 * SECOND,
  sweep: 2 * MINUTE,
};
/** A failed message becomes visible after six times the function's timeout. */
const VISIBILITY = 6;
/** More receives than a schedule has faults: a dead letter means that a step fails by itself. */
const MAX_RECEIVES = 40;
/** Upper bound of scheduler steps, a hundred times those of a long day. */
const MOST_TURNS = 1_000_000;
/** In every fourth schedule a deployment is under way: every second run is of a newer release. */
const DEPLOYMENT_EVERY = 4;
/** In every fifth schedule the table holds a record and an entry that no release can read. */
const POISON_EVERY = 5;
/** In every third schedule each PDF takes long to examine: the examiner's limit is 30 seconds. */
const SLOW_PDFS_EVERY = 3;
const SLOWEST_EXAMINATION = 30 * SECOND;
/** In every seventh schedule officers make slips. */
const SLIPS_EVERY = 7;
/** Relative speeds of functions in one schedule. */
const SPEEDS = [4, 4, 4, 1, 0.1];

type Steps = ReturnType<typeof stepsOf>;
type Possibility = [weight: number, happen: () => void | Promise<void>];

/** A queue that feeds a function, up to its concurrency. */
interface Source {
  readonly step: StepName;
  readonly most: number;
  available(): readonly { readonly id: number }[];
  deliver(id: number): void;
}

/** What a mistaken hand may leave in the table: each sweep and each listing meets it. */
function plantPoison({ reviews, entries, clock }: World): void {
  const year = Number(clock.now().slice(0, 4));
  reviews.plant('poison', { name: 'poison', revision: 3, dueAt: `${year}-01-01T00:00:00.000Z` });
  void entries.reserveSlot(year);
  entries.plant(year, 'poison', {
    year,
    slug: 'poison',
    part: 1,
    upload: 'poison',
    revision: 3,
    status: '?',
  });
}

/** The scheduler of one seed: picks the next event, and advances the clock when nothing else can happen. */
export class Schedule {
  readonly #options: SimulationOptions;
  readonly #random: Random;
  readonly #plan: Plan;
  readonly #world: World;
  readonly #engine: Engine;
  readonly #faults: Faults;
  readonly #officers: Officers;
  readonly #sources: readonly Source[];
  readonly #events: BucketEvent[] = [];
  readonly #lostFields: () => string[];
  readonly #audit: { readonly id: string; readonly at: number }[] = [];
  readonly #timers: { readonly at: number; readonly fire: () => void }[] = [];
  #acting: Task | undefined;
  #turns = 0;
  #arrived = 0;
  #actsLeft: number;
  #isBusy = true;
  #nextSweep: number;
  /** The world with all guards. */
  readonly base: World;
  readonly model: Model;
  readonly promises: Promises;
  /** Number of scheduler steps. */
  steps = 0;

  constructor(options: SimulationOptions) {
    const { seed, without, trace, oneUpload } = options;
    this.#options = options;
    this.#random = seededRandom(seed);
    this.#plan = planOf(this.#random, seed % SLIPS_EVERY === 0, oneUpload ? 'one upload' : without?.day);
    this.base = aWorld({
      parsedSettings: this.#plan.settings,
      // Small, so that a year with a few reviews has several pages.
      partSize: 2,
      maxReceives: MAX_RECEIVES,
      onBucketEvent: (event) => void this.#events.push(event),
      onAlert: (alert) => {
        this.promises.alerted(alert, this.#acting?.startedAt ?? 0);
        const seen = { id: alert.id, at: this.base.clock.time() };
        this.#audit.push(seen, ...(this.#random.chance(0.05) ? [seen] : []));
      },
    });
    for (const file of this.#plan.files) void this.base.publicFiles.write(file, 'absent');
    if (seed % POISON_EVERY === 0) plantPoison(this.base);
    this.#world = without?.shared?.(this.base) ?? this.base;
    const { clock } = this.#world;
    this.#engine = createEngine(clock, (line) => trace?.(`${clock.now().slice(8, 23)} ${line()}`));
    this.model = createModel(this.#plan.settings.secondPerson);
    this.promises = watchPromises(this.base, this.model);
    this.#lostFields = watchNewerFields(this.base);
    this.#officers = createOfficers(this.#random, this.base, this.model, this.#plan);
    this.#faults = createFaults(this.#random, this.#engine, {
      most: this.#plan.faults,
      rate: this.#plan.faultRate,
      crashAt: oneUpload?.crashAt ?? [],
      crashAfter: without?.crashAfter ?? [],
      slowestExamination: seed % SLOW_PDFS_EVERY === 0 ? SLOWEST_EXAMINATION : 0,
      onActing: (task) => {
        this.#acting = task;
      },
      onEffect: (parked, answer) => this.#tellPromises(parked, answer),
    });
    this.#actsLeft = this.#plan.acts;
    this.#nextSweep = this.#engine.now() + 5 * MINUTE;
    this.#sources = this.#queues();
  }

  get #isDeploying(): boolean {
    return this.#options.seed % DEPLOYMENT_EVERY === 0;
  }

  get calls(): number {
    return this.#faults.calls;
  }

  get faultCount(): number {
    return this.#faults.count;
  }

  get trace(): Engine['trace'] {
    return this.#engine.trace;
  }

  /** Ends fault injection and event loss. */
  endFaults(): void {
    this.#isBusy = false;
    this.#faults.end();
  }

  startSweep(scope: SweepScope['scope']): void {
    this.#start(
      'sweep',
      scope,
      (steps) => sweep(steps.sweep, { scope }),
      // Lambda retries the invocation.
      (how) => {
        if (how !== 'done') {
          this.#timers.push({ at: this.#engine.now() + MINUTE, fire: () => this.startSweep(scope) });
        }
      },
    );
  }

  /** Runs until nothing is pending or a promise is broken. */
  async run(): Promise<void> {
    for (;;) {
      if (++this.#turns === MOST_TURNS) throw new Error(`Seed ${this.#options.seed} does not come to rest.`);
      await this.#engine.settle();
      await this.#endWhatIsDue();
      if (this.promises.broken.length > 0) return;
      const possible = this.#possibilities();
      if (possible.length === 0) {
        if (this.#passTime()) continue;
        return;
      }
      this.steps += 1;
      this.#world.clock.advance(1 + this.#random.below(60));
      await weighted(this.#random, possible)();
    }
  }

  /** Kills functions after their timeout, fires timers, and delivers audit messages after two minutes. */
  async #endWhatIsDue(): Promise<void> {
    const now = this.#engine.now();
    for (const task of [...this.#engine.tasks]) if (task.deadline <= now) await this.#faults.expire(task);
    for (const timer of this.#timers.filter(({ at }) => at <= now)) {
      this.#timers.splice(this.#timers.indexOf(timer), 1);
      timer.fire();
    }
    // SNS delivers within minutes: the grace period after a lease is far longer.
    while (this.#audit.some(({ at }) => at + 2 * MINUTE <= now)) this.#deliverAudit();
  }

  #tellPromises(parked: ParkedCall, answer: unknown): void {
    const [argument] = parked.call.args;
    if (nameOf(parked) === 'reviews.put' && answer === 'written')
      this.promises.recorded(argument as Review, parked.task.step);
    if (this.#isDeploying && /^(reviews|entries)\.put$/.test(nameOf(parked)))
      this.promises.kept(this.#lostFields());
    if (nameOf(parked) === 'caches.purge') this.promises.purged(argument as readonly string[]);
    if (nameOf(parked) === 'officersTopic.publish') this.promises.told(argument as Receipt);
  }

  #queues(): readonly Source[] {
    const { uploadsQueue, scansQueue, changesQueue, alertsQueue } = this.#world;
    const { concurrency } = this.#plan;
    return [
      this.#source('examine-upload', uploadsQueue, concurrency, (steps, message) =>
        examineUpload(steps.examineUpload, message),
      ),
      this.#source('read-scan', scansQueue, Math.min(2, concurrency), (steps, message) =>
        readScan(steps.readScan, message),
      ),
      this.#source('publish-review', changesQueue, concurrency, (steps, message) =>
        publishReview(steps.publishReview, message),
      ),
      this.#source('alert-subscribers', alertsQueue, Math.min(2, concurrency), (steps, message) =>
        alertSubscribers(steps.alertSubscribers, message),
      ),
    ];
  }

  #source<Message extends { readonly name: string }>(
    step: StepName,
    queue: MemoryQueue<Message>,
    most: number,
    run: (steps: Steps, message: Message) => Promise<void>,
  ): Source {
    return {
      step,
      most,
      available: queue.available,
      deliver: (id) => this.#deliver(step, queue, this.#batchOf(step, queue, id), run),
    };
  }

  /** A batch of publications, each of another review. */
  #batchOf(step: StepName, queue: MemoryQueue<{ readonly name: string }>, id: number): number[] {
    if (step !== 'publish-review' || !this.#random.chance(0.4)) return [id];
    const others = queue.available().filter((other) => other.id !== id && this.#random.chance(0.5));
    return [id, ...others.map((other) => other.id)];
  }

  #start(
    step: StepName,
    about: string,
    run: (steps: Steps) => Promise<void>,
    ended: (how: string) => void,
  ): void {
    const { without } = this.#options;
    const timeout = without?.timeouts?.[step] ?? TIMEOUTS[step];
    this.#engine.start(
      step,
      about,
      { timeout, weight: this.#random.pick(SPEEDS) },
      (hook, task) => {
        const intercepted = interceptedWorld(this.#world, hook);
        const isNewer = this.#isDeploying && task.id % 2 === 0;
        const seen = isNewer ? asNewerRelease(intercepted) : intercepted;
        return run(stepsOf(without?.seen?.(seen, task) ?? seen));
      },
      ended,
    );
  }

  /** One invocation for a batch: the messages share a handler's state, and each fails by itself. */
  #deliver<Message extends { readonly name: string }>(
    step: StepName,
    queue: MemoryQueue<Message>,
    ids: readonly number[],
    run: (steps: Steps, message: Message) => Promise<void>,
  ): void {
    const received = ids.flatMap((id) => queue.receive(id) ?? []);
    if (received.length === 0) return;
    const visibleAt = this.#engine.now() + VISIBILITY * TIMEOUTS[step];
    const failed = new Set<number>();
    this.#start(
      step,
      received.map(({ message }) => message.name).join(', '),
      async (steps) => {
        const runs = await Promise.allSettled(received.map(({ message }) => run(steps, message)));
        for (const [place, { id, message }] of received.entries()) {
          const one = runs[place];
          if (one?.status !== 'rejected') continue;
          if (received.length === 1) throw one.reason;
          this.trace(() => `${step}(${message.name}) failed: ${String(one.reason)}`);
          failed.add(id);
        }
      },
      (how) => {
        for (const { id } of received) {
          if (how === 'done' && !failed.has(id) && !this.#faults.strikes()) queue.settle(id);
          else this.#timers.push({ at: visibleAt, fire: () => queue.release(id) });
        }
      },
    );
  }

  #deliverEvent(): void {
    const [event] = this.#events.splice(this.#random.below(this.#events.length), 1);
    const name = event && nameOfKey(event.key);
    if (!event || name === undefined) return;
    if (this.#isBusy && this.#plan.losesEvents && this.#random.chance(0.3)) {
      this.trace(() => `the event of ${event.key} is lost`);
      this.model.lost.add(name);
      return;
    }
    if (this.#isBusy && !this.#options.oneUpload && this.#random.chance(0.1)) this.#events.push(event);
    this.#arrived += 1;
    const drop = this.#options.without?.event?.(event, this.#arrived) ?? event;
    void this.#world.uploadsQueue.send({ name, drop });
  }

  #deliverAudit(): void {
    const [seen] = this.#audit.splice(this.#random.below(this.#audit.length), 1);
    if (seen) this.#world.deliveryLog.arrive(seen.id);
  }

  /** Lets time pass and kills functions after their timeout. */
  async #letPass(milliseconds: number): Promise<void> {
    const until = this.#engine.now() + milliseconds;
    const overdue = [...this.#engine.tasks].filter(({ deadline }) => deadline <= until);
    for (const task of overdue.sort((a, b) => a.deadline - b.deadline)) {
      this.#world.clock.advance(Math.max(0, task.deadline - this.#engine.now()));
      await this.#faults.expire(task);
    }
    this.#world.clock.advance(until - this.#engine.now());
  }

  async #officerActs(): Promise<void> {
    const random = this.#random;
    this.#actsLeft -= 1;
    if (random.chance(0.5)) await this.#letPass(random.below(random.chance(0.2) ? 40 * MINUTE : 5 * SECOND));
    const done = this.#officers.act();
    this.trace(() => `OFFICER ${done}`);
  }

  #scanAnswers(): void {
    const answer = this.#officers.scan();
    if (answer) this.trace(() => answer);
  }

  #duplicate(): void {
    const queue = this.#random.pick([
      this.#world.uploadsQueue,
      this.#world.scansQueue,
      this.#world.alertsQueue,
    ]);
    const [delivery] = queue.available();
    if (delivery) queue.duplicate(delivery.id);
  }

  /** Everything that could happen next; empty when only the clock can move. */
  #possibilities(): Possibility[] {
    const found: Possibility[] = [];
    for (const parked of this.#engine.ready())
      found.push([parked.task.weight, () => this.#faults.letGo(parked)]);
    for (const { step, most, available, deliver } of this.#sources) {
      if (this.#engine.running(step) >= most) continue;
      for (const { id } of available()) found.push([2, () => deliver(id)]);
    }
    if (this.#events.length > 0) found.push([2, () => this.#deliverEvent()]);
    if (this.#audit.length > 0) found.push([1, () => this.#deliverAudit()]);
    if (this.#officers.scansWaiting > 0) found.push([0.7, () => this.#scanAnswers()]);
    if (this.#actsLeft > 0) found.push([this.#plan.weight, () => this.#officerActs()]);
    if (this.#isBusy && found.length > 0 && !this.#options.oneUpload) this.#addDisturbances(found);
    return found;
  }

  #addDisturbances(found: Possibility[]): void {
    const random = this.#random;
    if (random.chance(0.02)) found.push([1, () => this.#duplicate()]);
    if (random.chance(0.02))
      found.push([2, () => this.startSweep(random.pick(['due', 'recent', 'all'] as const))]);
  }

  /** Advances the clock to the next deadline, timer or sweep. False if there is none. */
  #passTime(): boolean {
    const instants = this.#timers.map(({ at }) => at);
    for (const task of this.#engine.tasks) {
      instants.push(task.deadline);
      for (const { readyAt } of task.parked) instants.push(readyAt);
    }
    if (instants.length === 0) return false;
    const { clock } = this.#world;
    const next = Math.min(...instants.filter((at) => at > this.#engine.now()));
    if (this.#isBusy && this.#nextSweep < next && this.#random.chance(this.#plan.sweeps)) {
      clock.set(new Date(Math.max(this.#nextSweep, this.#engine.now())).toISOString());
      this.#nextSweep = this.#engine.now() + 5 * MINUTE;
      this.startSweep('recent');
      return true;
    }
    clock.set(new Date(next).toISOString());
    return true;
  }
}
