import path from 'node:path';
import { isolatedPictures } from '#shared/adapters/render-pages/isolated-pictures.ts';
import { readDesk } from './read-desk.ts';
import { runCommand } from './run-command.ts';
import { writeDesk } from './write-desk.ts';

// npm run desk -- --out FOLDER [--local] [--settings FILE]: the officers' desk, for a folder that only they can open.
await runCommand(async ({ reviews, entries, uploads, settings }, { out, settingsFile }) => {
  if (out === undefined) throw new Error('Where to? npm run desk -- --out FOLDER');
  const desk = await readDesk({ reviews, entries, uploads }, settings(settingsFile));
  const { page, drawn, undrawn } = await writeDesk(path.resolve(out), desk, uploads, isolatedPictures());
  const waiting = desk.reviews.filter(({ waitsFor }) => waitsFor !== undefined).length;
  console.log(`${desk.reviews.length} uploads, ${waiting} of them wait for somebody; ${drawn} new pictures.`);
  if (undrawn > 0) console.log(`${undrawn} pages could not be drawn.`);
  console.log(page);
});
