import { isolatedPictures } from '#shared/adapters/render-pages/isolated-pictures.ts';
import type { DeskPicture } from '#shared/domain/desk-pictures.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { Uploads } from '#shared/ports.ts';
import { DESK_STYLES, renderDeskPage } from '#site/desk-page.ts';
import { deskStyles } from '../infra/operate/desk-styles.ts';
import { type DeskPorts, drawPicture, readDesk } from '../infra/operate/read-desk.ts';

/** What stands at a path below the desk's own address, or undefined. */
export type DeskAnswers = (
  path: string,
) => Promise<{ readonly type: string; readonly body: string | Uint8Array } | undefined>;

/** The officers' desk as it is now, its pictures drawn when they are looked at. */
export function deskAnswers(
  ports: DeskPorts & { readonly uploads: Uploads },
  settings: Settings,
): DeskAnswers {
  const draw = isolatedPictures();
  const back = { address: '/', text: 'Inbox and drop zone' };
  let pictures: ReadonlyMap<string, DeskPicture> = new Map();
  const readNow = async () => {
    const desk = await readDesk(ports, settings);
    pictures = new Map(desk.reviews.flatMap((review) => review.pictures.map((one) => [one.path, one])));
    return desk;
  };
  return async (path) => {
    if (path === '')
      return { type: 'text/html; charset=utf-8', body: renderDeskPage(await readNow(), { back }) };
    if (path === DESK_STYLES) return { type: 'text/css; charset=utf-8', body: deskStyles() };
    if (!path.startsWith('pictures/')) return undefined;
    if (!pictures.has(path)) await readNow();
    const picture = pictures.get(path);
    const body = picture && (await drawPicture(ports.uploads, draw, picture));
    return body && { type: 'image/png', body };
  };
}
