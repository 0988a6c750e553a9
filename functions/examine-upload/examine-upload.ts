import { logReference } from '#shared/domain/log-reference.ts';
import { type Decision, decide, type Uploaded } from '#shared/domain/review/decide.ts';
import { lostLines } from '#shared/domain/review/note-terms.ts';
import { digestOf } from '#shared/domain/review/publication.ts';
import {
  applyChange,
  approved,
  type Examined,
  heldOrRejected,
  type RecordChange,
  removedBeforePublication,
  unchanged,
  unsupportedUpload,
  withdrawn,
} from '#shared/domain/review/record-change.ts';
import { newReview, type Review, withFields } from '#shared/domain/review/review.ts';
import { typesOf } from '#shared/domain/review/review-types.ts';
import { isNewer } from '#shared/domain/review/sequencer.ts';
import { recordKey, roleOfKey } from '#shared/domain/review/upload-key.ts';
import { tooLarge } from '#shared/domain/review/upload-size.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type {
  CleanCopies,
  Clock,
  EventLog,
  Examiner,
  Queue,
  ReviewChanged,
  Reviews,
  UploadObject,
  UploadSignal,
  Uploads,
} from '#shared/ports.ts';
import { updateReview } from '#shared/update-review.ts';
import { cleanCopies } from './clean-copies.ts';
import { lookElsewhere } from './look-elsewhere.ts';
import { objectVersions } from './object-versions.ts';
import { examineFiles, readFiles, scanOf, unreadFiles } from './uploaded-files.ts';

export interface ExamineUploadDeps {
  readonly uploads: Uploads;
  readonly reviews: Reviews;
  readonly cleanCopies: CleanCopies;
  readonly examiner: Examiner;
  readonly changes: Queue<ReviewChanged>;
  readonly clock: Clock;
  readonly eventLog: EventLog;
  readonly settings: Settings;
}

/**
 * Examines what is in the uploads bucket for one review, and records what is to become of it. Events are
 * signals: the record is read first, then the bucket, and the record is written only if nobody wrote it
 * meanwhile. So the newest state wins, however events come. Runs twice without harm.
 */
export async function examineUpload(deps: ExamineUploadDeps, signal: UploadSignal): Promise<void> {
  await updateReview(deps, signal.name, async (stored, write) => {
    const next = await nextRecord(deps, signal, stored ?? newReview(signal.name));
    if (next !== undefined) await write(next);
  });
  // Also when nothing changed: the delivery that did the work may have died before it signalled.
  await deps.changes.send({ name: signal.name });
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
  const conclusion = await concluded(deps, signal, known, review, now);
  if (conclusion === undefined) return fresh ? review : undefined;
  if (conclusion.owed !== undefined) {
    deps.eventLog.emit({
      type: 'upload.examined',
      ref: logReference(review.name),
      outcome: conclusion.owed.outcome,
      findings: [...new Set(conclusion.owed.findings.map((finding) => finding.code))],
      milliseconds: Date.parse(deps.clock.now()) - Date.parse(now),
    });
  }
  return applyChange(review, conclusion, now, deps.settings);
}

/**
 * What the examination of everything that is there comes to, or undefined when nothing changed or the malware
 * scan is not done.
 */
async function concluded(
  deps: ExamineUploadDeps,
  signal: UploadSignal,
  known: Review,
  review: Review,
  now: string,
): Promise<RecordChange | undefined> {
  if (signal.drop !== undefined && roleOfKey(signal.drop.key) === 'other') {
    return review === known || signal.drop.removed ? undefined : unsupportedUpload(signal.drop.key);
  }
  const objects = (await deps.uploads.list(signal.name)).filter(
    (object) => roleOfKey(object.key) !== 'other',
  );
  const scan = deps.settings.malwareScan ? await scanOf(deps.uploads, objects) : 'clean';
  const isPublished = review.publication ?? review.scheduled;
  const pdfs = objects.filter((object) => roleOfKey(object.key) === 'pdf');
  const reportIsGone =
    isPublished !== undefined && !pdfs.some((object) => object.key === isPublished.reportKey);
  if (scan === 'waiting' && !reportIsGone) return undefined;
  // What is there may have come since the examination began.
  const puts = await objectVersions(deps, review, objects, deps.clock.now());
  const refused = scan === 'clean' ? tooLarge(objects) : scan;
  const files =
    refused === undefined ? await readFiles(deps.uploads, review, puts) : unreadFiles(review, puts, refused);
  // What is public already was asked about before.
  const asks = refused === undefined && isPublished === undefined;
  const elsewhere = asks
    ? await lookElsewhere(deps.uploads, review.name, objects)
    : { nearNotes: [], nearPdfs: [] };
  const digest = digestOf([
    files.digest,
    elsewhere,
    deps.settings.secondPerson ? puts.map(({ key, drop }) => [key, drop?.principal]) : [],
  ]);
  const examined: Examined = { at: now, digest, seen: files.seen };
  if (review.examined === digest) return unchanged(known, examined);
  // A removal waits for no scan of what stays or comes.
  if (refused !== undefined && reportIsGone) return withdrawn(review, examined);
  if (refused !== undefined)
    return heldOrRejected(review, examined, { outcome: 'rejected', reason: refused }, scan !== 'clean');
  if (pdfs.length === 0 && (isPublished !== undefined || wasWithPdf(review)))
    return withdrawn(review, examined);
  if (objects.length === 0) return removedBeforePublication(review, examined);

  // A withdrawal waits for no examination where there is nothing new to examine.
  if (reportIsGone && onlyCompanionsStay(review, pdfs)) return withdrawn(review, examined);

  const types = typesOf(deps.settings);
  const uploaded = await examineFiles({ ...deps, types }, review.name, files);
  if (reportIsGone && !hasReport(uploaded)) return withdrawn(review, examined);
  const decision = decide({ ...uploaded, before: review, elsewhere }, deps.settings, now);
  const change = await changeOf(deps, review, examined, decision, uploaded.pdfs);
  return { ...change, fields: { ...change.fields, ...saidNow(review, uploaded, now, deps.settings) } };
}

/** What a decision changes: what is approved is cleaned first, and held if that cannot be done. */
async function changeOf(
  deps: ExamineUploadDeps,
  review: Review,
  examined: Examined,
  decision: Decision,
  pdfs: ReadonlyMap<string, Uint8Array>,
): Promise<RecordChange> {
  if (decision.outcome !== 'approved') return heldOrRejected(review, examined, decision);
  const cleaned = await cleanCopies(deps, decision, pdfs);
  return Array.isArray(cleaned)
    ? approved(review, examined, decision, cleaned)
    : heldOrRejected(review, examined, cleaned);
}

/** Whether every PDF that is left was examined beside the report, and approved as its companion. */
function onlyCompanionsStay(review: Review, pdfs: readonly UploadObject[]): boolean {
  return review.outcome === 'approved' && pdfs.every(({ key, etag }) => review.seen[key]?.etag === etag);
}

/** What the note says, once it can be used and takes nothing back in silence. */
function saidNow(
  { said = {} }: Review,
  { notes: [dropped] }: Uploaded,
  now: string,
  settings: Settings,
): Pick<Review, 'said'> {
  if (dropped === undefined || dropped.problems !== undefined) return {};
  return lostLines(said, dropped.note, now, settings).length > 0 ? {} : { said: dropped.note };
}

/** Whether the signal tells of a drop that the record does not know yet. */
function isFresh(review: Review, { drop }: UploadSignal): boolean {
  if (drop === undefined) return false;
  const key = recordKey(drop.key);
  const known = Object.hasOwn(review.drops, key) ? review.drops[key] : undefined;
  return known === undefined || isNewer(drop.sequencer, known.sequencer);
}

function withDrop(review: Review, { drop }: UploadSignal): Review {
  if (drop === undefined) return review;
  const { key, sequencer, removed, principal, etag, version, at } = drop;
  return withFields(review, {
    drops: {
      ...review.drops,
      [recordKey(key)]: {
        sequencer,
        removed,
        ...(principal !== undefined && { principal }),
        ...(etag !== undefined && { etag }),
        ...(version !== undefined && { version }),
        ...(at !== undefined && { at }),
      },
    },
  });
}

const wasWithPdf = (review: Review): boolean =>
  review.outcome !== 'withdrawn' && Object.keys(review.seen).some((key) => roleOfKey(key) === 'pdf');

const hasReport = (uploaded: Uploaded): boolean =>
  uploaded.documents.some(({ examination }) => examination.readable && examination.kind === 'report');
