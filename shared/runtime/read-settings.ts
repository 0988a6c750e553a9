import { parseSettings, type Settings } from '#shared/domain/settings.ts';

/** The publisher's settings from the environment variable that the deployment wrote. */
export function settingsFrom(json: string): Settings {
  return parseSettings(JSON.parse(json));
}
