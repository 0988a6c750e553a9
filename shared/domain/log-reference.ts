import { createHash } from 'node:crypto';

/** A short reference to a review for logs and subjects: it names one without telling whose it is. */
export function logReference(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 8);
}
