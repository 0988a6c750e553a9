import type { Settings } from '#shared/domain/settings.ts';

/** Lambda allows 4,096 bytes for all variables of a function; the others need up to 1,000. */
const MOST = 3000;

/** The settings as JSON in one environment variable. Throws if they exceed Lambda's limit. */
export function settingsVariable(settings: Settings): string {
  const json = JSON.stringify(settings);
  const bytes = Buffer.byteLength(json);
  if (bytes > MOST) {
    throw new Error(
      `The settings cannot be used. They have ${bytes} bytes where ${MOST} are allowed: shorten publisher.introduction or types.`,
    );
  }
  return json;
}
