import * as rendering from '#site/public-files.ts';
import { keptResults } from './kept-results.ts';

export * from '#site/public-files.ts';

/** Memoized renderings, which most deliveries repeat. */
export const filesOfListing = keptResults(8, rendering.filesOfListing);
export const filesOfReview = keptResults(8, rendering.filesOfReview);
export const staticFiles = keptResults(8, rendering.staticFiles);
