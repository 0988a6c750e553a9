import { createHash, timingSafeEqual } from 'node:crypto';

/** Header that proves that a request came through CloudFront. */
export const ORIGIN_KEY_HEADER = 'x-origin-key';

/** Constant-time comparison, against timing attacks. */
export function isOriginKey(given: string | undefined, key: string): boolean {
  return given !== undefined && timingSafeEqual(digest(given), digest(key));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
