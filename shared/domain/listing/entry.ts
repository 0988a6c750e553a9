import * as z from 'zod';
import { PartialDate } from '../partial-date.ts';
import { DocumentKind } from '../review/fact.ts';
import { WITHOUT_REPORT } from '../review/note/review-note.ts';

/** One public file of a review. `sha256` addresses its clean copy in the clean-copies bucket. */
export const PublishedDocument = z.object({
  kind: DocumentKind,
  /** File name in the public address, never the officer's: `report.pdf`, `briefing.pdf`, `briefing-2.pdf`. */
  file: z.string(),
  title: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  pages: z.number(),
  language: z.string(),
  /** Of the report's edition as a page, if it has one: the SHA-256 of what it is rendered from. */
  edition: z.string().optional(),
});
export type PublishedDocument = z.infer<typeof PublishedDocument>;

/**
 * The public projection of one review, and the only input of the public files. `reserved` holds a permalink
 * while documents and page are written, and is in no public file. `retired` keeps title and dates,
 * `withdrawn` only the time, `gone` nothing: its address answers 410. `unreadable` is never stored: it
 * represents an item that this release cannot read. No list shows it, and its page stays as it is.
 */
const common = {
  year: z.number(),
  slug: z.string(),
  /** Number of its year page, from 1. Assigned with the permalink, never changed. */
  part: z.number(),
  /** Name of the upload that owns the permalink. Private: never rendered. */
  upload: z.string(),
  /** Incremented by each write. Rendered into public files, so that no two states have the same bytes. */
  revision: z.number(),
};
const listed = {
  /**
   * Codes of all types that it was ever listed under, whose feeds must change when it leaves. Never rendered.
   */
  listedUnder: z.array(z.string()),
  /** Names of all files ever published with it, which caches may still hold. Never rendered. */
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
  /** Present if search engines must leave page and PDFs out. */
  searchEngines: z.literal(false).optional(),
  /** Instants, ISO 8601 UTC. */
  firstListedAt: z.string(),
  modifiedAt: z.string(),
};

const Published = z.object({
  ...common,
  ...shown,
  status: z.literal('published'),
  summary: z.string(),
  reviewers: z.array(z.string()),
  partnership: z.string().optional(),
  language: z.string(),
  contentWarning: z.string().optional(),
  /** Why there is no report; then there are no documents, and the summary is the reason. */
  withoutReport: z.enum(WITHOUT_REPORT).optional(),
  documents: z.array(PublishedDocument),
  /** Newest first. */
  changes: z.array(z.object({ at: z.string(), note: z.string() })),
});

export const Entry = z.discriminatedUnion('status', [
  z.object({ ...common, status: z.literal('reserved') }),
  z.object({ ...common, status: z.literal('unreadable') }),
  Published,
  z.object({
    ...common,
    ...shown,
    status: z.literal('retired'),
    retiredOn: z.string(),
    /** Companions that stay. */
    documents: z.array(PublishedDocument).optional(),
  }),
  z.object({
    ...common,
    ...listed,
    status: z.literal('withdrawn'),
    withdrawnOn: z.string(),
    /** Instant of the withdrawal. Keeps `updated` of feeds from going back. */
    modifiedAt: z.string().optional(),
  }),
  z.object({
    ...common,
    ...listed,
    status: z.literal('gone'),
    /** Only of a withdrawal; absent where the review went on at another address. */
    withdrawnOn: z.string().optional(),
    modifiedAt: z.string(),
  }),
]);
export type Entry = z.infer<typeof Entry>;
export type PublishedEntry = Extract<Entry, { status: 'published' }>;
export type RetiredEntry = Extract<Entry, { status: 'retired' }>;
/** An entry that lists show. */
export type ListedEntry = PublishedEntry | RetiredEntry;
/** An entry that is or was public. */
export type PublicEntry = Exclude<Entry, { status: 'reserved' | 'unreadable' }>;
export type WithdrawnEntry = Extract<Entry, { status: 'withdrawn' }>;
export type GoneEntry = Extract<Entry, { status: 'gone' }>;

export function isListed(entry: Entry): entry is ListedEntry {
  return entry.status === 'published' || entry.status === 'retired';
}

/** Path of the review's page, with a trailing slash. It never changes and is never reused. */
export function permalinkOf(entry: { readonly year: number; readonly slug: string }): string {
  return `/reviews/${entry.year}/${entry.slug}/`;
}

/** What a newer release wrote into a published entry. Nothing shows it here; it must survive our writes. */
export function newerFieldsOf(entry: Entry): object {
  if (entry.status !== 'published') return {};
  return Object.fromEntries(Object.entries(entry).filter(([field]) => !(field in Published.shape)));
}
