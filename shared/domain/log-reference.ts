import { createHash } from 'node:crypto';

/** A pseudonym of a review for logs and subjects. It does not reveal the name. */
export function logReference(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 8);
}
