import type { DashboardPicture } from '#shared/domain/dashboard/dashboard-pictures.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { isolatedPictures } from '#shared/pdf/pictures/isolated-pictures.ts';
import type { Uploads } from '#shared/ports.ts';
import { DASHBOARD_STYLES, renderDashboardPage } from '#site/dashboard-page.ts';
import { dashboardStyles } from '../infra/operate/dashboard-styles.ts';
import { type DashboardPorts, drawPicture, readDashboard } from '../infra/operate/read-dashboard.ts';

/** The file at a path of the dashboard, or undefined. */
export type DashboardAnswers = (
  path: string,
) => Promise<{ readonly type: string; readonly body: string | Uint8Array } | undefined>;

/** Serves the current dashboard. Pictures are rendered on request. */
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
