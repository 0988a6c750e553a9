import path from 'node:path';
import { isolatedPictures } from '#shared/pdf/pictures/isolated-pictures.ts';
import { readDashboard } from './read-dashboard.ts';
import { runCommand } from './run-command.ts';
import { writeDashboard } from './write-dashboard.ts';

const USAGE = `npm run dashboard -- --out FOLDER [options]
Writes the officers' dashboard into a private folder.

  --out FOLDER     where to`;

await runCommand(USAGE, async ({ out, settingsFile }, deployment) => {
  if (out === undefined) throw new Error('Where to? npm run dashboard -- --out FOLDER');
  const { reviews, entries, uploads, settings } = await deployment();
  const dashboard = await readDashboard({ reviews, entries, uploads }, settings(settingsFile));
  const { page, drawn, undrawn } = await writeDashboard(
    path.resolve(out),
    dashboard,
    uploads,
    isolatedPictures(),
  );
  const waiting = dashboard.reviews.filter(({ waitsFor }) => waitsFor !== undefined).length;
  console.log(
    `${dashboard.reviews.length} uploads, ${waiting} of them wait for somebody; ${drawn} new pictures.`,
  );
  if (undrawn > 0) console.log(`${undrawn} pages could not be drawn.`);
  console.log(page);
});
