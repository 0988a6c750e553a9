/** Addresses of the search's files. No imports: the script of the search page has them too. */

/** Folder of the index of a year page, which is named as its feed: `2026`, `2026-2`. */
const searchFolder = (yearPage: string): string => `/reviews/search/${yearPage}/`;

export const shardPath = (yearPage: string, shard: string): string =>
  `${searchFolder(yearPage)}${shard}.json`;

/** The sentences of a report, beside its edition. */
export const SENTENCES_FILE = 'report/sentences.json';
