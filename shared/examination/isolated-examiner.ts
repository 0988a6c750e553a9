import type { ReviewType } from '../domain/settings.ts';
import { isolatedProcess, type ProcessBounds } from '../pdf/isolated-process.ts';
import { SENTENCES } from '../pdf/unreadable-pdf.ts';
import type { Examination, Examiner } from '../ports.ts';
import type { CleanCopy, ExaminerAnswer, ExaminerTask, ExaminerWorkerSettings } from './examiner-task.ts';

export interface ExaminerOptions extends ProcessBounds {
  /** Added to the types table. */
  readonly types: readonly ReviewType[];
  /** Module that runs in the process's thread for PDFs. */
  readonly worker?: URL;
}

/** Examines PDFs in a process of their own, bounded in time and memory: a PDF that stops it is rejected. */
export function isolatedExaminer(options: ExaminerOptions): Examiner {
  const settings: ExaminerWorkerSettings = { types: options.types };
  const answerTo = isolatedProcess<ExaminerTask, ExaminerAnswer>(
    options.worker ?? workerBeside(),
    settings,
    options,
  );
  return {
    async examine(pdf): Promise<Examination> {
      const answer = await answerTo({ kind: 'examine', pdf: Uint8Array.from(pdf) });
      if (typeof answer === 'string') return { readable: false, code: answer, message: SENTENCES[answer] };
      if (answer.kind !== 'examine') throw new Error(`The examiner answered ${answer.kind}`);
      return answer.examination;
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
