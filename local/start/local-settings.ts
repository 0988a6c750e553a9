import { readSettings } from '../../infra/read-settings.ts';

/** The settings of `npm start`, for the site's local address. */
export function localSettings(site: string): object {
  const { publisher, ...settings } = readSettings('local/settings.yaml');
  return { ...settings, publisher: { ...publisher, site } };
}
