import { hash } from 'node:crypto';
import type { Examination, Examiner } from '../ports.ts';

/** More than a review has documents, mostly: a few KB for each. */
const MOST_KEPT = 20;

/**
 * Keeps the examinations of the last PDFs: a note that follows, a companion or a record that changed
 * meanwhile starts the step again with the same bytes, and recognition takes minutes.
 */
export function keepExaminations(examiner: Examiner): Examiner {
  const kept = new Map<string, Examination>();
  return {
    ...examiner,
    async examine(pdf, titles = []) {
      const key = hash('sha256', pdf) + JSON.stringify(titles);
      const examination = kept.get(key) ?? (await examiner.examine(pdf, titles));
      // What was stopped on a busy machine may be readable the next time.
      if (examination.readable) kept.set(key, examination);
      for (const oldest of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(oldest);
      return examination;
    },
  };
}
