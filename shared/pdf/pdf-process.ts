import { answerWithin, type Limits, type PdfTask, startThread } from './bounded-thread.ts';

/** What the process is started with, as JSON in its first argument. */
export interface PdfProcessSettings {
  /** URL of the module that runs in the thread. */
  readonly file: string;
  readonly workerData: unknown;
  readonly limits: Limits;
}

/**
 * The process that opens PDFs. Its main thread watches the thread in which they are opened, so it can always
 * answer; it ends with the first PDF that is stopped, and with the process that started it.
 */
const { file, workerData, limits }: PdfProcessSettings = JSON.parse(process.argv[2] ?? '');

process.on('disconnect', () => process.exit());

const worker = await startThread(new URL(file), workerData);
process.on('message', async (task: PdfTask) => {
  const answer = await answerWithin(worker, { ...task, pdf: Uint8Array.from(task.pdf) }, limits);
  process.send?.(answer, () => {
    if (typeof answer === 'string') process.exit();
  });
});
process.send?.({ kind: 'ready' });
