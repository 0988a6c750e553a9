import * as reading from '#shared/domain/review/review-note.ts';
import { keptResults } from './kept-results.ts';

export * from '#shared/domain/review/review-note.ts';

/** Officers of all schedules write much the same. */
export const parseReviewNote = keptResults(100, reading.parseReviewNote);
