import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { firstMessage, type PdfTask, type Stopped, WALL_TIME } from './bounded-thread.ts';
import type { PdfProcessSettings } from './pdf-process.ts';

export type { Stopped } from './bounded-thread.ts';

export interface ProcessBounds {
  /** Most processor time that one PDF may take. */
  readonly milliseconds?: number;
  /** Resident memory of the process at which a PDF is stopped; the overshoot stays below 1 GB. */
  readonly megabytes?: number;
  /** Starts the process before there is a PDF: for a function that always gets one. */
  readonly startsAtOnce?: boolean;
  /** Told of each PDF that was stopped, and how. */
  readonly onStopped?: (how: Stopped) => void;
}

/** How long after the last limit a process may stay silent before it is killed. */
const SILENCE_MILLISECONDS = 10_000;

/**
 * Does tasks with PDFs in a process of their own, one at a time: a PDF that takes too long, too much memory,
 * or the process down with it is stopped, and the next one gets a new process. So the memory that a PDF took
 * goes back for certain, and the limits stay what they are.
 */
export function isolatedProcess<Asked extends PdfTask, Answer extends object>(
  file: URL,
  workerData: unknown,
  { milliseconds = 30_000, megabytes = 880, startsAtOnce = false, onStopped }: ProcessBounds = {},
): (task: Asked) => Promise<Answer | Stopped> {
  const settings = { file: file.href, workerData, limits: { milliseconds, megabytes } };
  let started: Promise<ChildProcess> | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  async function ready(): Promise<ChildProcess> {
    started ??= startProcess(settings, () => {
      started = undefined;
    });
    return await started.catch((cause: unknown) => {
      started = undefined;
      throw new Error('The process for PDFs does not start', { cause });
    });
  }

  async function run(task: Asked): Promise<Answer | Stopped> {
    const child = await ready();
    keepAlive(child, true);
    const answer = await answerOf<Answer>(child, task, WALL_TIME * milliseconds + SILENCE_MILLISECONDS);
    if (typeof answer === 'string') {
      await ended(child);
      onStopped?.(answer);
    } else {
      keepAlive(child, false);
    }
    return answer;
  }

  if (startsAtOnce) {
    // Where it does not start, the first PDF says so.
    queue = ready().then(
      (child) => keepAlive(child, false),
      () => {},
    );
  }

  /** One after the other: a process that is killed must take nobody else's PDF with it. */
  return (task) => {
    const turn = queue.then(() => run(task));
    queue = turn.catch(() => {});
    return turn;
  };
}

/** From source the process runs TypeScript; a bundle has it as a file beside `index.mjs`. */
const PDF_PROCESS = new URL(
  import.meta.url.endsWith('.ts') ? './pdf-process.ts' : './pdf-process.mjs',
  import.meta.url,
);

/** `onEnd` is told of the process's end, also while it is idle: the next PDF is not to blame. */
async function startProcess(settings: PdfProcessSettings, onEnd: () => void): Promise<ChildProcess> {
  const child = fork(PDF_PROCESS, [JSON.stringify(settings)], {
    // Bytes go as bytes, and settings of the caller's own process stay there.
    serialization: 'advanced',
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await firstMessage(child, 'The process ended before it was ready');
  // What fails later ends the process, or its task.
  child.on('error', () => {}).on('exit', onEnd);
  return child;
}

async function answerOf<Answer extends object>(
  child: ChildProcess,
  task: PdfTask,
  milliseconds: number,
): Promise<Answer | Stopped> {
  const { promise, resolve } = Promise.withResolvers<Answer | Stopped>();
  const answered = (answer: Answer | Stopped) => resolve(answer);
  const exited = () => resolve('damaged');
  const silent = setTimeout(() => resolve('too-slow'), milliseconds);
  child.on('message', answered).on('exit', exited);
  try {
    if (hasEnded(child)) return 'damaged';
    child.send(task, (error) => error && resolve('damaged'));
    return await promise;
  } finally {
    clearTimeout(silent);
    child.off('message', answered).off('exit', exited);
  }
}

/** Kills the process and waits until the system has its memory back. */
async function ended(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

/** An idle process does not keep its caller from ending. */
function keepAlive(child: ChildProcess, isBusy: boolean): void {
  const change = isBusy ? 'ref' : 'unref';
  child[change]();
  child.channel?.[change]();
}
