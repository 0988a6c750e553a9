import { logReference } from '#shared/domain/log-reference.ts';
import { decide } from '#shared/domain/review/decide/decide.ts';
import type { Decision, Uploaded } from '#shared/domain/review/decide/decision.ts';
import { withMisnamedFiles } from '#shared/domain/review/files/named-files.ts';
import { nameOfKey, recordKey, roleOfKey } from '#shared/domain/review/files/upload-key.ts';
import { tooLarge } from '#shared/domain/review/files/upload-size.ts';
import { lostLines } from '#shared/domain/review/note/note-terms.ts';
import {
  inherited,
  isUnsettled,
  lastSaid,
  mayInherit,
  withHandover,
} from '#shared/domain/review/record/handover.ts';
import { digestOf } from '#shared/domain/review/record/publication.ts';
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
} from '#shared/domain/review/record/record-change.ts';
import { isNewer } from '#shared/domain/review/record/sequencer.ts';
import { newReview, type Review, withFields } from '#shared/domain/review/review.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type {
  CleanCopies,
  Clock,
  EventLog,
  Examiner,
  Identities,
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
import { identitiesThere, type SameReview, sameReview } from './same-review.ts';
import { examineFiles, readFiles, readNotes, removesAddress, scanOf, unreadFiles } from './uploaded-files.ts';

export interface ExamineUploadDeps {
  readonly uploads: Uploads;
  readonly reviews: Reviews;
  readonly identities: Identities;
  readonly cleanCopies: CleanCopies;
  readonly examiner: Examiner;
  readonly changes: Queue<ReviewChanged>;
  /** Where reports go whose words must be recognized; absent where `examiner` does that. */
  readonly scans?: Queue<ReviewChanged>;
  readonly clock: Clock;
  readonly eventLog: EventLog;
  readonly settings: Settings;
}

/**
 * Examines the current uploads of one review and records the decision. Events are only signals: it reads the
 * record, then the bucket, and writes the record by compare-and-swap. So the newest state wins in any order
 * of events. Idempotent.
 */
export async function examineUpload(deps: ExamineUploadDeps, signal: UploadSignal): Promise<void> {
  const review = await updateReview(deps, signal.name, async (stored, write) => {
    const next = await nextRecord(deps, signal, stored ?? newReview(signal.name));
    return next === undefined ? stored : await write(next);
  });
  for (const heir of review?.handover?.to ?? []) await nameHeir(deps, heir, signal.name);
  // Also if nothing changed: the delivery that changed the record may have died before it queued this.
  await deps.changes.send({ name: signal.name });
  if (review?.awaitsRecognition) await deps.scans?.send({ name: signal.name });
}

/** The new record, or undefined if it stays as it is. */
async function nextRecord(
  deps: ExamineUploadDeps,
  signal: UploadSignal,
  known: Review,
): Promise<Review | undefined> {
  const now = deps.clock.now();
  const fresh = isFresh(known, signal);
  const review = fresh ? withDrop(known, signal) : known;
  const conclusion = await withHeirs(deps, review, await concluded(deps, signal, known, review, now));
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
  const next = applyChange(review, conclusion, now, deps.settings);
  if (!conclusion.leavesListing) return next;
  return (await nextRecord(deps, { name: signal.name }, next)) ?? next;
}

/** The result of examining all uploads, or undefined if nothing changed or the malware scan is pending. */
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
  const objects = (await deps.uploads.list(signal.name)).filter(({ key }) => roleOfKey(key) !== 'other');
  const scan = deps.settings.malwareScan ? await scanOf(deps.uploads, objects) : 'clean';
  if (scan === 'waiting' && !isReportGone(review, objects)) return undefined;
  const earlier = await earlierReview(deps, review, objects);
  // The publisher of a withdrawn review signals its heirs once nothing of it is under way.
  if (earlier !== undefined && isUnsettled(earlier)) return undefined;
  const refused = scan === 'clean' ? tooLarge(review.name, objects) : scan;
  const { files, elsewhere, digest } = await readUploads(deps, review, objects, refused);
  const examined: Examined = { at: now, digest, seen: files.seen };
  if (await isDone(deps, review, digest)) return unchanged(known, examined);
  if (refused !== undefined && !isReportGone(review, objects))
    return heldOrRejected(review, examined, { outcome: 'rejected', reason: refused }, scan !== 'clean');
  const notes = refused === undefined ? await readNotes(deps, files) : [];
  const removesPage = removesAddress(review, notes);
  const removal = removalOf(review, objects, examined, refused, removesPage);
  if (removal !== undefined) return leavingListing(removal, objects, notes);

  const uploaded = await examineFiles(deps, review.name, files, notes);
  if (isReportGone(review, objects) && !hasNewReport(review, objects, uploaded))
    return withdrawn(review, examined, removesPage);
  return decided(deps, review, earlier, { ...uploaded, elsewhere }, examined);
}

/** Whether these files were examined, and what they were held for is as it was. */
async function isDone(deps: ExamineUploadDeps, review: Review, digest: string): Promise<boolean> {
  if (review.examined !== digest || (deps.scans === undefined && review.awaitsRecognition)) return false;
  if (review.heldFor === undefined) return true;
  const other = await deps.reviews.get(review.heldFor);
  return other !== undefined && (await identitiesThere(deps, other)).length > 0;
}

/** What the rules make of the files. An approved review takes over the address of an earlier one. */
async function decided(
  deps: ExamineUploadDeps,
  review: Review,
  earlier: Review | undefined,
  read: Awaited<ReturnType<typeof examineFiles>>,
  examined: Examined,
): Promise<RecordChange> {
  const alone = earlier === undefined ? review : withFields(review, lastSaid(review, earlier));
  const uploaded = { ...read, ...withMisnamedFiles(read, alone) };
  const first = decide({ ...uploaded, before: alone }, deps.settings, examined.at);
  const same =
    first.outcome === 'approved'
      ? await sameReview(deps, review, first, examined.seen, examined.at)
      : undefined;
  const before = same === undefined || same.isThere ? alone : withFields(alone, lastSaid(alone, same.other));
  const decision =
    same === undefined
      ? first
      : decide({ ...uploaded, elsewhere: besides(uploaded, same), before }, deps.settings, examined.at);
  const change = await changeOf(deps, review, examined, decision, uploaded.pdfs);
  const takesOver = earlier !== undefined && change.fields.outcome === 'approved';
  return {
    ...change,
    fields: {
      ...change.fields,
      ...(takesOver && inherited(earlier)),
      ...saidNow(before, uploaded, decision, examined.at, deps.settings),
      ...(decision.outcome === 'held' && same?.isThere && { heldFor: same.other.name }),
    },
  };
}

/** The questions about files elsewhere, and about a review that seems to be the same. */
const besides = (
  { elsewhere }: Uploaded,
  { other, isThere }: SameReview,
): NonNullable<Uploaded['elsewhere']> => ({
  ...(elsewhere ?? { nearNotes: [], nearPdfs: [] }),
  ...(isThere ? { sameFacts: other.name } : { removed: other.name }),
});

/** A withdrawn review with the same PDF whose address this one may take over. */
async function earlierReview(
  { reviews }: ExamineUploadDeps,
  review: Review,
  objects: readonly UploadObject[],
): Promise<Review | undefined> {
  if (review.sameAs === undefined || !isUnpublished(review)) return undefined;
  const earlier = await reviews.get(review.sameAs);
  const etags = new Set(objects.map(({ etag }) => etag));
  return earlier !== undefined && mayInherit(review, earlier, etags) ? earlier : undefined;
}

/** Adds to a withdrawal the reviews with the same PDF. */
async function withHeirs(
  { uploads }: ExamineUploadDeps,
  review: Review,
  change: RecordChange | undefined,
): Promise<RecordChange | undefined> {
  const version = publicationOrScheduled(review);
  const report = version?.withoutReport === undefined ? version?.reportKey : undefined;
  const etag = report === undefined ? undefined : review.seen[report]?.etag;
  if (change?.owed?.outcome !== 'withdrawn' || etag === undefined) return change;
  const heirs = new Set<string>();
  for await (const object of uploads.all()) {
    const name = nameOfKey(object.key);
    if (object.etag === etag && name !== undefined && name !== review.name) heirs.add(name);
  }
  return withHandover(change, etag, [...heirs]);
}

/** Records that a review which was never public may take over from another one. */
async function nameHeir(deps: ExamineUploadDeps, name: string, sameAs: string): Promise<void> {
  await updateReview(deps, name, async (stored, write) => {
    const heir = stored ?? newReview(name);
    if (isUnpublished(heir) && heir.sameAs !== sameAs) await write(withFields(heir, { sameAs }));
  });
}

const isUnpublished = (review: Review): boolean =>
  publicationOrScheduled(review) === undefined && review.permalink === undefined;

/** Reads the files of a review, unless `refused` says why not, with a digest of every input of a decision. */
async function readUploads(
  deps: ExamineUploadDeps,
  review: Review,
  objects: readonly UploadObject[],
  refused: string | undefined,
) {
  // The clock is read after listing: an object may have arrived since the examination began.
  const versions = await objectVersions(deps, review, objects, deps.clock.now());
  const files =
    refused === undefined
      ? await readFiles(deps.uploads, review, versions)
      : unreadFiles(review, versions, refused);
  // A published review was asked about other files before.
  const elsewhere =
    refused === undefined && publicationOrScheduled(review) === undefined
      ? await lookElsewhere(deps, review.name, objects)
      : { nearNotes: [], nearPdfs: [] };
  const droppers = deps.settings.secondPerson ? versions.map(({ key, drop }) => [key, drop?.principal]) : [];
  // A note of another review, which comes or goes, is no reason to examine this one again.
  const { notesAlone: _, ...others } = elsewhere;
  const asked = { ...others, nearPdfs: others.nearPdfs.map(({ key }) => key) };
  return { files, elsewhere, digest: digestOf([files.digest, asked, droppers]) };
}

/** A change that needs no examination, because files were deleted. It does not wait for the malware scan. */
function removalOf(
  review: Review,
  objects: readonly UploadObject[],
  examined: Examined,
  refused: string | undefined,
  removesPage: boolean,
): RecordChange | undefined {
  const pdfs = objects.filter(({ key }) => roleOfKey(key) === 'pdf');
  if (isReportGone(review, objects) && (refused !== undefined || onlyCompanionsStay(review, pdfs)))
    return withdrawn(review, examined, removesPage);
  const isNoteAlone = publicationOrScheduled(review)?.withoutReport !== undefined;
  if (
    pdfs.length === 0 &&
    !isNoteAlone &&
    (publicationOrScheduled(review) !== undefined || wasWithPdf(review))
  )
    return withdrawn(review, examined, removesPage);
  if (pdfs.length === 0 && removesPage && review.addressRemoved !== true)
    return withdrawn(review, examined, true);
  return objects.length === 0 ? removedBeforePublication(review, examined) : undefined;
}

/** A withdrawal, after which the note that is left lists the review without its report. */
function leavingListing(
  change: RecordChange,
  objects: readonly UploadObject[],
  [note]: Uploaded['notes'],
): RecordChange {
  const hasPdf = objects.some(({ key }) => roleOfKey(key) === 'pdf');
  if (change.owed?.outcome !== 'withdrawn' || hasPdf || note?.note.status === undefined) return change;
  return { ...change, fields: { ...change.fields, examined: undefined }, leavesListing: true };
}

const publicationOrScheduled = (review: Review) => review.publication ?? review.scheduled;

/** Whether the report of the published or scheduled version was deleted. */
function isReportGone(review: Review, objects: readonly UploadObject[]): boolean {
  const version = publicationOrScheduled(review);
  return version !== undefined && !objects.some(({ key }) => key === version.reportKey);
}

/**
 * Applies a decision to the record. Approved documents are cleaned first; if one cannot be, the review is
 * held.
 */
async function changeOf(
  deps: ExamineUploadDeps,
  review: Review,
  examined: Examined,
  decision: Decision,
  pdfs: ReadonlyMap<string, Uint8Array>,
): Promise<RecordChange> {
  if (decision.outcome !== 'approved') return heldOrRejected(review, examined, decision);
  const cleaned = await cleanCopies(deps, decision, pdfs);
  if ('outcome' in cleaned) return heldOrRejected(review, examined, cleaned);
  const findings = [...decision.findings, ...cleaned.findings];
  return approved(review, examined, { ...decision, findings }, cleaned.documents);
}

/** Whether every remaining PDF was there beside the report already, and none is a copy of it. */
function onlyCompanionsStay(review: Review, pdfs: readonly UploadObject[]): boolean {
  return pdfs.every((pdf) => wasBesideReport(review, pdf));
}

function wasBesideReport(review: Review, { key, etag }: UploadObject): boolean {
  const report = review.seen[publicationOrScheduled(review)?.reportKey ?? '']?.etag;
  return review.seen[key]?.etag === etag && etag !== report;
}

/** The review note, if it is valid and does not silently revoke an earlier statement. */
function saidNow(
  { said = {} }: Review,
  { notes: [dropped] }: Uploaded,
  { findings = [] }: Decision,
  now: string,
  settings: Settings,
): RecordChange['fields'] {
  if (dropped === undefined) return {};
  if (dropped.problems !== undefined) return { noteUnusable: true };
  const isLoss = lostLines(said, dropped, now, settings).length > 0;
  const isDoubted = findings.some(({ code }) => code === 'unlikely-date');
  return { noteUnusable: isDoubted || undefined, ...(!isLoss && { said: dropped.note }) };
}

/** Whether the signal is about an upload event that the record does not contain yet. */
function isFresh(review: Review, { drop }: UploadSignal): boolean {
  if (drop === undefined) return false;
  const key = recordKey(drop.key);
  const known = Object.hasOwn(review.drops, key) ? review.drops[key] : undefined;
  return known === undefined || isNewer(drop.sequencer, known.sequencer);
}

function withDrop(review: Review, { drop }: UploadSignal): Review {
  if (drop === undefined) return review;
  const { key, ...event } = drop;
  return withFields(review, { drops: { ...review.drops, [recordKey(key)]: event } });
}

const wasWithPdf = (review: Review): boolean =>
  review.outcome !== 'withdrawn' && Object.keys(review.seen).some((key) => roleOfKey(key) === 'pdf');

/** Whether a PDF that was not beside the report already is a report. */
function hasNewReport(review: Review, objects: readonly UploadObject[], { documents }: Uploaded): boolean {
  const companions = new Set(
    objects.filter((object) => wasBesideReport(review, object)).map(({ key }) => key),
  );
  return documents.some(
    ({ key, examination }) => examination.readable && examination.kind === 'report' && !companions.has(key),
  );
}
