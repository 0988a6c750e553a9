import { isolatedProcess, type ProcessBounds, type Stopped } from '../isolated-process.ts';
import type { Mark } from './paint-marks.ts';
import type { PictureAnswer, PictureTask } from './picture-task.ts';

/** Draws one page of a PDF: a PNG, or why there is none. */
export type DrawPage = (
  pdf: Uint8Array,
  page: number,
  marks: readonly Mark[],
) => Promise<Uint8Array | Stopped | 'no-picture'>;

/** Pixels to a point: an A4 page is 744 pixels wide. */
const SCALE = 1.25;

/** Draws pages in a process of its own, bounded in time and memory as examinations are. */
export function isolatedPictures(bounds: ProcessBounds = {}): DrawPage {
  const worker = new URL('./picture-worker.ts', import.meta.url);
  const answerTo = isolatedProcess<PictureTask, PictureAnswer>(worker, undefined, {
    milliseconds: 15_000,
    ...bounds,
  });
  return async (pdf, page, marks) => {
    const answer = await answerTo({ pdf: Uint8Array.from(pdf), page, scale: SCALE, marks });
    return typeof answer === 'string' ? answer : (answer.png ?? 'no-picture');
  };
}
