import type { Hook, PortCall } from '../support/fakes/intercept.ts';
import type { MemoryClock } from '../support/fakes/memory-clock.ts';

export type StepName = 'examine-upload' | 'read-scan' | 'publish-review' | 'alert-subscribers' | 'sweep';

/** A port call that waits for the scheduler. */
export interface ParkedCall {
  readonly task: Task;
  readonly call: PortCall;
  readonly effect: () => Promise<unknown>;
  /** Earliest time at which it may continue, in milliseconds. */
  readyAt: number;
  answer(result: unknown): void;
  fail(error: Error): void;
}

/** One invocation of a function. */
export interface Task {
  readonly id: number;
  readonly step: StepName;
  readonly about: string;
  readonly startedAt: number;
  /** The function is killed at this time. */
  readonly deadline: number;
  /** Weight in the scheduler's choice. */
  readonly weight: number;
  readonly parked: Set<ParkedCall>;
  /** Number of completed calls. */
  calls: number;
  /** Number of writes to the record. */
  writes: number;
  state: 'running' | 'done' | 'failed' | 'dead';
  error?: unknown;
}

export type Trace = (line: () => string) => void;

export interface Engine {
  readonly tasks: ReadonlySet<Task>;
  now(): number;
  /** Number of running invocations of a function. */
  running(step: StepName): number;
  /** Starts a function. Its body gets a hook for its ports; `ended` is called with the outcome. */
  start(
    step: StepName,
    about: string,
    pace: { readonly timeout: number; readonly weight: number },
    body: (hook: Hook, task: Task) => Promise<void>,
    ended: (how: Exclude<Task['state'], 'running'>) => void,
  ): void;
  /** Every parked call that may continue now. */
  ready(): ParkedCall[];
  /** Kills a function. None of its code runs afterwards. */
  kill(task: Task): void;
  /** Runs until each task waits at a port call or has ended. */
  settle(): Promise<void>;
  readonly trace: Trace;
}

/**
 * Runs functions concurrently on one thread. Each pauses at every port call until the scheduler continues it.
 */
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
        // A killed function gets no answer.
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
    start(step, about, { timeout, weight }, body, ended) {
      const startedAt = now();
      const task: Task = {
        id: ++count,
        step,
        about,
        startedAt,
        deadline: startedAt + timeout,
        weight,
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
    // Ticks run when all promises are settled. A turn of the event loop would cost more than most calls.
    settle: () => new Promise((settled) => process.nextTick(settled)),
  };
}

export function labelOf(task: Task): string {
  return `${task.step}(${task.about})#${task.id}`;
}
