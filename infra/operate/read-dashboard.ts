import { type Dashboard, dashboardOf } from '#shared/domain/dashboard/dashboard.ts';
import type { DashboardPicture } from '#shared/domain/dashboard/dashboard-pictures.ts';
import type { Entry } from '#shared/domain/listing/entry.ts';
import { yearPagesOf } from '#shared/domain/listing/year-page.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { DrawPage } from '#shared/pdf/pictures/isolated-pictures.ts';
import type { Entries, Reviews, UploadObject, Uploads } from '#shared/ports.ts';

/** Sources of the dashboard, read only. */
export interface DashboardPorts {
  readonly reviews: Pick<Reviews, 'all'>;
  readonly entries: Pick<Entries, 'years' | 'ofYearPage'>;
  readonly uploads: Pick<Uploads, 'all' | 'read'>;
}

/** Reads the sources and builds the dashboard. */
export async function readDashboard(
  { reviews, entries, uploads }: DashboardPorts,
  settings: Settings,
): Promise<Dashboard> {
  // Entries first, then records, then the bucket: a change in between shows as unfinished, never as done.
  const listed: Entry[] = [];
  for (const { year, part } of yearPagesOf(await entries.years()))
    listed.push(...(await entries.ofYearPage(year, part)));
  const records = await Array.fromAsync(reviews.all(() => {}));
  const objects = await Array.fromAsync(uploads.all());
  const now = new Date().toISOString();
  return dashboardOf({ reviews: records, entries: listed, objects, now }, settings);
}

/**
 * Renders a picture of the dashboard as PNG from the examined bytes. `undefined` if they no longer exist or
 * the file exceeds the limits.
 */
export async function drawPicture(
  uploads: Pick<Uploads, 'read'>,
  draw: DrawPage,
  { pdf, page, marks }: DashboardPicture,
): Promise<Uint8Array | undefined> {
  const object: UploadObject = { ...pdf, bytes: 0, modifiedAt: '' };
  // Replaced or deleted since it was listed. The next dashboard shows the new state.
  const bytes = await uploads.read(object).catch(() => undefined);
  const drawn = bytes === undefined ? 'no-picture' : await draw(bytes, page, marks);
  return typeof drawn === 'string' ? undefined : drawn;
}
