import type { ReviewType } from '../domain/settings.ts';
import { isolatedProcess, type ProcessBounds } from '../pdf/isolated-process.ts';
import { SENTENCES } from '../pdf/unreadable-pdf.ts';
import type { Examination, Examiner } from '../ports.ts';
import type { CleanCopy, ExaminerAnswer, ExaminerTask, ExaminerWorkerSettings } from './examiner-task.ts';

export interface ExaminerOptions extends ProcessBounds {
  /** Added to the types table. */
  readonly types: readonly ReviewType[];
  /** Whether pages that only text recognition can read are read by it, in a process and bounds of its own. */
  readonly recognizes?: boolean;
  /** Module that runs in the process's thread for PDFs. */
  readonly worker?: URL;
}

/**
 * Most processor time for a report with pages to recognize: two minutes more than those get
 * (`recognize-pages.ts`), for a page on which recognition takes very long.
 */
const RECOGNITION_MILLISECONDS = 10 * 60_000;

/** Examines PDFs in a process of their own, bounded in time and memory: a PDF that stops it is rejected. */
export function isolatedExaminer(options: ExaminerOptions): Examiner {
  const settings: ExaminerWorkerSettings = { types: options.types };
  const worker = options.worker ?? workerBeside();
  const answerTo = isolatedProcess<ExaminerTask, ExaminerAnswer>(worker, settings, options);
  const recognize = isolatedProcess<ExaminerTask, ExaminerAnswer>(worker, settings, {
    ...options,
    startsAtOnce: false,
    milliseconds: RECOGNITION_MILLISECONDS,
  });

  async function examined(
    ask: typeof answerTo,
    pdf: Uint8Array,
    recognizes: boolean,
    titles: readonly string[],
  ): Promise<Examination> {
    const answer = await ask({ kind: 'examine', pdf: Uint8Array.from(pdf), recognizes, titles });
    if (typeof answer === 'string') return { readable: false, code: answer, message: SENTENCES[answer] };
    if (answer.kind !== 'examine') throw new Error(`The examiner answered ${answer.kind}`);
    return answer.examination;
  }

  return {
    async examine(pdf, titles = []): Promise<Examination> {
      const plain = await examined(answerTo, pdf, false, titles);
      if (!plain.readable || !plain.needsRecognition || !options.recognizes) return plain;
      const recognized = await examined(recognize, pdf, true, titles);
      // What takes recognition too long, or too much memory, is a report with pages that nobody could check.
      return recognized.readable ? recognized : { ...plain, needsRecognition: false };
    },
    async clean(pdf, properties): Promise<CleanCopy> {
      const answer = await answerTo({ kind: 'clean', pdf: Uint8Array.from(pdf), properties });
      if (typeof answer === 'string') return { refused: SENTENCES[answer] };
      if (answer.kind !== 'clean') throw new Error(`The examiner answered ${answer.kind}`);
      return answer.copy;
    },
    async edition(pdf, language) {
      const answer = await answerTo({ kind: 'edition', pdf: Uint8Array.from(pdf), language });
      if (typeof answer === 'string')
        return { none: 'It took too long, or too much memory, to read the tags.' };
      if (answer.kind !== 'edition') throw new Error(`The examiner thread answered ${answer.kind}`);
      return answer.result;
    },
  };
}

/** From source the worker is TypeScript; a bundle has it as a file beside `index.mjs`. */
function workerBeside(): URL {
  const name = import.meta.url.endsWith('.ts') ? './examiner-worker.ts' : './examiner-worker.mjs';
  return new URL(name, import.meta.url);
}
