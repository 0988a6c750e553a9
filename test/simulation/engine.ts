import type { Hook, PortCall } from '../support/fakes/intercept.ts';
import type { MemoryClock } from '../support/fakes/memory-clock.ts';

export type StepName = 'examine-upload' | 'publish-review' | 'alert-subscribers' | 'sweep';

/** A port call that waits until the scheduler lets it go on. */
export interface ParkedCall {
  readonly task: Task;
  readonly call: PortCall;
  readonly effect: () => Promise<unknown>;
  /** Not before this time (milliseconds). */
  readyAt: number;
  answer(result: unknown): void;
  fail(error: Error): void;
}

/** One run of a function. */
export interface Task {
  readonly id: number;
  readonly step: StepName;
  readonly about: string;
  readonly startedAt: number;
  /** The function is killed at this time. */
  readonly deadline: number;
  /** How readily it is let go on, compared with others. */
  readonly haste: number;
  readonly parked: Set<ParkedCall>;
  /** Calls that were let go. */
  calls: number;
  /** Writes of the record so far. */
  writes: number;
  state: 'running' | 'done' | 'failed' | 'dead';
  error?: unknown;
}

export type Trace = (line: () => string) => void;

export interface Engine {
  readonly tasks: ReadonlySet<Task>;
  now(): number;
  /** How many runs of a function there are. */
  running(step: StepName): number;
  /** Starts a function. Its body gets a hook for its ports; `ended` is told how it ended. */
  start(
    step: StepName,
    about: string,
    pace: { readonly timeout: number; readonly haste: number },
    body: (hook: Hook, task: Task) => Promise<void>,
    ended: (how: Exclude<Task['state'], 'running'>) => void,
  ): void;
  /** Every parked call that may go on now. */
  ready(): ParkedCall[];
  /** Ends a function wherever it is: nothing of it runs ever again. */
  kill(task: Task): void;
  /** Lets everything run until each task waits at a port call or has ended. */
  settle(): Promise<void>;
  readonly trace: Trace;
}

/** Runs functions together on one thread, each stopping at every port call until it is let go. */
export function createEngine(clock: MemoryClock, trace: Trace): Engine {
  const tasks = new Set<Task>();
  const endings = new Map<Task, (how: Exclude<Task['state'], 'running'>) => void>();
  let count = 0;
  const now = (): number => clock.time();

  const end = (task: Task, how: Exclude<Task['state'], 'running'>): void => {
    if (task.state !== 'running') return;
    task.state = how;
    task.parked.clear();
    tasks.delete(task);
    trace(() => `${labelOf(task)} ${how}${how === 'failed' ? `: ${String(task.error)}` : ''}`);
    endings.get(task)?.(how);
    endings.delete(task);
  };

  const hookOf =
    (task: Task): Hook =>
    (call, effect) =>
      new Promise((resolve, reject) => {
        // A killed function never hears of anything again.
        if (task.state !== 'running') return;
        const parked: ParkedCall = {
          task,
          call,
          effect,
          readyAt: call.port === 'clock' ? now() + Number(call.args[0]) : 0,
          answer(result) {
            task.parked.delete(parked);
            resolve(result);
          },
          fail(error) {
            task.parked.delete(parked);
            reject(error);
          },
        };
        task.parked.add(parked);
      });

  return {
    tasks,
    trace,
    now,
    running(step) {
      let running = 0;
      for (const task of tasks) if (task.step === step) running += 1;
      return running;
    },
    start(step, about, { timeout, haste }, body, ended) {
      const startedAt = now();
      const task: Task = {
        id: ++count,
        step,
        about,
        startedAt,
        deadline: startedAt + timeout,
        haste,
        parked: new Set(),
        calls: 0,
        writes: 0,
        state: 'running',
      };
      tasks.add(task);
      endings.set(task, ended);
      trace(() => `${labelOf(task)} starts`);
      body(hookOf(task), task).then(
        () => end(task, 'done'),
        (error: unknown) => {
          task.error = error;
          end(task, 'failed');
        },
      );
    },
    ready() {
      const time = now();
      const calls: ParkedCall[] = [];
      for (const task of tasks) for (const call of task.parked) if (call.readyAt <= time) calls.push(call);
      return calls;
    },
    kill: (task) => end(task, 'dead'),
    // A tick comes when no promise has anything left to do; a turn of the event loop would cost more than
    // most calls.
    settle: () => new Promise((settled) => process.nextTick(settled)),
  };
}

export function labelOf(task: Task): string {
  return `${task.step}(${task.about})#${task.id}`;
}
