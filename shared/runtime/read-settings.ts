import { parseSettings, type Settings } from '#shared/domain/settings.ts';

/** The publisher's settings as the deployment wrote them into the environment. */
export function settingsFrom(json: string): Settings {
  return parseSettings(JSON.parse(json));
}
