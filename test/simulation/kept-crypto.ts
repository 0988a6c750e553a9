import * as crypto from 'node:crypto';
import { keptResults } from './kept-results.ts';

export * from 'node:crypto';

/** ETags: most public files are compared again as they are. */
export const hash = keptResults(64, (algorithm: string, text: string) => crypto.hash(algorithm, text));
