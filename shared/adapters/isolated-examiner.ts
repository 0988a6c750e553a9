import { Worker } from 'node:worker_threads';
import type { ReviewType } from '../domain/settings.ts';
import type { Examination, Examiner, RejectionCode } from '../ports.ts';
import { SENTENCES } from '../report/unreadable-pdf.ts';
import type { CleanCopy, ExaminerAnswer, ExaminerTask, ExaminerWorkerSettings } from './examiner-task.ts';

export interface ExaminerOptions {
  /** Added to the types table. */
  readonly types: readonly ReviewType[];
  /** Most time that one PDF may take. */
  readonly milliseconds?: number;
  /** Resident memory of the process at which a PDF is stopped; the overshoot stays below 1 GB. */
  readonly megabytes?: number;
  /** Told of each PDF that took the thread down, and how. */
  readonly onStopped?: (how: Stopped) => void;
  /** What runs in the thread. */
  readonly worker?: URL;
}

/** How a task ended without an answer. */
export type Stopped = Extract<RejectionCode, 'too-slow' | 'too-much-memory' | 'damaged'>;

const POLL_MILLISECONDS = 50;
const MEGABYTE = 1024 * 1024;
const LEAST_GROWTH = 300 * MEGABYTE;

/**
 * Examines PDFs in a worker thread, one at a time: a PDF that takes too long, too much memory, or the thread down with it
 * is rejected, and the next one gets a new thread. `resourceLimits` do not bound array buffers, so resident memory is
 * watched; overshoot between two looks is what a file can allocate in 50 ms.
 */
export function isolatedExaminer(options: ExaminerOptions): Examiner {
  const milliseconds = options.milliseconds ?? 30_000;
  const mostBytes = (options.megabytes ?? 880) * MEGABYTE;
  const settings: ExaminerWorkerSettings = { types: options.types };
  let thread: Promise<Worker> | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  async function run(task: ExaminerTask): Promise<ExaminerAnswer | Stopped> {
    thread ??= startWorker(options.worker ?? workerBeside(), settings);
    const worker = await thread.catch((cause: unknown) => {
      thread = undefined;
      throw new Error('The examiner thread does not start', { cause });
    });
    worker.ref();
    const answer = await answerOf(worker, task, milliseconds, mostBytes);
    if (typeof answer === 'string') {
      thread = undefined;
      options.onStopped?.(answer);
      await worker.terminate();
    } else {
      // An idle thread keeps no process alive.
      worker.unref();
    }
    return answer;
  }

  /** One after the other: a thread that is killed must take nobody else's PDF with it. */
  function inTurn(task: ExaminerTask): Promise<ExaminerAnswer | Stopped> {
    const turn = queue.then(() => run(task));
    queue = turn.catch(() => {});
    return turn;
  }

  return {
    async examine(pdf): Promise<Examination> {
      const answer = await inTurn({ kind: 'examine', pdf: Uint8Array.from(pdf) });
      if (typeof answer === 'string') return { readable: false, code: answer, message: SENTENCES[answer] };
      if (answer.kind !== 'examine') throw new Error(`The examiner thread answered ${answer.kind}`);
      return answer.examination;
    },
    async clean(pdf, properties): Promise<CleanCopy> {
      const answer = await inTurn({ kind: 'clean', pdf: Uint8Array.from(pdf), properties });
      if (typeof answer === 'string') return { refused: SENTENCES[answer] };
      if (answer.kind !== 'clean') throw new Error(`The examiner thread answered ${answer.kind}`);
      return answer.copy;
    },
  };
}

/** From source the worker is TypeScript; a bundle has it as a file beside `index.mjs`. */
function workerBeside(): URL {
  const name = import.meta.url.endsWith('.ts') ? './examiner-worker.ts' : './examiner-worker.mjs';
  return new URL(name, import.meta.url);
}

async function startWorker(file: URL, settings: ExaminerWorkerSettings): Promise<Worker> {
  const worker = new Worker(file, { workerData: settings });
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

async function answerOf(
  worker: Worker,
  task: ExaminerTask,
  milliseconds: number,
  mostBytes: number,
): Promise<ExaminerAnswer | Stopped> {
  const started = performance.now();
  // A process that holds much already, or has not yet given back what a bomb took, leaves each PDF enough to be read.
  const most = Math.max(mostBytes, process.memoryUsage.rss() + LEAST_GROWTH);
  const { promise, resolve } = Promise.withResolvers<ExaminerAnswer | Stopped>();
  const answered = (answer: ExaminerAnswer) => resolve(answer);
  const failed = (error: unknown) => resolve(isOutOfMemory(error) ? 'too-much-memory' : 'damaged');
  const ended = () => resolve('damaged');
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() > most) resolve('too-much-memory');
    else if (performance.now() - started > milliseconds) resolve('too-slow');
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

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
