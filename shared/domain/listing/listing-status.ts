import type { PublishedEntry, RetiredEntry } from './entry.ts';

/** Texts of `_review.status`, as real lists show them. */
export const STATUS = {
  published: 'Published',
  retired: 'No longer published',
  delayed: 'Delayed',
  'not published': 'Not published',
  'improvements only': 'Improvements only',
} as const;

/** The key of an entry's status, here and among the words of the site. */
export const statusOf = (entry: PublishedEntry | RetiredEntry): keyof typeof STATUS =>
  entry.status === 'published' ? (entry.withoutReport ?? 'published') : 'retired';
