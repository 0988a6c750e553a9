import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Simulated } from './simulate.ts';

export interface Exploration {
  readonly schedules: number;
  readonly calls: number;
  readonly faults: number;
  /** The failed schedule with the lowest seed, if any. */
  readonly broken?: Simulated;
}

export interface ExploreOptions {
  /** The first seed; schedules have consecutive seeds. */
  readonly seed: number;
  readonly schedules: number;
  /** Name of the guard to remove. */
  readonly without?: string | undefined;
  /** Threads of the caller; started here by default. */
  readonly threads?: readonly Worker[];
  readonly onProgress?: (done: number) => void;
}

/** The seeds for a worker, and its result. */
export interface Batch {
  readonly seeds: readonly [from: number, to: number];
  readonly without?: string | undefined;
}
export interface BatchDone {
  readonly schedules: number;
  readonly calls: number;
  readonly faults: number;
  readonly broken?: Simulated;
}

const BATCH = 50;

/** Runs schedules on every processor in the order of their seeds, until all are done or one fails. */
export async function explore(options: ExploreOptions): Promise<Exploration> {
  const { seed, schedules, without, threads = startThreads(), onProgress } = options;
  const end = seed + schedules;
  let next = seed;
  let total: Exploration = { schedules: 0, calls: 0, faults: 0 };

  const work = async (worker: Worker): Promise<void> => {
    while (next < end && total.broken === undefined) {
      const from = next;
      next = Math.min(from + BATCH, end);
      const batch: Batch = { seeds: [from, next], without };
      const done = await answerOf<BatchDone>(worker, batch);
      const broken = [total.broken, done.broken]
        .filter((each) => each !== undefined)
        .sort((a, b) => a.seed - b.seed)[0];
      total = {
        schedules: total.schedules + done.schedules,
        calls: total.calls + done.calls,
        faults: total.faults + done.faults,
        ...(broken && { broken }),
      };
      onProgress?.(total.schedules);
    }
  };
  try {
    await Promise.all(threads.map(work));
    return total;
  } finally {
    if (options.threads === undefined) await endThreads(threads);
  }
}

/** Starts a thread per processor. Each takes a second to load the steps. */
export function startThreads(): Worker[] {
  const start = () => new Worker(new URL('./explore-worker.ts', import.meta.url));
  return Array.from({ length: availableParallelism() }, start);
}

export async function endThreads(threads: readonly Worker[]): Promise<void> {
  await Promise.all(threads.map((worker) => worker.terminate()));
}

/** The answer of a thread to one message. */
export function answerOf<Answer>(worker: Worker, message: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onError = (error: unknown): void => reject(error);
    worker.once('error', onError);
    worker.once('message', (answer: Answer) => {
      worker.off('error', onError);
      resolve(answer);
    });
    worker.postMessage(message);
  });
}
