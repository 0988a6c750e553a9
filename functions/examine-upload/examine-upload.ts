import { type Decision, decide, fileOf, type Uploaded } from '#shared/domain/decide.ts';
import { dueAtOf } from '#shared/domain/due.ts';
import type { PublishedDocument } from '#shared/domain/entry.ts';
import { digestOf, publicationOf } from '#shared/domain/publication.ts';
import { refOf } from '#shared/domain/ref.ts';
import {
  newReview,
  type OwedReceipt,
  type Publication,
  type Review,
  withFields,
} from '#shared/domain/review.ts';
import { REVIEW_TYPES } from '#shared/domain/review-types.ts';
import { isNewer } from '#shared/domain/sequencer.ts';
import type { Settings } from '#shared/domain/settings.ts';
import { roleOfKey } from '#shared/domain/upload-key.ts';
import type {
  Clock,
  Examiner,
  Journal,
  Queue,
  ReviewChanged,
  Reviews,
  UploadObject,
  UploadSignal,
  Uploads,
  Vetted,
} from '#shared/ports.ts';
import { examineFiles, readFiles, type UploadedFiles, unreadFiles } from './uploaded-files.ts';

export interface ExamineUploadDeps {
  readonly uploads: Uploads;
  readonly reviews: Reviews;
  readonly vetted: Vetted;
  readonly examiner: Examiner;
  readonly changes: Queue<ReviewChanged>;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly settings: Settings;
}

/** How often a lost race for the record is tried anew before the message goes back to the queue. */
const ATTEMPTS = 5;

/**
 * Examines what is in the uploads bucket for one review, and records what is to become of it.
 * Events are signals: the record is read first, then the bucket, and the record is written only if nobody wrote it
 * meanwhile. So the newest state wins, however events come. Runs twice without harm.
 */
export async function examineUpload(deps: ExamineUploadDeps, signal: UploadSignal): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const known = (await deps.reviews.get(signal.name)) ?? newReview(signal.name);
    const next = await nextRecord(deps, signal, known);
    if (next === undefined || (await deps.reviews.put(next)) === 'written') {
      // Also when nothing changed: the delivery that did the work may have died before it signalled.
      await deps.changes.send({ name: signal.name });
      return;
    }
  }
  throw new Error('The record of this review is being changed by others; the message is tried again.');
}

/** What the record is to be, or undefined when it stays as it is. */
async function nextRecord(
  deps: ExamineUploadDeps,
  signal: UploadSignal,
  known: Review,
): Promise<Review | undefined> {
  const now = deps.clock.now();
  const fresh = isFresh(known, signal);
  const review = fresh ? withDrop(known, signal) : known;
  const unless = (changed: boolean) => (changed ? review : undefined);

  if (signal.drop !== undefined && roleOfKey(signal.drop.key) === 'other') {
    if (!fresh || signal.drop.removed) return unless(fresh);
    const reason = `${fileOf(signal.drop.key)} cannot be published. Drop the review as a PDF, and what you have to say about it as ${signal.name}.yaml.`;
    return conclude(deps, review, now, {
      owed: { outcome: 'rejected', reason, files: [signal.drop.key], findings: [] },
    });
  }

  const objects = (await deps.uploads.list(signal.name)).filter(
    (object) => roleOfKey(object.key) !== 'other',
  );
  const scan = deps.settings.malwareScan ? await scanOf(deps.uploads, objects) : 'clean';
  if (scan === 'waiting') return unless(fresh);
  const files =
    scan === 'clean' ? await readFiles(deps.uploads, review, objects) : unreadFiles(review, objects, scan);
  const drops = dropsOf(review, objects);
  const examined = deps.settings.secondPerson
    ? digestOf([files.digest, Object.entries(drops).map(([key, { principal }]) => [key, principal])])
    : files.digest;

  if (review.examined === examined) {
    const again = Object.entries(files.seen).flatMap(([key, { modifiedAt = '' }]) =>
      modifiedAt > (known.seen[key]?.modifiedAt ?? modifiedAt) ? [key] : [],
    );
    if (again.length === 0) return unless(fresh);
    deps.journal.record({ type: 'upload.unchanged', ref: refOf(review.name) });
    return conclude(deps, review, now, {
      fields: { seen: files.seen },
      owed: { outcome: 'unchanged', files: again, findings: review.findings },
    });
  }
  if (scan !== 'clean')
    return decided(deps, review, now, examined, files, { outcome: 'rejected', reason: scan });

  const isPublished = review.publication ?? review.scheduled;
  const pdfs = objects.filter((object) => roleOfKey(object.key) === 'pdf');
  if (pdfs.length === 0 && (isPublished !== undefined || wasWithPdf(review)))
    return withdrawn(deps, review, now, examined, files);
  if (objects.length === 0) return emptied(review, examined);

  const uploaded = await examineFiles({ ...deps, types: typesOf(deps.settings) }, review.name, drops, files);
  const reportIsGone =
    isPublished !== undefined && !pdfs.some((object) => object.key === isPublished.reportKey);
  if (reportIsGone && !hasReport(uploaded)) return withdrawn(deps, review, now, examined, files);
  const decision = decide(uploaded, deps.settings);
  if (decision.outcome !== 'approved') return decided(deps, review, now, examined, files, decision);
  const cleaned = await cleanCopies(deps, decision, uploaded.pdfs);
  if (!Array.isArray(cleaned)) return decided(deps, review, now, examined, files, cleaned);
  return approved(deps, review, now, examined, files, decision, cleaned);
}

/** Whether the signal tells of a drop that the record does not know yet. */
function isFresh(review: Review, { drop }: UploadSignal): boolean {
  if (drop === undefined) return false;
  const known = review.drops[drop.key];
  return known === undefined || isNewer(drop.sequencer, known.sequencer);
}

function withDrop(review: Review, { drop }: UploadSignal): Review {
  if (drop === undefined) return review;
  const { key, sequencer, removed, principal, etag } = drop;
  return withFields(review, {
    drops: {
      ...review.drops,
      [key]: {
        sequencer,
        removed,
        ...(principal !== undefined && { principal }),
        ...(etag !== undefined && { etag }),
      },
    },
  });
}

/** The drops that put the very bytes that are there: of others nobody knows yet who dropped them. */
function dropsOf(review: Review, objects: readonly UploadObject[]): Review['drops'] {
  return Object.fromEntries(
    objects.flatMap(({ key, etag }) => {
      const drop = review.drops[key];
      return drop?.etag === etag ? [[key, drop]] : [];
    }),
  );
}

const wasWithPdf = (review: Review): boolean =>
  review.outcome !== 'withdrawn' && Object.keys(review.seen).some((key) => roleOfKey(key) === 'pdf');

const hasReport = (uploaded: Uploaded): boolean =>
  uploaded.documents.some(({ examination }) => examination.readable && examination.kind === 'report');

/** The types table with the publisher's own types. */
function typesOf(settings: Settings) {
  return [...REVIEW_TYPES, ...settings.types];
}

/** Whether every object passed the malware scan: `clean`, `waiting`, or a sentence that says which did not. */
async function scanOf(uploads: Uploads, objects: readonly UploadObject[]): Promise<string> {
  let waiting = false;
  for (const object of objects) {
    const answer = await uploads.scan(object);
    if (answer === 'threat')
      return `The malware scan found a threat in ${fileOf(object.key)}. Remove the file, and tell your IT security team.`;
    if (answer === 'not-scanned')
      return `The malware scan could not read ${fileOf(object.key)}. Save it anew without a password, and drop it again.`;
    waiting ||= answer === 'none';
  }
  return waiting ? 'waiting' : 'clean';
}

/** The clean copies in the vetted bucket, or the decision to hold when one cannot be made. */
async function cleanCopies(
  deps: ExamineUploadDeps,
  decision: Extract<Decision, { outcome: 'approved' }>,
  pdfs: ReadonlyMap<string, Uint8Array>,
): Promise<PublishedDocument[] | Extract<Decision, { outcome: 'held' }>> {
  const copies: PublishedDocument[] = [];
  const title = decision.facts.title?.value ?? '';
  for (const document of decision.documents) {
    const pdf = pdfs.get(document.key);
    if (pdf === undefined) throw new Error('A document was approved without its bytes.');
    const language = document.facts.language?.value ?? deps.settings.publisher.language;
    const copy = await deps.examiner.clean(pdf, {
      title: document.kind === 'report' ? title : `${title}: ${document.title}`,
      language,
      publisher: deps.settings.publisher.name,
    });
    if ('refused' in copy) {
      const message = `${fileOf(document.key)}: ${copy.refused}`;
      return {
        outcome: 'held',
        facts: decision.facts,
        findings: [{ code: 'cannot-be-cleaned', message }, ...decision.findings],
      };
    }
    await deps.vetted.keep(copy.sha256, copy.pdf);
    const { kind, file } = document;
    copies.push({
      kind,
      file,
      title: document.title,
      sha256: copy.sha256,
      bytes: copy.pdf.length,
      pages: document.facts.pages,
      language,
    });
  }
  return copies;
}

const digestOfPdfs = (seen: Review['seen']): string =>
  digestOf(
    Object.fromEntries(
      Object.entries(seen).flatMap(([key, one]) => (roleOfKey(key) === 'pdf' ? [[key, one.etag]] : [])),
    ),
  );

/** The record after a decision that changes nothing in public. */
function decided(
  deps: ExamineUploadDeps,
  review: Review,
  now: string,
  examined: string,
  files: UploadedFiles,
  decision: Exclude<Decision, { outcome: 'approved' }>,
): Review {
  const findings = decision.outcome === 'held' ? [...decision.findings] : [];
  const facts = decision.outcome === 'held' ? decision.facts : undefined;
  // What its officer has replaced must not become public when its embargo ends. A note that cannot be used changes nothing.
  const overtaken =
    review.scheduled !== undefined &&
    (decision.outcome === 'held' || digestOfPdfs(files.seen) !== digestOfPdfs(review.seen));
  const reason = overtaken
    ? [decision.reason, 'The version that was scheduled before will not be published.']
        .filter(Boolean)
        .join('\n')
    : decision.reason;
  return conclude(deps, review, now, {
    fields: {
      ...(overtaken && { scheduled: undefined }),
      examined,
      seen: files.seen,
      outcome: decision.outcome,
      outcomeAt: now,
      reason,
      findings,
      facts,
    },
    owed: {
      outcome: decision.outcome,
      files: files.objects.map((object) => object.key),
      findings,
      ...(reason !== undefined && { reason }),
      ...(facts !== undefined && { facts }),
    },
  });
}

/** The record after the last of what was never published was removed: there is nothing to tell of. */
function emptied(review: Review, examined: string): Review {
  const nothing = {
    outcome: undefined,
    outcomeAt: undefined,
    reason: undefined,
    findings: [],
    facts: undefined,
  };
  return withFields(review, { examined, seen: {}, ...(review.outcome !== 'withdrawn' && nothing) });
}

/** The record after the report was removed: nothing of it may stay public. */
function withdrawn(
  deps: ExamineUploadDeps,
  review: Review,
  now: string,
  examined: string,
  files: UploadedFiles,
): Review {
  return conclude(deps, review, now, {
    fields: {
      examined,
      seen: files.seen,
      outcome: 'withdrawn',
      outcomeAt: now,
      reason: undefined,
      findings: [],
      facts: undefined,
      publication: undefined,
      scheduled: undefined,
    },
    owed: {
      outcome: 'withdrawn',
      files: Object.keys(review.seen).filter((key) => files.seen[key] === undefined),
      findings: [],
    },
  });
}

/** The record after every check passed: public at once, or when its embargo ends. */
function approved(
  deps: ExamineUploadDeps,
  review: Review,
  now: string,
  examined: string,
  files: UploadedFiles,
  decision: Extract<Decision, { outcome: 'approved' }>,
  documents: readonly PublishedDocument[],
): Review {
  const publication = publicationOf(decision, documents, review.publication, now);
  const waits = publication.publishAt !== undefined && publication.publishAt > now;
  const same =
    isSame(waits ? review.scheduled : review.publication, publication) &&
    review.outcome === 'approved' &&
    (waits || review.scheduled === undefined);
  return conclude(deps, review, now, {
    fields: {
      examined,
      seen: files.seen,
      outcome: 'approved',
      outcomeAt: now,
      reason: undefined,
      findings: [...decision.findings],
      facts: undefined,
      ...(waits
        ? {
            scheduled: publication,
            ...(publication.publishAt !== review.scheduled?.publishAt && { remindedAt: undefined }),
          }
        : { publication, scheduled: undefined }),
      ...(review.retiredAt !== undefined &&
        publication.retireOn !== review.publication?.retireOn && { retiredAt: undefined }),
    },
    owed: {
      outcome: same ? 'unchanged' : waits ? 'scheduled' : 'published',
      files: files.objects.map((object) => object.key),
      facts: decision.facts,
      findings: [...decision.findings],
      ...(waits && publication.publishAt !== undefined && { reason: publication.publishAt }),
    },
  });
}

const isSame = (before: Publication | undefined, now: Publication): boolean =>
  before !== undefined && digestOf(before) === digestOf(now);

/** The record with its new fields, the receipt that is owed, and the instant at which the sweep looks again. */
function conclude(
  deps: ExamineUploadDeps,
  review: Review,
  now: string,
  step: {
    readonly fields?: { readonly [Key in keyof Review]?: Review[Key] | undefined };
    readonly owed: Omit<OwedReceipt, 'at'>;
  },
): Review {
  const next = withFields(review, {
    ...step.fields,
    owed: [...review.owed, { ...step.owed, at: now }],
    unsettledSince: review.unsettledSince ?? now,
  });
  deps.journal.record({
    type: 'upload.examined',
    ref: refOf(review.name),
    outcome: step.owed.outcome,
    findings: [...new Set(step.owed.findings.map((finding) => finding.code))],
    milliseconds: Date.parse(deps.clock.now()) - Date.parse(now),
  });
  return withFields(next, { dueAt: dueAtOf(next, deps.settings.publisher.timeZone) });
}
