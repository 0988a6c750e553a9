import { isDeepStrictEqual } from 'node:util';
import type { PublishedDocument } from '../listing/entry.ts';
import type { Settings } from '../settings.ts';
import type { Decision } from './decide.ts';
import { decisionOf } from './decision-log.ts';
import type { Finding } from './finding.ts';
import { digestOf, publicationOf } from './publication.ts';
import { type OwedReceipt, type Review, withFields } from './review.ts';
import { whyUnsupported } from './unsupported-upload.ts';
import { roleOfKey } from './upload-key.ts';

/** What an examination changes in a record, and the receipt that is owed for it. */
export interface RecordChange {
  readonly fields: { readonly [Key in keyof Review]?: Review[Key] | undefined };
  readonly owed?: Omit<OwedReceipt, 'at'>;
  /** Codes of the findings that the officer accepted. */
  readonly accepted?: readonly string[];
}

/** A receipt names so many files, and says so much of why: more than an officer reads at once. */
const MOST_FILES = 50;
const MOST_LINES = 40;
const MOST_COLUMNS = 1000;

/** What was examined. */
export interface Examined {
  /** Instant at which it began. */
  readonly at: string;
  /** Digest of everything that a decision depends on. */
  readonly digest: string;
  /** The objects that were there. */
  readonly seen: Review['seen'];
}

/** The record after a change, with the receipt that it owes. */
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

/**
 * A receipt that a record, of at most 400 KB, has room for several times. Findings are bounded where they are
 * made.
 */
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

/** Something was dropped that is neither a PDF, a note nor an approval. */
export function unsupportedUpload(key: string): RecordChange {
  const reason = whyUnsupported(key);
  return { fields: {}, owed: { outcome: 'rejected', reason, files: [key], findings: [] } };
}

/**
 * The same was dropped again, or more became known of when it was; undefined when nothing happened at all.
 */
export function unchanged(known: Review, { seen }: Examined): RecordChange | undefined {
  const files = Object.entries(seen).flatMap(([key, { modifiedAt = '' }]) =>
    modifiedAt > (known.seen[key]?.modifiedAt ?? modifiedAt) ? [key] : [],
  );
  if (files.length === 0) return isDeepStrictEqual(seen, known.seen) ? undefined : { fields: { seen } };
  return { fields: { seen }, owed: { outcome: 'unchanged', files, findings: known.findings } };
}

/**
 * Held or rejected: what is public stays as it is. A version that is scheduled stays so only while its PDFs
 * do, and while the malware scan finds nothing in what is there (`unsafe`).
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
  // What its officer has replaced must not become public when its embargo ends. A note that cannot be used
  // changes nothing.
  const overtaken =
    review.scheduled !== undefined &&
    (unsafe ||
      (decision.outcome === 'held' && decision.keepsSchedule !== true) ||
      digestOfPdfs(examined.seen) !== digestOfPdfs(review.seen));
  const ofSchedule = overtaken
    ? 'The version that was scheduled before will not be published.'
    : 'What was scheduled before stays scheduled.';
  const said = decision.reason === undefined ? undefined : boundedText(decision.reason);
  const reason = review.scheduled === undefined ? said : [said, ofSchedule].filter(Boolean).join('\n');
  return {
    fields: {
      ...(overtaken && { scheduled: undefined }),
      ...outcomeFields(examined, outcome),
      reason,
      findings,
      facts,
    },
    owed: {
      outcome,
      files: Object.keys(examined.seen),
      findings,
      ...(reason !== undefined && { reason }),
      ...(facts !== undefined && { facts }),
    },
  };
}

/** The last of what was never published was removed: there is nothing to tell of. */
export function removedBeforePublication(review: Review, { digest }: Examined): RecordChange {
  const nothing = {
    outcome: undefined,
    outcomeAt: undefined,
    reason: undefined,
    findings: [],
    facts: undefined,
  };
  return { fields: { examined: digest, seen: {}, ...(review.outcome !== 'withdrawn' && nothing) } };
}

/** The report was removed: nothing of it may stay public. */
export function withdrawn(review: Review, examined: Examined): RecordChange {
  return {
    fields: {
      ...outcomeFields(examined, 'withdrawn'),
      publication: undefined,
      scheduled: undefined,
      retiredAt: undefined,
    },
    owed: {
      outcome: 'withdrawn',
      files: Object.keys(review.seen).filter((key) => examined.seen[key] === undefined),
      findings: [],
    },
  };
}

/** Every check passed: public at once, or when its embargo ends. */
export function approved(
  review: Review,
  examined: Examined,
  decision: Extract<Decision, { outcome: 'approved' }>,
  documents: readonly PublishedDocument[],
): RecordChange {
  const publication = publicationOf(decision, documents, review.publication, examined.at);
  const { publishAt, retireOn } = publication;
  const findings = [...renamed(review, decision), ...decision.findings];
  const waits = publishAt !== undefined && publishAt > examined.at;
  const same =
    isDeepStrictEqual(waits ? review.scheduled : review.publication, publication) &&
    review.outcome === 'approved' &&
    (waits || review.scheduled === undefined);
  // More became known of when the same was dropped: that is nothing to tell of.
  const nothingNew = same && isDeepStrictEqual(lastPuts(examined.seen), lastPuts(review.seen));
  return {
    fields: {
      ...outcomeFields(examined, 'approved'),
      findings,
      ...(waits ? { scheduled: publication } : { publication, scheduled: undefined }),
      ...(waits && publishAt !== review.scheduled?.publishAt && { remindedAt: undefined }),
      ...(!waits && retireOn !== review.publication?.retireOn && { retiredAt: undefined }),
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

/** A new version replaces what is there, by promise; another review would do so too. */
function renamed(
  { publication }: Review,
  { facts }: Extract<Decision, { outcome: 'approved' }>,
): readonly Finding[] {
  const before = publication?.facts.title?.value;
  return before === undefined || before === facts.title?.value
    ? []
    : [
        {
          code: 'another-title',
          message: `Until this version, the review at this address was called "${before}".`,
        },
      ];
}

const lastPuts = (seen: Review['seen']) =>
  Object.fromEntries(Object.entries(seen).map(([key, { etag, modifiedAt }]) => [key, [etag, modifiedAt]]));

/** What every outcome sets, and what it leaves of the one before. */
function outcomeFields({ at, digest, seen }: Examined, outcome: NonNullable<Review['outcome']>) {
  return {
    examined: digest,
    seen,
    outcome,
    outcomeAt: at,
    reason: undefined,
    findings: [],
    facts: undefined,
  };
}

const digestOfPdfs = (seen: Review['seen']): string =>
  digestOf(
    Object.fromEntries(
      Object.entries(seen).flatMap(([key, one]) => (roleOfKey(key) === 'pdf' ? [[key, one.etag]] : [])),
    ),
  );
