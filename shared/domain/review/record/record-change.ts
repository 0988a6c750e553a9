import { isDeepStrictEqual } from 'node:util';
import type { PublishedDocument } from '../../listing/entry.ts';
import type { Settings } from '../../settings.ts';
import { identityOf } from '../decide/another-review.ts';
import type { Decision } from '../decide/decision.ts';
import { whyUnsupported } from '../files/unsupported-upload.ts';
import { fileOf, roleOfKey } from '../files/upload-key.ts';
import type { Finding } from '../finding.ts';
import { type OwedReceipt, type Review, withFields } from '../review.ts';
import { decisionOf } from './decision-log.ts';
import { digestOf, isFirstReport, publicationOf } from './publication.ts';

/** A change to the record, with the receipt that it owes. */
export interface RecordChange {
  readonly fields: { readonly [Key in keyof Review]?: Review[Key] | undefined };
  readonly owed?: Omit<OwedReceipt, 'at'>;
  /** Codes of the findings that the officer accepted. */
  readonly accepted?: readonly string[];
  /** A withdrawal that leaves a note to examine, which lists the review without its report. */
  readonly leavesListing?: boolean;
}

/** Bounds of a receipt: number of files, and length of a reason. */
const MOST_FILES = 50;
const MOST_LINES = 40;
const MOST_COLUMNS = 1000;

/** One examination. */
export interface Examined {
  /** Instant of its start. */
  readonly at: string;
  /** Digest of every input of the decision. */
  readonly digest: string;
  /** The examined objects. */
  readonly seen: Review['seen'];
}

/** Applies a change to a record. */
export function applyChange(
  review: Review,
  { fields, owed, accepted = [] }: RecordChange,
  at: string,
  settings: Settings,
): Review {
  const next = withFields(review, fields);
  if (owed === undefined) return next;
  const decision = decisionOf(
    review,
    next,
    { ...owed, files: owed.files.slice(0, MOST_FILES) },
    accepted,
    settings,
  );
  return withFields(next, {
    owed: [...review.owed, { ...bounded(owed), at, decision }],
    outOfSyncSince: review.outOfSyncSince ?? at,
  });
}

/** Bounds a receipt, since a record holds several in at most 400 KB. Findings are bounded in `decide`. */
function bounded(owed: Omit<OwedReceipt, 'at'>): Omit<OwedReceipt, 'at'> {
  return {
    ...owed,
    files: boundedList(owed.files, MOST_FILES, 'files'),
    ...(owed.reason !== undefined && { reason: boundedText(owed.reason) }),
  };
}

function boundedText(text: string): string {
  return boundedList(text.split('\n'), MOST_LINES, 'lines like these')
    .map((line) => line.slice(0, MOST_COLUMNS))
    .join('\n');
}

function boundedList(list: readonly string[], most: number, what: string): string[] {
  if (list.length <= most) return [...list];
  return [...list.slice(0, most), `and ${list.length - most} more ${what}`];
}

/** An upload that is neither PDF, note nor approval. */
export function unsupportedUpload(key: string): RecordChange {
  const reason = whyUnsupported(key);
  return { fields: {}, owed: { outcome: 'rejected', reason, files: [key], findings: [] } };
}

/** The same files were uploaded again, or their time was corrected. Undefined if nothing happened. */
export function unchanged(known: Review, { seen }: Examined): RecordChange | undefined {
  const files = Object.entries(seen).flatMap(([key, { modifiedAt = '' }]) =>
    modifiedAt > (known.seen[key]?.modifiedAt ?? modifiedAt) ? [key] : [],
  );
  if (files.length === 0) return isDeepStrictEqual(seen, known.seen) ? undefined : { fields: { seen } };
  return { fields: { seen }, owed: { outcome: 'unchanged', files, findings: known.findings } };
}

/**
 * Held or rejected: the public version stays. A scheduled version stays only while its PDFs and its approval
 * are the same and the malware scan finds nothing (`unsafe`).
 */
export function heldOrRejected(
  review: Review,
  examined: Examined,
  decision: Exclude<Decision, { outcome: 'approved' }>,
  unsafe = false,
): RecordChange {
  const { outcome } = decision;
  const findings = [...(decision.findings ?? [])];
  const facts = outcome === 'held' ? decision.facts : undefined;
  const awaitsRecognition = outcome === 'held' && decision.awaitsRecognition === true;
  // A replaced version must not become public when its embargo ends. An invalid note replaces nothing.
  const overtaken =
    review.scheduled !== undefined &&
    (unsafe ||
      (decision.outcome === 'held' && decision.keepsSchedule !== true) ||
      digestOfApproved(examined.seen) !== digestOfApproved(review.seen));
  const ofSchedule = overtaken
    ? 'The version that was scheduled before will not be published.'
    : 'What was scheduled before stays scheduled.';
  const actBefore = overtaken
    ? review.scheduled?.publishAt
    : decision.outcome === 'held'
      ? decision.actBefore
      : undefined;
  const said = decision.reason === undefined ? undefined : boundedText(decision.reason);
  const reason = review.scheduled === undefined ? said : [said, ofSchedule].filter(Boolean).join('\n');
  return {
    fields: {
      ...(overtaken && { scheduled: undefined }),
      ...outcomeFields(examined, outcome),
      reason,
      findings,
      facts,
      ...(awaitsRecognition && { awaitsRecognition }),
    },
    owed: {
      outcome,
      files: Object.keys(examined.seen),
      findings,
      ...(reason !== undefined && { reason }),
      ...(facts !== undefined && { facts }),
      ...(awaitsRecognition && { awaitsRecognition }),
      ...(actBefore !== undefined && { actBefore }),
      ...(overtaken && { unscheduled: true }),
    },
  };
}

/** What only a held or rejected upload has. */
const NO_OUTCOME = {
  reason: undefined,
  findings: [],
  facts: undefined,
  awaitsRecognition: undefined,
  heldFor: undefined,
};

/** All files of a never-published upload were deleted: reset the record, send no receipt. */
export function removedBeforePublication(review: Review, { digest }: Examined): RecordChange {
  const nothing = { ...NO_OUTCOME, outcome: undefined, outcomeAt: undefined };
  return { fields: { examined: digest, seen: {}, ...(review.outcome !== 'withdrawn' && nothing) } };
}

/** PDFs that stay in the folder after a withdrawal. */
function leftLine({ seen }: Examined): { readonly reason?: string } {
  const left = Object.keys(seen).filter((key) => roleOfKey(key) === 'pdf');
  if (left.length === 0) return {};
  return {
    reason: `Still there, and not public: ${left.map(fileOf).join(', ')}.`,
  };
}

/** The report was deleted: nothing of it stays public, nor its address if `removesAddress`. */
export function withdrawn(review: Review, examined: Examined, removesAddress = false): RecordChange {
  return {
    fields: {
      ...outcomeFields(examined, 'withdrawn'),
      publication: undefined,
      scheduled: undefined,
      was: removesAddress
        ? undefined
        : review.publication
          ? identityOf(review.publication.facts)
          : review.was,
      retiredAt: undefined,
      addressRemoved: removesAddress || undefined,
    },
    owed: {
      outcome: 'withdrawn',
      files: Object.keys(review.seen).filter((key) => examined.seen[key] === undefined),
      findings: [],
      ...leftLine(examined),
    },
  };
}

/** Approved: public at once, or when its embargo ends. */
export function approved(
  review: Review,
  examined: Examined,
  decision: Extract<Decision, { outcome: 'approved' }>,
  documents: readonly PublishedDocument[],
): RecordChange {
  const publication = publicationOf(decision, documents, review.publication, examined.at);
  const { publishAt } = publication;
  const findings = [...renamed(review, decision), ...decision.findings];
  const waits = publishAt !== undefined && publishAt > examined.at;
  const same =
    isDeepStrictEqual(waits ? review.scheduled : review.publication, publication) &&
    review.outcome === 'approved' &&
    (waits || review.scheduled === undefined);
  // Only the upload time of the same files was corrected: no receipt.
  const nothingNew = same && isDeepStrictEqual(lastPuts(examined.seen), lastPuts(review.seen));
  return {
    fields: {
      ...outcomeFields(examined, 'approved'),
      findings,
      addressRemoved: undefined,
      // The heirs of an earlier version still wait for its signal.
      handover: review.handover?.signalled === false ? review.handover : undefined,
      ...(waits ? { scheduled: publication } : { publication, scheduled: undefined }),
      // The terms count from the first day of the report itself.
      ...(!waits && isFirstReport(review.publication, publication) && { firstListedAt: undefined }),
      ...(waits && publishAt !== review.scheduled?.publishAt && { remindedAt: undefined }),
      // A version that is new, and over already, has a receipt of that.
      ...(!waits && !same && { retiredAt: undefined }),
    },
    accepted: decision.accepted,
    ...(!nothingNew && {
      owed: {
        outcome: same ? 'unchanged' : waits ? 'scheduled' : 'published',
        files: Object.keys(examined.seen),
        facts: decision.facts,
        findings,
        ...(waits && { reason: publishAt }),
      },
    }),
  };
}

/** The upload replaces the published version by design, and another review under its name would too. */
function renamed(
  { publication }: Review,
  { facts }: Extract<Decision, { outcome: 'approved' }>,
): readonly Finding[] {
  const before = publication?.facts.title?.value;
  const message = `Until this version, the review at this address was called "${before}".`;
  return before === undefined || before === facts.title?.value ? [] : [{ code: 'another-title', message }];
}

const lastPuts = (seen: Review['seen']) =>
  Object.fromEntries(Object.entries(seen).map(([key, { etag, modifiedAt }]) => [key, [etag, modifiedAt]]));

/** Fields that every outcome sets, and those of the previous one that it clears. */
function outcomeFields({ at, digest, seen }: Examined, outcome: NonNullable<Review['outcome']>) {
  return {
    examined: digest,
    seen,
    outcome,
    outcomeAt: at,
    ...NO_OUTCOME,
  };
}

/** The PDFs, and a second person's approval of them. All approvals are empty: their time tells them apart. */
const digestOfApproved = (seen: Review['seen']): string =>
  digestOf(
    Object.fromEntries(
      Object.entries(seen).flatMap(([key, { etag, modifiedAt = '' }]) => {
        const role = roleOfKey(key);
        return role === 'pdf' ? [[key, etag]] : role === 'approval' ? [[key, modifiedAt]] : [];
      }),
    ),
  );
