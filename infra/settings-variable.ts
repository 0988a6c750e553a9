import type { Settings } from '#shared/domain/settings.ts';

/**
 * What Lambda allows for all variables of a function together is 4,096 bytes; the rest of them need up to
 * 1,000.
 */
const MOST = 3000;

/**
 * The settings as the functions get them: JSON in one variable. Throws when they are longer than Lambda
 * allows.
 */
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
