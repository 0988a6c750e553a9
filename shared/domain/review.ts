import * as z from 'zod';
import { PublishedDocument } from './entry.ts';
import type { Fact, Facts } from './fact.ts';
import type { Finding, FindingCode } from './finding.ts';
import { PartialDate } from './partial-date.ts';

/** How an upload ended. Each upload ends in exactly one of these, and its officer is told which and why. */
export const Outcome = z.enum(['published', 'scheduled', 'held', 'rejected', 'withdrawn', 'unchanged']);
export type Outcome = z.infer<typeof Outcome>;

const fact = <T extends z.ZodType>(value: T) =>
  z.object({
    value,
    confidence: z.number(),
    provenance: z.discriminatedUnion('source', [
      z.object({ source: z.literal('note') }),
      z.object({ source: z.literal('report'), page: z.number(), words: z.string() }),
      z.object({ source: z.literal('clock') }),
    ]),
  }) as unknown as z.ZodType<Fact<z.infer<T>>>;

const FactsSchema = z.object({
  title: fact(z.string()).optional(),
  type: fact(z.string()).optional(),
  publishedOn: fact(PartialDate).optional(),
  reportedOn: fact(PartialDate).optional(),
  reviewers: fact(z.array(z.string())).optional(),
  partnership: fact(z.string()).optional(),
  summary: fact(z.string()).optional(),
  language: fact(z.string()).optional(),
  pages: z.number(),
  candidates: z.record(z.string(), z.array(z.string())),
}) as unknown as z.ZodType<Facts>;

const FindingSchema = z.object({
  code: z.string(),
  page: z.number().optional(),
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
  message: z.string(),
}) as unknown as z.ZodType<Finding>;

/** The newest drop of one object that an event told of. Which is newer: `isNewer` in sequencer.ts. */
export const Drop = z.object({
  sequencer: z.string(),
  /** Who dropped it (`userIdentity.principalId` of the event). */
  principal: z.string().optional(),
  removed: z.boolean().default(false),
});
export type Drop = z.infer<typeof Drop>;

/** What is or will be public: the last version that passed every check. */
export const Publication = z.object({
  facts: FactsSchema,
  themes: z.array(z.string()),
  contentWarning: z.string().optional(),
  documents: z.array(PublishedDocument).nonempty(),
  /** Instant before which nothing may be public. */
  publishAt: z.string().optional(),
  /** Day on which the report is taken down and the entry kept. */
  retireOn: z.string().optional(),
  changes: z.array(z.object({ at: z.string(), note: z.string() })),
});
export type Publication = z.infer<typeof Publication>;

/** The alert of one listing. `id` is public and unique: permalink, event and count. */
export const AlertState = z.discriminatedUnion('state', [
  /** To be published by whoever claims it first. */
  z.object({ id: z.string(), event: z.enum(['new', 'changed']), state: z.literal('due'), since: z.string() }),
  /** Claimed: only the claimer may publish, until its lease ends; then the witness says whether it did. */
  z.object({
    id: z.string(),
    event: z.enum(['new', 'changed']),
    state: z.literal('claimed'),
    claimedAt: z.string(),
  }),
  z.object({
    id: z.string(),
    event: z.enum(['new', 'changed']),
    state: z.literal('sent'),
    sentAt: z.string(),
  }),
  /** Back catalogue: listed without an alert. */
  z.object({
    id: z.string(),
    event: z.enum(['new', 'changed']),
    state: z.literal('waived'),
    reason: z.string(),
  }),
]);
export type AlertState = z.infer<typeof AlertState>;

/** What an officer is to be told, once it is true. */
export const OwedReceipt = z.object({
  outcome: z.union([Outcome, z.literal('reminder'), z.literal('retired')]),
  at: z.string(),
  /** Sentence for outcomes that need one. */
  reason: z.string().optional(),
  /** Upload keys it is about. */
  files: z.array(z.string()),
  facts: FactsSchema.optional(),
  findings: z.array(FindingSchema),
});
export type OwedReceipt = z.infer<typeof OwedReceipt>;

/** The private record of one review. Written only by compare-and-swap on `revision`. */
export const Review = z.object({
  /** Name of the upload: `baby-eva` of `baby-eva.pdf`, or of the folder `baby-eva/`. */
  name: z.string(),
  revision: z.number(),
  drops: z.record(z.string(), Drop),
  /** The documents that were there at the last examination: key to SHA-256 and the instant those bytes were first there. */
  seen: z.record(z.string(), z.object({ etag: z.string(), sha256: z.string(), since: z.string() })),
  /** Digest of everything the last examination decided from, or absent when nothing was examined yet. */
  examined: z.string().optional(),
  /** How the newest upload ended, and the instant. `published` and `withdrawn` are what is to be; the entry says what is. */
  outcome: z.enum(['approved', 'held', 'rejected', 'withdrawn']).optional(),
  outcomeAt: z.string().optional(),
  reason: z.string().optional(),
  findings: z.array(FindingSchema),
  publication: Publication.optional(),
  permalink: z.object({ year: z.number(), slug: z.string() }).optional(),
  /** Instant at which it was first public. */
  firstListedAt: z.string().optional(),
  /** Digest of the publication that is public now; absent when nothing is. */
  publicDigest: z.string().optional(),
  withdrawnAt: z.string().optional(),
  remindedAt: z.string().optional(),
  alert: AlertState.optional(),
  owed: z.array(OwedReceipt),
  /** When this review next needs looking at without any event: embargo, retirement, a lease, unfinished work. */
  dueAt: z.string().optional(),
});
export type Review = z.infer<typeof Review>;
export type { FindingCode };
