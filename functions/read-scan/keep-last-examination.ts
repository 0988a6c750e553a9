import { hash } from 'node:crypto';
import type { Examination, Examiner } from '#shared/ports.ts';

/**
 * Keeps the examination of the last PDF: recognition takes minutes, in which the record may change, and
 * then the step starts again.
 */
export function keepLastExamination(examiner: Examiner): Examiner {
  let last: { readonly key: string; readonly examination: Examination } | undefined;
  return {
    ...examiner,
    async examine(pdf, titles = []) {
      const key = hash('sha256', pdf) + JSON.stringify(titles);
      if (last?.key !== key) last = { key, examination: await examiner.examine(pdf, titles) };
      return last.examination;
    },
  };
}
