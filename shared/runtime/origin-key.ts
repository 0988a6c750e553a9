import { createHash, timingSafeEqual } from 'node:crypto';

/** The header by which CloudFront shows a function that a request came through the public site. */
export const ORIGIN_KEY_HEADER = 'x-origin-key';

/** Constant-time comparison, against timing attacks. */
export function isOriginKey(given: string | undefined, key: string): boolean {
  return given !== undefined && timingSafeEqual(digest(given), digest(key));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
