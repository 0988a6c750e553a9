import { readSettings } from '../../infra/read-settings.ts';

/** The settings that `npm start` uses, with the address that the site has on this machine. */
export function localSettings(site: string): object {
  const { publisher, ...settings } = readSettings('local/settings.yaml');
  return { ...settings, publisher: { ...publisher, site } };
}
