import type { EventEmitter } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { RejectionCode } from '../ports.ts';

/** How a task ended without an answer. */
export type Stopped = Extract<RejectionCode, 'too-slow' | 'too-much-memory' | 'damaged'>;

/** A task with a PDF. The bytes are handed over. */
export interface PdfTask {
  readonly pdf: Uint8Array<ArrayBuffer>;
}

/** What one PDF may take of the process that the thread is in. */
export interface Limits {
  /** Processor time: a busy machine must not reject what an idle one reads. */
  readonly milliseconds: number;
  /** Resident memory; the overshoot stays below 1 GB. */
  readonly megabytes: number;
}

const POLL_MILLISECONDS = 50;
const MEGABYTE = 1024 * 1024;
/**
 * How much longer than its processor time a PDF may take: for one that waits for ever, or a machine with much
 * else to do.
 */
export const WALL_TIME = 3;

/** Starts a thread that says `ready` with its first message, then answers each task with one message. */
export async function startThread(file: URL, workerData: unknown): Promise<Worker> {
  const worker = new Worker(file, { workerData });
  await firstMessage(worker, 'The thread ended before it was ready');
  // A thread that fails while it is idle is found out by the next task.
  worker.on('error', () => {});
  return worker;
}

/** Waits for the first message of a thread or process. Throws if it fails or ends before. */
export async function firstMessage(from: EventEmitter, ifEnded: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const ready = () => resolve();
  const ended = () => reject(new Error(ifEnded));
  from.on('message', ready).on('error', reject).on('exit', ended);
  await promise;
  from.off('message', ready).off('error', reject).off('exit', ended);
}

/**
 * The thread's answer to a task, or how it was stopped. `resourceLimits` do not bound array buffers, so
 * resident memory is watched; overshoot between two looks is what a file can allocate in 50 ms.
 */
export async function answerWithin(worker: Worker, task: PdfTask, limits: Limits): Promise<object | Stopped> {
  const started = performance.now();
  const usedBefore = processorTime();
  const { promise, resolve } = Promise.withResolvers<object | Stopped>();
  const answered = (answer: object) => resolve(answer);
  const failed = (error: unknown) => resolve(isOutOfMemory(error) ? 'too-much-memory' : 'damaged');
  const ended = () => resolve('damaged');
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() > limits.megabytes * MEGABYTE) resolve('too-much-memory');
    else if (processorTime() - usedBefore > limits.milliseconds) resolve('too-slow');
    else if (performance.now() - started > WALL_TIME * limits.milliseconds) resolve('too-slow');
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

/** Of all threads of the process, in milliseconds. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
