import { hash } from 'node:crypto';
import type { Examination, Examiner } from '#shared/ports.ts';

/**
 * Keeps the examination of the last PDF: recognition takes minutes, in which the record may change, and
 * then the step starts again.
 */
export function keepLastExamination(examiner: Examiner): Examiner {
  let last: { readonly sha256: string; readonly examination: Examination } | undefined;
  return {
    ...examiner,
    async examine(pdf, titles = []) {
      const sha256 = hash('sha256', Buffer.concat([pdf, Buffer.from(JSON.stringify(titles))]));
      if (last?.sha256 !== sha256) last = { sha256, examination: await examiner.examine(pdf, titles) };
      return last.examination;
    },
  };
}
