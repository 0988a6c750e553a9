import type { DashboardPicture } from '#shared/domain/dashboard/dashboard-pictures.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { isolatedPictures } from '#shared/pdf/pictures/isolated-pictures.ts';
import type { Uploads } from '#shared/ports.ts';
import { DASHBOARD_STYLES, renderDashboardPage } from '#site/dashboard-page.ts';
import { dashboardStyles } from '../infra/operate/dashboard-styles.ts';
import { type DashboardPorts, drawPicture, readDashboard } from '../infra/operate/read-dashboard.ts';

/** What stands at a path below the dashboard's own address, or undefined. */
export type DashboardAnswers = (
  path: string,
) => Promise<{ readonly type: string; readonly body: string | Uint8Array } | undefined>;

/** The officers' dashboard as it is now, its pictures drawn when they are looked at. */
export function dashboardAnswers(
  ports: DashboardPorts & { readonly uploads: Uploads },
  settings: Settings,
): DashboardAnswers {
  const draw = isolatedPictures();
  const back = { address: '/', text: 'Inbox and drop zone' };
  let pictures: ReadonlyMap<string, DashboardPicture> = new Map();
  const readNow = async () => {
    const dashboard = await readDashboard(ports, settings);
    pictures = new Map(dashboard.reviews.flatMap((review) => review.pictures.map((one) => [one.path, one])));
    return dashboard;
  };
  return async (path) => {
    if (path === '')
      return { type: 'text/html; charset=utf-8', body: renderDashboardPage(await readNow(), { back }) };
    if (path === DASHBOARD_STYLES) return { type: 'text/css; charset=utf-8', body: dashboardStyles() };
    if (!path.startsWith('pictures/')) return undefined;
    if (!pictures.has(path)) await readNow();
    const picture = pictures.get(path);
    const body = picture && (await drawPicture(ports.uploads, draw, picture));
    return body && { type: 'image/png', body };
  };
}
