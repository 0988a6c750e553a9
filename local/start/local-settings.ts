import { readSettings } from '../../infra/read-settings.ts';

/**
 * The publisher's settings as they are on one machine: the site has its local address, and sample reviews of earlier
 * years are announced, or there would be nothing to see. What only AWS can do is off.
 */
export function localSettings(site: string): object {
  const { publisher, ...settings } = readSettings('infra/settings.yaml');
  const { certificate: _, ...kept } = settings;
  return { ...kept, publisher: { ...publisher, site }, backCatalogueAfterDays: 'off', malwareScan: false };
}
