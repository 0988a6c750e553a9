import { oneLine } from '../escape.ts';
import { type Entry, permalinkOf } from '../listing/entry.ts';
import { compareText } from '../listing/listing.ts';
import { isPublic } from '../listing/year-page.ts';
import { momentInWords } from '../local-time.ts';
import { logReference } from '../log-reference.ts';
import { noteNameOf } from '../messages/receipt.ts';
import { type FactRow, factRows } from '../messages/receipt-facts.ts';
import { repositoryNote, repositoryText } from '../messages/repository-text.ts';
import { whyUnsupported } from '../review/files/unsupported-upload.ts';
import { fileOf, nameOfKey, roleOfKey } from '../review/files/upload-key.ts';
import { type Lifecycle, type LifecycleState, lifecycle, type WaitsFor } from '../review/lifecycle.ts';
import { newReview, type Review } from '../review/review.ts';
import { typesOf } from '../review/review-types.ts';
import type { Settings } from '../settings.ts';
import { type DashboardFinding, dashboardFindings, linesToWrite } from './dashboard-findings.ts';
import { type DashboardPicture, dashboardPictures } from './dashboard-pictures.ts';

/** An object of the uploads bucket, as listed. */
export interface DashboardObject {
  readonly key: string;
  readonly etag: string;
  readonly modifiedAt: string;
}

/** A file of an upload. `by` is the uploader's AWS principal, if known. */
interface DashboardFile {
  readonly key: string;
  readonly droppedAt: string;
  readonly by?: string;
}

/** One upload as its officer sees it. Plain texts; the renderer escapes them. */
export interface DashboardReview {
  readonly name: string;
  readonly ref: string;
  readonly title?: string;
  readonly state: LifecycleState;
  /** Instant of the latest event. */
  readonly at: string;
  readonly atInWords: string;
  /** Who must act, and how, before it proceeds. */
  readonly waitsFor?: string;
  /** The outcome, in sentences. */
  readonly sentences: readonly string[];
  /** Its public page: the review, or the notice in its place. */
  readonly address?: string;
  readonly files: readonly DashboardFile[];
  readonly findings: readonly DashboardFinding[];
  /** Lines to write and the review note that they go to, if a finding can be answered. */
  readonly answer?: { readonly note: string; readonly lines: readonly string[] };
  readonly facts: readonly FactRow[];
  /** Text for the national case review repository, once the review is public. */
  readonly ready?: string;
  /** What to check and add before sending it. */
  readonly readyNote?: string;
  readonly pictures: readonly DashboardPicture[];
  /** Number of pages with findings that have no picture. */
  readonly morePages: number;
}

export interface Dashboard {
  readonly publisher: string;
  readonly site: string;
  readonly at: string;
  readonly atInWords: string;
  /** Newest first. */
  readonly reviews: readonly DashboardReview[];
}

/** Input of the dashboard: records, entries, and objects of the uploads bucket. */
export interface DashboardSources {
  readonly reviews: readonly Review[];
  readonly entries: readonly Entry[];
  readonly objects: readonly DashboardObject[];
  readonly now: string;
}

/** The officers' dashboard: every upload with its outcome, newest first. Private. */
export function dashboardOf(
  { reviews, entries, objects, now }: DashboardSources,
  settings: Settings,
): Dashboard {
  const byName = Map.groupBy(objects, ({ key }) => nameOfKey(key));
  const known = new Set(reviews.map(({ name }) => name));
  const unknown = [...byName.keys()].flatMap((name) =>
    name === undefined || known.has(name) ? [] : [newReview(name)],
  );
  const entryOf = new Map(entries.map((entry) => [entry.upload, entry]));
  return {
    publisher: oneLine(settings.publisher.name),
    site: settings.publisher.site,
    at: now,
    atInWords: momentInWords(now, settings.publisher.timeZone),
    reviews: [...reviews, ...unknown]
      .flatMap(
        (review) =>
          dashboardReview(review, entryOf.get(review.name), byName.get(review.name) ?? [], now, settings) ??
          [],
      )
      .sort((one, other) => compareText(other.at, one.at) || compareText(one.name, other.name)),
  };
}

/** `undefined` if every file was removed before the upload had an outcome. */
function dashboardReview(
  review: Review,
  entry: Entry | undefined,
  objects: readonly DashboardObject[],
  now: string,
  settings: Settings,
): DashboardReview | undefined {
  const standing = lifecycle(withDropsOf(review, objects), now, settings.publisher.timeZone);
  const { state } = standing;
  if (objects.length === 0 && (state === 'unexamined' || state === 'removed')) return undefined;
  const publication = state === 'scheduled' ? standing.publication : review.publication;
  const facts = review.facts ?? (state === 'held' ? undefined : publication?.facts);
  const address = publicAddress(review, entry, settings);
  const at = newest(review, objects);
  const files = objects.map((object) => fileOfUpload(review, object));
  const lines = linesToWrite(review.findings, facts);
  const title = facts?.title?.value ?? review.publication?.facts.title?.value;
  return {
    name: review.name,
    ref: logReference(review.name),
    ...(title !== undefined && { title: oneLine(title) }),
    state,
    at,
    atInWords: momentInWords(at, settings.publisher.timeZone),
    ...waitsFor(standing, review, settings),
    sentences: [
      ...reasons(review, objects),
      ...whatHappened(standing, review, entry, settings),
      ...newFiles(state, review, objects),
      ...(standing.pending && state !== 'unexamined' ? ['The public pages are just being updated.'] : []),
    ],
    ...(address !== undefined && { address }),
    files,
    findings: dashboardFindings(review.findings),
    ...(lines.length > 0 && {
      answer: { note: noteNameOf(review, { files: files.map(({ key }) => key) }), lines },
    }),
    facts: facts === undefined ? [] : factRows(facts, typesOf(settings)),
    ...(state === 'published' &&
      publication !== undefined &&
      address !== undefined && {
        ready: repositoryText(
          publication.facts,
          publication.themes,
          address,
          review.permalink?.year,
          settings,
        ).replace(/^ {2}/gm, ''),
        readyNote: repositoryNote(publication.facts, publication.themes),
      }),
    ...dashboardPictures(review),
  };
}

/** The record with the objects that the bucket lists, which are more recent than its events. */
function withDropsOf(review: Review, objects: readonly DashboardObject[]): Review {
  const drops = objects.map(({ key }) => [key, { sequencer: '', ...review.drops[key], removed: false }]);
  return { ...review, drops: Object.fromEntries(drops) };
}

/** The review's public address, or that of the notice in its place. */
function publicAddress(review: Review, entry: Entry | undefined, settings: Settings): string | undefined {
  return entry === undefined || !isPublic(entry) || entry.upload !== review.name
    ? undefined
    : settings.publisher.site + permalinkOf(entry);
}

function newest(
  { outcomeAt, retiredAt, firstListedAt }: Review,
  objects: readonly DashboardObject[],
): string {
  const instants = [outcomeAt, retiredAt, firstListedAt, ...objects.map(({ modifiedAt }) => modifiedAt)];
  return (
    instants
      .flatMap((at) => (at === undefined ? [] : [new Date(at).toISOString()]))
      .sort()
      .at(-1) ?? new Date(0).toISOString()
  );
}

function waitsFor(
  standing: Lifecycle,
  { name }: Review,
  { malwareScan }: Settings,
): { readonly waitsFor?: string } {
  if (standing.state === 'rejected') return { waitsFor: 'an officer, for a file that can be used' };
  if (standing.state === 'unexamined')
    return {
      waitsFor: malwareScan ? 'the malware scan, then the checks' : 'the checks, some minutes at most',
    };
  if (standing.state !== 'held') return {};
  const waits: Readonly<Record<WaitsFor, string>> = {
    'text recognition': 'the words of a scan to be recognized, some minutes at most',
    report: `an officer, for the report: ${name}.pdf`,
    'second person': `a second person, to look at it and drop ${name}.approved`,
    officer: 'an officer, to fix the PDF or to answer in the review note',
  };
  return { waitsFor: waits[standing.waitsFor] };
}

function reasons(review: Review, objects: readonly DashboardObject[]): string[] {
  const left = objects.flatMap(({ key }) => (roleOfKey(key) === 'other' ? [whyUnsupported(key)] : []));
  return [...(review.reason === undefined ? [] : review.reason.split('\n')), ...left];
}

function whatHappened(
  standing: Lifecycle,
  review: Review,
  entry: Entry | undefined,
  settings: Settings,
): string[] {
  const words = (instant: string) => momentInWords(instant, settings.publisher.timeZone);
  switch (standing.state) {
    case 'published':
      return standing.since === undefined
        ? ['It is on its way to the public site.']
        : [
            `Public since ${words(standing.since)}.`,
            ...alertSentence(review, settings),
            ...retirement(review),
          ];
    case 'retired':
      return [`The report was taken down on ${words(standing.since)}. Title and dates stay.`];
    case 'withdrawn':
      return entry?.status === 'withdrawn'
        ? ['Its address says only that a review was withdrawn.']
        : ['It had not been public.'];
    default:
      return [
        ...(standing.next?.event === 'publication'
          ? [`Becomes public on ${words(standing.next.at)}, by itself.`]
          : []),
        ...(standing.public === 'published' && review.firstListedAt !== undefined
          ? ['What was published before is still public, unchanged.']
          : []),
      ];
  }
}

function alertSentence({ alert }: Review, settings: Settings): string[] {
  switch (alert?.state) {
    case undefined:
      return [];
    case 'waived':
      return [`Subscribers were not told: ${oneLine(alert.reason)}`];
    case 'sent':
      return [`Subscribers were told on ${momentInWords(alert.sentAt, settings.publisher.timeZone)}.`];
    default:
      return ['Subscribers are about to be told.'];
  }
}

function retirement({ publication }: Review): string[] {
  return publication?.retireOn === undefined ? [] : [`The report is taken down on ${publication.retireOn}.`];
}

/** Files that arrived after the last examination. */
function newFiles(state: LifecycleState, review: Review, objects: readonly DashboardObject[]): string[] {
  const fresh = objects.filter(
    ({ key, etag }) => roleOfKey(key) !== 'other' && review.seen[key]?.etag !== etag,
  );
  return state === 'unexamined' || fresh.length === 0
    ? []
    : [`Not examined yet: ${fresh.map(({ key }) => fileOf(key)).join(', ')}.`];
}

function fileOfUpload({ drops }: Review, { key, etag, modifiedAt }: DashboardObject): DashboardFile {
  const drop = drops[key];
  const by = drop?.etag === etag ? drop.principal : undefined;
  return { key, droppedAt: modifiedAt, ...(by !== undefined && { by }) };
}
