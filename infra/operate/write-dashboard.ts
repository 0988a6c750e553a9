import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Dashboard } from '#shared/domain/dashboard/dashboard.ts';
import type { DrawPage } from '#shared/pdf/pictures/isolated-pictures.ts';
import type { Uploads } from '#shared/ports.ts';
import { DASHBOARD_STYLES, renderDashboardPage } from '#site/dashboard-page.ts';
import { dashboardStyles } from './dashboard-styles.ts';
import { drawPicture } from './read-dashboard.ts';

/** The files written. */
export interface WrittenDashboard {
  readonly page: string;
  readonly drawn: number;
  /** Pages that could not be drawn. */
  readonly undrawn: number;
}

const PICTURE = /^[0-9a-f]{24}\.png$/;
const NOT_FOR_ALL = { mode: 0o640 };

/**
 * Writes the dashboard into a local folder: `index.html`, its styles, and `pictures/`. Existing pictures are
 * kept, since their names depend on their content; unused ones are deleted.
 */
export async function writeDashboard(
  folder: string,
  dashboard: Dashboard,
  uploads: Pick<Uploads, 'read'>,
  draw: DrawPage,
): Promise<WrittenDashboard> {
  const pictures = path.join(folder, 'pictures');
  await mkdir(pictures, { recursive: true, mode: 0o750 });
  const wanted = dashboard.reviews.flatMap((review) => review.pictures);
  const names = new Set(wanted.map((picture) => path.basename(picture.path)));
  for (const name of await readdir(pictures))
    if (PICTURE.test(name) && !names.has(name)) await rm(path.join(pictures, name));

  const undrawn = new Set<string>();
  const stopped = new Set<string>();
  let drawn = 0;
  for (const picture of wanted) {
    const file = path.join(folder, picture.path);
    if (existsSync(file)) continue;
    // A file that exceeded the limits once would do so on each page.
    const png = stopped.has(picture.pdf.key) ? undefined : await drawPicture(uploads, draw, picture);
    if (png === undefined) {
      undrawn.add(picture.path);
      stopped.add(picture.pdf.key);
    } else {
      await writeFile(file, png, NOT_FOR_ALL);
      drawn++;
    }
  }
  await writeFile(path.join(folder, DASHBOARD_STYLES), dashboardStyles(), NOT_FOR_ALL);
  const page = path.join(folder, 'index.html');
  await writeFile(page, renderDashboardPage(dashboard, { undrawn }), NOT_FOR_ALL);
  return { page, drawn, undrawn: undrawn.size };
}
