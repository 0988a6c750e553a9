import { parentPort } from 'node:worker_threads';
import type { PictureAnswer, PictureTask } from './picture-task.ts';
import { renderPages } from './render-pages.ts';

/** The thread that draws pages of uploads: they are as hostile here as where they are examined. */
parentPort?.on('message', async ({ pdf, page, scale, marks }: PictureTask) => {
  const [png] = await renderPages(pdf, [page], scale, marks).catch(() => []);
  parentPort?.postMessage({ ...(png !== undefined && { png }) } satisfies PictureAnswer);
});
parentPort?.postMessage({ ready: true } satisfies PictureAnswer);
