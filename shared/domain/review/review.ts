import * as z from 'zod';
import { PublishedDocument } from '../listing/entry.ts';
import { PartialDate } from '../partial-date.ts';
import type { Fact, Facts } from './fact.ts';
import type { Finding } from './finding.ts';
import type { ReviewNote } from './review-note.ts';

/** How an upload ended. Each upload ends in exactly one of these, and its officer is told which and why. */
const Outcome = z.enum(['published', 'scheduled', 'held', 'rejected', 'withdrawn', 'unchanged']);
export type Outcome = z.infer<typeof Outcome>;

const Provenance = z.discriminatedUnion('source', [
  z.object({ source: z.literal('note') }),
  z.object({ source: z.literal('report'), page: z.number(), words: z.string() }),
  z.object({ source: z.literal('clock') }),
]);

const fact = <T extends z.ZodType>(value: T) =>
  (
    z.object({ value, confidence: z.number(), provenance: Provenance }) as unknown as z.ZodType<
      Fact<z.infer<T>>
    >
  ).optional();

// A schema takes its time at every cold start: what is the same is made once.
const text = fact(z.string());
const date = fact(PartialDate);

const passage = z
  .object({ items: z.array(z.string()), more: z.number(), firstPage: z.number(), lastPage: z.number() })
  .optional();

const FactsSchema = z.object({
  title: text,
  type: text,
  publishedOn: date,
  reportedOn: date,
  reviewers: fact(z.array(z.string())),
  partnership: text,
  summary: text,
  passages: z.object({ learning: passage, recommendations: passage }).optional(),
  language: text,
  pages: z.number(),
  candidates: z.record(z.string(), z.array(z.string())),
}) as unknown as z.ZodType<Facts>;

const FindingSchema = z.object({
  code: z.string(),
  page: z.number().optional(),
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
  message: z.string(),
}) as unknown as z.ZodType<Finding>;

const NoteSchema = z.record(z.string(), z.unknown()) as unknown as z.ZodType<ReviewNote>;

/** The newest drop of one object that an event told of. Which is newer: `isNewer` in sequencer.ts. */
export const Drop = z.object({
  sequencer: z.string(),
  /** Who dropped it (`userIdentity.principalId` of the event). */
  principal: z.string().optional(),
  removed: z.boolean().default(false),
  /** Names the bytes that were dropped; absent for a removal. */
  etag: z.string().optional(),
  /** Names the very put, whatever its bytes: all empty files have one ETag. */
  version: z.string().optional(),
  /** When all of it was there (`eventTime` of the event). */
  at: z.string().optional(),
});
export type Drop = z.infer<typeof Drop>;

/** What is or will be public: the last version that passed every check. */
export const Publication = z.object({
  facts: FactsSchema,
  themes: z.array(z.string()),
  contentWarning: z.string().optional(),
  /** The report first, then its companions. */
  documents: z.array(PublishedDocument).nonempty(),
  /** Key of the report in the uploads bucket: when it goes, the review is withdrawn. */
  reportKey: z.string(),
  /** Instant before which nothing may be public. */
  publishAt: z.string().optional(),
  /** Day on which the report is taken down and the entry kept. */
  retireOn: z.string().optional(),
  changes: z.array(z.object({ at: z.string(), note: z.string() })),
  /** Alert subscribers of the newest change too. */
  alertAgain: z.boolean(),
});
export type Publication = z.infer<typeof Publication>;

const alert = {
  /** Public and unique: see `alertIdOf`. */
  id: z.string(),
  event: z.enum(['new', 'changed']),
  /** Counts the alerts of this review from 1. */
  number: z.number(),
  /** Instant of the newest change that it tells of. */
  change: z.string().optional(),
};

/** The alert of one listing. */
export const AlertState = z.discriminatedUnion('state', [
  /** To be published by whoever claims it first. */
  z.object({ ...alert, state: z.literal('due'), since: z.string() }),
  /**
   * Claimed: only the claimer may publish, until its lease ends; then the delivery log says whether it did.
   */
  z.object({ ...alert, state: z.literal('claimed'), claimedAt: z.string() }),
  z.object({ ...alert, state: z.literal('sent'), sentAt: z.string() }),
  /** Back catalogue: listed without an alert. */
  z.object({ ...alert, state: z.literal('waived'), reason: z.string() }),
]);
export type AlertState = z.infer<typeof AlertState>;

/** Who decided what a receipt tells of. */
export const OwedDecision = z.object({
  /** `by` is who put it there, as AWS names them, where that is known. */
  files: z.array(z.object({ key: z.string(), sha256: z.string().optional(), by: z.string().optional() })),
  accepted: z.array(z.object({ code: z.string(), by: z.string().optional() })),
  /** The second person, where one is asked for. */
  approvedBy: z.string().optional(),
});
export type OwedDecision = z.infer<typeof OwedDecision>;

/** A receipt to send once it is true. */
export const OwedReceipt = z.object({
  outcome: z.union([Outcome, z.literal('reminder'), z.literal('retired')]),
  at: z.string(),
  /** Sentence for outcomes that need one. */
  reason: z.string().optional(),
  /** Upload keys it is about. */
  files: z.array(z.string()),
  facts: FactsSchema.optional(),
  findings: z.array(FindingSchema),
  /** For the decision log; absent for what the clock does. */
  decision: OwedDecision.optional(),
});
export type OwedReceipt = z.infer<typeof OwedReceipt>;

/** The private record of one review. Written only by compare-and-swap on `revision`. */
export const Review = z.object({
  /** Name of the upload: `baby-eva` of `baby-eva.pdf`, or of the folder `baby-eva/`. */
  name: z.string(),
  revision: z.number(),
  drops: z.record(z.string(), Drop),
  /**
   * The objects that were there at the last examination, by key; `since` is when those bytes were first there
   * as a whole,
   * `modifiedAt` S3's LastModified of the last put of them. Without `sha256` they were not read: the malware
   * scan did not let us.
   */
  seen: z.record(
    z.string(),
    z.object({
      etag: z.string(),
      sha256: z.string().optional(),
      since: z.string(),
      modifiedAt: z.string().optional(),
    }),
  ),
  /** Digest of everything the last examination decided from, or absent when nothing was examined yet. */
  examined: z.string().optional(),
  /** How the newest upload ended, and why. `approved` is what is to be public; the entry says what is. */
  outcome: z.enum(['approved', 'held', 'rejected', 'withdrawn']).optional(),
  outcomeAt: z.string().optional(),
  reason: z.string().optional(),
  findings: z.array(FindingSchema),
  /** What was read of an upload that is held; what is approved has its facts in the publication. */
  facts: FactsSchema.optional(),
  publication: Publication.optional(),
  /** A publication whose embargo has not ended; until then `publication` stays what is public. */
  scheduled: Publication.optional(),
  permalink: z.object({ year: z.number(), slug: z.string() }).optional(),
  /** Instant at which it was first public. */
  firstListedAt: z.string().optional(),
  /**
   * Set while a record that `npm run restore` made goes through the pipeline for the first time: nobody is
   * told.
   */
  restoredAt: z.string().optional(),
  /**
   * Since when the public files may differ from this record; absent when publish-review has made them agree.
   */
  outOfSyncSince: z.string().optional(),
  /** When officers were reminded that the embargo ends. */
  remindedAt: z.string().optional(),
  /** When the report was taken down at the end of its time. */
  retiredAt: z.string().optional(),
  /** The newest review note that could be used: what it said counts on when it is gone. */
  said: NoteSchema.optional(),
  alert: AlertState.optional(),
  owed: z.array(OwedReceipt),
  /**
   * When this review next needs looking at without any event: embargo, retirement, a lease, unfinished work.
   */
  dueAt: z.string().optional(),
});
export type Review = z.infer<typeof Review>;

/** The record of a review of which nothing is known yet. */
export function newReview(name: string): Review {
  return { name, revision: 0, drops: {}, seen: {}, findings: [], owed: [] };
}

/** `record` with some fields set and others removed (`undefined`). */
export function withFields(
  review: Review,
  changes: { readonly [Key in keyof Review]?: Review[Key] | undefined },
): Review {
  const changed = Object.assign({}, review, changes);
  for (const [key, value] of Object.entries(changes))
    if (value === undefined) Reflect.deleteProperty(changed, key);
  return changed;
}
