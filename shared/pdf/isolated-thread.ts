import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { RejectionCode } from '../ports.ts';

/** How a task ended without an answer. */
export type Stopped = Extract<RejectionCode, 'too-slow' | 'too-much-memory' | 'damaged'>;

export interface ThreadBounds {
  /** Most processor time that one PDF may take: a busy machine must not reject what an idle one reads. */
  readonly milliseconds?: number;
  /** Resident memory of the process at which a PDF is stopped; the overshoot stays below 1 GB. */
  readonly megabytes?: number;
  /** Told of each PDF that took the thread down, and how. */
  readonly onStopped?: (how: Stopped) => void;
}

/** A task for the thread. The bytes are handed over. */
interface Task {
  readonly pdf: Uint8Array<ArrayBuffer>;
}

const POLL_MILLISECONDS = 50;
const MEGABYTE = 1024 * 1024;
/** The memory that every PDF may take, also in a process that holds much already, such as a test run. */
const LEAST_GROWTH = 300 * MEGABYTE;
/** V8 gives the pages of a terminated thread back to the system after 8 seconds. */
const RELEASE_MILLISECONDS = 10_000;
/**
 * How much longer than its processor time a PDF may take: for one that waits for ever, or a machine with much
 * else to do.
 */
const WALL_TIME = 3;

/**
 * Does tasks with PDFs in a worker thread, one at a time: a PDF that takes too long, too much memory, or the
 * thread down with it is stopped, and the next one gets a new thread. `resourceLimits` do not bound array
 * buffers, so resident memory is watched; overshoot between two looks is what a file can allocate in 50 ms.
 * The worker says `ready` with its first message, then answers each task with one message.
 */
export function isolatedThread<Asked extends Task, Answer extends object>(
  file: URL,
  workerData: unknown,
  bounds: ThreadBounds = {},
): (task: Asked) => Promise<Answer | Stopped> {
  const milliseconds = bounds.milliseconds ?? 30_000;
  const configured = (bounds.megabytes ?? 880) * MEGABYTE;
  let mostBytes: number | undefined;
  /** A stopped thread may still hold memory. */
  let wasStopped = false;
  let thread: Promise<Worker> | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  async function run(task: Asked): Promise<Answer | Stopped> {
    thread ??= startWorker(file, workerData);
    const worker = await thread.catch((cause: unknown) => {
      thread = undefined;
      throw new Error('The thread for PDFs does not start', { cause });
    });
    worker.ref();
    // Of the process before its first PDF, so that what a bomb leaves behind never raises the limit.
    mostBytes ??= Math.max(configured, process.memoryUsage.rss() + LEAST_GROWTH);
    if (wasStopped) await memoryBelow(mostBytes - LEAST_GROWTH);
    wasStopped = false;
    const answer = await answerOf<Answer>(worker, task, milliseconds, mostBytes);
    if (typeof answer === 'string') {
      thread = undefined;
      wasStopped = true;
      bounds.onStopped?.(answer);
      await worker.terminate();
    } else {
      // An idle thread keeps no process alive.
      worker.unref();
    }
    return answer;
  }

  /** One after the other: a thread that is killed must take nobody else's PDF with it. */
  return (task) => {
    const turn = queue.then(() => run(task));
    queue = turn.catch(() => {});
    return turn;
  };
}

async function startWorker(file: URL, workerData: unknown): Promise<Worker> {
  const worker = new Worker(file, { workerData });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const ready = () => resolve();
  const ended = () => reject(new Error('The thread ended before it was ready'));
  worker.on('message', ready).on('error', reject).on('exit', ended);
  await promise;
  worker.off('message', ready).off('error', reject).off('exit', ended);
  // A thread that fails while it is idle is found out by the next task.
  worker.on('error', () => {});
  return worker;
}

async function answerOf<Answer extends object>(
  worker: Worker,
  task: Task,
  milliseconds: number,
  mostBytes: number,
): Promise<Answer | Stopped> {
  const started = performance.now();
  const usedBefore = processorTime();
  const { promise, resolve } = Promise.withResolvers<Answer | Stopped>();
  const answered = (answer: Answer) => resolve(answer);
  const failed = (error: unknown) => resolve(isOutOfMemory(error) ? 'too-much-memory' : 'damaged');
  const ended = () => resolve('damaged');
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() > mostBytes) resolve('too-much-memory');
    else if (processorTime() - usedBefore > milliseconds) resolve('too-slow');
    else if (performance.now() - started > WALL_TIME * milliseconds) resolve('too-slow');
  }, POLL_MILLISECONDS);
  worker.on('message', answered).on('error', failed).on('exit', ended);
  try {
    worker.postMessage(task, [task.pdf.buffer]);
    return await promise;
  } finally {
    clearInterval(watch);
    worker.off('message', answered).off('error', failed).off('exit', ended);
  }
}

/** Waits a while until the process holds no more than this, so that no PDF pays for the one before it. */
async function memoryBelow(bytes: number): Promise<void> {
  const end = performance.now() + RELEASE_MILLISECONDS;
  while (process.memoryUsage.rss() > bytes && performance.now() < end) await pause(POLL_MILLISECONDS);
}

/** Of all threads of the process, in milliseconds: the others rest while a PDF is read. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
