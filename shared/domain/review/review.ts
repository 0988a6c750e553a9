import * as z from 'zod';
import { PublishedDocument } from '../listing/entry.ts';
import { PartialDate } from '../partial-date.ts';
import type { Fact, Facts } from './fact.ts';
import type { Finding } from './finding.ts';
import { type ReviewNote, WITHOUT_REPORT } from './note/review-note.ts';

/** Outcomes of an upload. Each upload ends in exactly one, with a receipt. */
const Outcome = z.enum(['published', 'scheduled', 'held', 'rejected', 'withdrawn', 'unchanged']);
export type Outcome = z.infer<typeof Outcome>;

const Provenance = z.discriminatedUnion('source', [
  z.object({ source: z.literal('note') }),
  z.object({ source: z.enum(['report', 'picture']), page: z.number(), words: z.string() }),
  z.object({ source: z.literal('clock') }),
]);

const fact = <T extends z.ZodType>(value: T) =>
  (
    z.object({ value, confidence: z.number(), provenance: Provenance }) as unknown as z.ZodType<
      Fact<z.infer<T>>
    >
  ).optional();

// Building a schema costs cold start time, so equal ones are shared.
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

/** The newest S3 event of one object (see `isNewer` in sequencer.ts). */
export const Drop = z.object({
  sequencer: z.string(),
  /** The uploader: `userIdentity.principalId` of the event. */
  principal: z.string().optional(),
  removed: z.boolean().default(false),
  /** ETag of the uploaded bytes; absent for a deletion. */
  etag: z.string().optional(),
  /** S3 version ID. Tells empty files apart, which share one ETag. */
  version: z.string().optional(),
  /** Completion time: `eventTime` of the event. */
  at: z.string().optional(),
});
export type Drop = z.infer<typeof Drop>;

/** The last version that passed every check, public now or later. */
export const Publication = z.object({
  facts: FactsSchema,
  themes: z.array(z.string()),
  contentWarning: z.string().optional(),
  /** Why there is no report. Then there are no documents. */
  withoutReport: z.enum(WITHOUT_REPORT).optional(),
  /** The report first, then its companions. */
  documents: z.array(PublishedDocument),
  /** Key of the report, or of the note alone, in the uploads bucket. Deleting it withdraws the review. */
  reportKey: z.string(),
  /** End of the embargo. */
  publishAt: z.string().optional(),
  /** Day of retirement. */
  retireOn: z.string().optional(),
  /** Public names of the companions that stay after it. */
  keeps: z.array(z.string()).optional(),
  changes: z.array(z.object({ at: z.string(), note: z.string() })),
  /** Send an alert for the newest change too. */
  alertAgain: z.boolean(),
  /** The address follows the title, also after subscribers were told of it. */
  rename: z.boolean().optional(),
  /** Present if search engines must leave the review out. */
  searchEngines: z.literal(false).optional(),
});
export type Publication = z.infer<typeof Publication>;

const alert = {
  /** Public and unique: see `alertIdOf`. */
  id: z.string(),
  event: z.enum(['new', 'changed']),
  /** Counts the alerts of this review from 1. */
  number: z.number(),
  /** Instant of the newest change that it covers. */
  change: z.string().optional(),
};

/** The alert of one listing. */
export const AlertState = z.discriminatedUnion('state', [
  /** Waits for a function to claim it. */
  z.object({ ...alert, state: z.literal('due'), since: z.string() }),
  /**
   * Claimed: only the claimer may publish until its lease ends. Then the delivery log shows whether it did.
   */
  z.object({ ...alert, state: z.literal('claimed'), claimedAt: z.string() }),
  z.object({ ...alert, state: z.literal('sent'), sentAt: z.string() }),
  /** Back catalogue: listed without an alert. */
  z.object({ ...alert, state: z.literal('waived'), reason: z.string() }),
]);
export type AlertState = z.infer<typeof AlertState>;

/** The decision that a receipt reports. */
export const OwedDecision = z.object({
  /** `by` is the uploader's AWS principal, if known. */
  files: z.array(z.object({ key: z.string(), sha256: z.string().optional(), by: z.string().optional() })),
  accepted: z.array(z.object({ code: z.string(), by: z.string().optional() })),
  /** The second person, if two-person approval is on. */
  approvedBy: z.string().optional(),
});
export type OwedDecision = z.infer<typeof OwedDecision>;

/** A receipt to send once it is true. */
export const OwedReceipt = z.object({
  outcome: z.union([Outcome, z.literal('reminder'), z.literal('retired')]),
  at: z.string(),
  /** Sentence for outcomes that need one. */
  reason: z.string().optional(),
  /** Keys of the uploads that it is about. */
  files: z.array(z.string()),
  facts: FactsSchema.optional(),
  findings: z.array(FindingSchema),
  /** Held only until the words of a scan are recognized: a second receipt follows. */
  awaitsRecognition: z.boolean().optional(),
  /** Until when the officer should act: something becomes public then, or was to become. */
  actBefore: z.string().optional(),
  /** What was scheduled for then is not any more. */
  unscheduled: z.boolean().optional(),
  /** For the decision log. Absent for embargoes and retirements. */
  decision: OwedDecision.optional(),
});
export type OwedReceipt = z.infer<typeof OwedReceipt>;

const Permalink = z.object({ year: z.number(), slug: z.string() });

/** The private record of one review. Written only by compare-and-swap on `revision`. */
export const Review = z.object({
  /** Name of the upload: `baby-eva` of `baby-eva.pdf`, or of the folder `baby-eva/`. */
  name: z.string(),
  revision: z.number(),
  drops: z.record(z.string(), Drop),
  /**
   * Objects of the last examination by key. `since`: when these bytes first were complete. `modifiedAt`: S3's
   * LastModified. Without `sha256` they were not read because of the malware scan.
   */
  seen: z.record(
    z.string(),
    z.object({
      etag: z.string(),
      sha256: z.string().optional(),
      since: z.string(),
      modifiedAt: z.string().optional(),
      /** The report that it was uploaded beside, if it is no report by its name. */
      beside: z.string().optional(),
      /** It took the place of other bytes under its name. */
      replaces: z.boolean().optional(),
    }),
  ),
  /** Digest of every input of the last examination, or absent before the first. */
  examined: z.string().optional(),
  /** Outcome of the newest upload. `approved` may not be public yet; the entry says what is. */
  outcome: z.enum(['approved', 'held', 'rejected', 'withdrawn']).optional(),
  outcomeAt: z.string().optional(),
  reason: z.string().optional(),
  findings: z.array(FindingSchema),
  /** A scan whose words were not recognized yet: `read-scan` examines it again. */
  awaitsRecognition: z.boolean().optional(),
  /** Facts of a held upload. An approved one has them in its publication. */
  facts: FactsSchema.optional(),
  publication: Publication.optional(),
  /** A publication under embargo. Until it ends, `publication` stays public. */
  scheduled: Publication.optional(),
  permalink: Permalink.optional(),
  /** Addresses from before a correction of the title, until their pages are removed. */
  movedFrom: z.array(Permalink).optional(),
  /** A withdrawn review that had the same PDF. This one may take over its address. */
  sameAs: z.string().optional(),
  /** Of a withdrawn review: the names that have the same PDF (`etag`), and whether they were signalled. */
  handover: z.object({ etag: z.string(), to: z.array(z.string()), signalled: z.boolean() }).optional(),
  /** Earlier names of a renamed report, oldest first. The entry at the permalink may still have one. */
  heirOf: z.array(z.string()).optional(),
  /** Of a held review: another one that seems to be the same. Once that is gone, this is examined again. */
  heldFor: z.string().optional(),
  /** Of a withdrawn review: the facts that tell whether a later report under its name is another one. */
  was: FactsSchema.optional(),
  /** A withdrawal removes the page at the address too. */
  addressRemoved: z.boolean().optional(),
  /** Instant of the first publication. */
  firstListedAt: z.string().optional(),
  /** Set until a record from `npm run restore` has passed the pipeline once without receipts and alerts. */
  restoredAt: z.string().optional(),
  /** Instant from which the public files may differ from this record; absent when they agree. */
  outOfSyncSince: z.string().optional(),
  /** When officers were reminded that the embargo ends. */
  remindedAt: z.string().optional(),
  /** When the report was retired. */
  retiredAt: z.string().optional(),
  /** The newest valid review note. It stays in force when its file is deleted. */
  said: NoteSchema.optional(),
  /** The newest review note has a mistake or an unlikely date. What it meant stays in doubt. */
  noteUnusable: z.boolean().optional(),
  alert: AlertState.optional(),
  owed: z.array(OwedReceipt),
  /** Next instant at which the sweep must look: embargo, retirement, lease, unfinished work. */
  dueAt: z.string().optional(),
});
export type Review = z.infer<typeof Review>;

/** The record of an unknown review. */
export function newReview(name: string): Review {
  return { name, revision: 0, drops: {}, seen: {}, findings: [], owed: [] };
}

/** A copy of `record` with some fields set and others (`undefined`) removed. */
export function withFields(
  review: Review,
  changes: { readonly [Key in keyof Review]?: Review[Key] | undefined },
): Review {
  const changed = Object.assign({}, review, changes);
  for (const [key, value] of Object.entries(changes))
    if (value === undefined) Reflect.deleteProperty(changed, key);
  return changed;
}
