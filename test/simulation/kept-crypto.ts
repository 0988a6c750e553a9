import * as crypto from 'node:crypto';

export * from 'node:crypto';

const MOST = 200;
const etags = new Map<string, string>();

/** Memoized MD5: most public files are compared repeatedly. */
export function hash(algorithm: string, text: string): string {
  if (algorithm !== 'md5') return crypto.hash(algorithm, text);
  const etag = etags.get(text) ?? crypto.hash(algorithm, text);
  if (etags.size === MOST) etags.clear();
  etags.set(text, etag);
  return etag;
}
