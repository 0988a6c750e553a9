import * as z from 'zod';
import { PartialDate } from '../partial-date.ts';

/** One public file of a review. `sha256` addresses its clean copy in the clean-copies bucket. */
export const PublishedDocument = z.object({
  kind: z.enum(['report', 'briefing', 'response', 'statement', 'easy-read', 'translation', 'other']),
  /** File name in the public address, never the officer's: `report.pdf`, `briefing.pdf`, `briefing-2.pdf`. */
  file: z.string(),
  title: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  pages: z.number(),
  language: z.string(),
});
export type PublishedDocument = z.infer<typeof PublishedDocument>;

/**
 * What the public may know of one review: the whole input of the public files.
 * `reserved` holds the permalink while documents and page are written; it is in no public file.
 * `retired` keeps title and dates only; `withdrawn` keeps nothing that is public but when.
 * `unreadable` is never written: a stored entry that this release cannot read. No list shows it; its page
 * stays.
 */
const common = {
  year: z.number(),
  slug: z.string(),
  /** The part of the year that lists it, from 1; given with the permalink, and kept. */
  part: z.number(),
  /** Name of the upload that owns this permalink. Private: never rendered. */
  upload: z.string(),
  /**
   * Grows by one with each write. It stands in the public files, so that no two different states share bytes.
   */
  revision: z.number(),
};
const listed = {
  /**
   * Codes of the types under which it was ever listed: their feeds lose it when it leaves. Never rendered.
   */
  listedUnder: z.array(z.string()),
  /**
   * Names of all files that ever stood beside its page: caches may have them, whatever became of them since.
   * Never rendered.
   */
  everBeside: z.array(z.string()),
};
const shown = {
  ...listed,
  title: z.string(),
  type: z.string(),
  typeName: z.string(),
  publishedOn: PartialDate,
  reportedOn: PartialDate.optional(),
  themes: z.array(z.string()),
  /** Instants, ISO 8601 UTC. */
  firstListedAt: z.string(),
  modifiedAt: z.string(),
};
export const Entry = z.discriminatedUnion('status', [
  z.object({ ...common, status: z.literal('reserved') }),
  z.object({ ...common, status: z.literal('unreadable') }),
  z.object({
    ...common,
    ...shown,
    status: z.literal('published'),
    summary: z.string(),
    reviewers: z.array(z.string()),
    partnership: z.string().optional(),
    language: z.string(),
    contentWarning: z.string().optional(),
    documents: z.array(PublishedDocument).nonempty(),
    /** Newest first. */
    changes: z.array(z.object({ at: z.string(), note: z.string() })),
  }),
  z.object({ ...common, ...shown, status: z.literal('retired'), retiredOn: z.string() }),
  z.object({
    ...common,
    ...listed,
    status: z.literal('withdrawn'),
    withdrawnOn: z.string(),
    /** Instant of the withdrawal, so that a feed never says that it is older than before. */
    modifiedAt: z.string().optional(),
  }),
]);
export type Entry = z.infer<typeof Entry>;
export type PublishedEntry = Extract<Entry, { status: 'published' }>;
export type RetiredEntry = Extract<Entry, { status: 'retired' }>;
/** An entry that is or was public. */
export type PublicEntry = Exclude<Entry, { status: 'reserved' | 'unreadable' }>;
export type WithdrawnEntry = Extract<Entry, { status: 'withdrawn' }>;

/**
 * Path of a review's page on the public site, with the slash at its end. It never changes and is never
 * reused.
 */
export function permalinkOf(entry: { readonly year: number; readonly slug: string }): string {
  return `/reviews/${entry.year}/${entry.slug}/`;
}
