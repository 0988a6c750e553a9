import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { DrawPage } from '#shared/adapters/render-pages/isolated-pictures.ts';
import type { Desk } from '#shared/domain/desk.ts';
import type { Uploads } from '#shared/ports.ts';
import { DESK_STYLES, renderDeskPage } from '#site/desk-page.ts';
import { deskStyles } from './desk-styles.ts';
import { drawPicture } from './read-desk.ts';

/** What was written. */
export interface WrittenDesk {
  readonly page: string;
  readonly drawn: number;
  /** Pages that could not be drawn. */
  readonly undrawn: number;
}

const PICTURE = /^[0-9a-f]{24}\.png$/;
const NOT_FOR_ALL = { mode: 0o640 };

/**
 * Writes the desk into a folder of this machine: `index.html`, its styles, and `pictures/`. A picture that is there is
 * kept, since its name changes with what it shows; pictures of what is no longer on the desk are removed.
 */
export async function writeDesk(
  folder: string,
  desk: Desk,
  uploads: Pick<Uploads, 'read'>,
  draw: DrawPage,
): Promise<WrittenDesk> {
  const pictures = path.join(folder, 'pictures');
  await mkdir(pictures, { recursive: true, mode: 0o750 });
  const wanted = desk.reviews.flatMap((review) => review.pictures);
  const names = new Set(wanted.map((picture) => path.basename(picture.path)));
  for (const name of await readdir(pictures))
    if (PICTURE.test(name) && !names.has(name)) await rm(path.join(pictures, name));

  const undrawn = new Set<string>();
  const stopped = new Set<string>();
  let drawn = 0;
  for (const picture of wanted) {
    const file = path.join(folder, picture.path);
    if (existsSync(file)) continue;
    // A file that went over the bounds once would do so on each of its pages.
    const png = stopped.has(picture.pdf.key) ? undefined : await drawPicture(uploads, draw, picture);
    if (png === undefined) {
      undrawn.add(picture.path);
      stopped.add(picture.pdf.key);
    } else {
      await writeFile(file, png, NOT_FOR_ALL);
      drawn++;
    }
  }
  await writeFile(path.join(folder, DESK_STYLES), deskStyles(), NOT_FOR_ALL);
  const page = path.join(folder, 'index.html');
  await writeFile(page, renderDeskPage(desk, { undrawn }), NOT_FOR_ALL);
  return { page, drawn, undrawn: undrawn.size };
}
