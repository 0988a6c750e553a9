import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ASSET_PATHS, assetFiles } from '#site/assets.ts';

const OWN = path.resolve(import.meta.dirname, '../../site/dashboard.css');

/** Styles of the dashboard: those of the public site, then its own. */
export function dashboardStyles(): string {
  const site = assetFiles().find((asset) => asset.path === ASSET_PATHS.styles);
  return `${site?.body ?? ''}\n${readFileSync(OWN, 'utf8')}`;
}
