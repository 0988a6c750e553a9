import { createHash } from 'node:crypto';
import type { ExaminedDocument, Uploaded } from '#shared/domain/review/decide/decision.ts';
import { fileOf, isNamedReport, roleOfKey } from '#shared/domain/review/files/upload-key.ts';
import { MOST_FILES } from '#shared/domain/review/files/upload-size.ts';
import { readReviewNote } from '#shared/domain/review/note/review-note.ts';
import { digestOf } from '#shared/domain/review/record/publication.ts';
import type { Review } from '#shared/domain/review/review.ts';
import { noteOptions } from '#shared/domain/review/review-types.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { Examiner, UploadObject, Uploads } from '#shared/ports.ts';
import type { ObjectVersion } from './object-versions.ts';

/** The current files of one review. */
export interface UploadedFiles {
  readonly versions: readonly ObjectVersion[];
  readonly bytes: ReadonlyMap<string, Uint8Array>;
  /** The part that the record keeps. */
  readonly seen: Review['seen'];
  /** Digest of every input of a decision. */
  readonly digest: string;
}

/** Malware scan of all objects: `clean`, `waiting`, or a sentence that names the refused file. */
export async function scanOf(uploads: Uploads, objects: readonly UploadObject[]): Promise<string> {
  let waiting = false;
  for (const object of objects) {
    const answer = await uploads.scan(object);
    if (answer === 'threat')
      return `The malware scan found a threat in ${fileOf(object.key)}. Remove the file, and tell your IT security team.`;
    if (answer === 'not-scanned')
      return `The malware scan could not read ${fileOf(object.key)}. Save it again without a password, and drop it again.`;
    waiting ||= answer === 'none';
  }
  return waiting ? 'waiting' : 'clean';
}

/**
 * Reads the files. Objects that the record knows are not read again unless something else changed. Bytes that
 * were uploaded again keep their first `since`, so that an acceptance stays valid.
 */
export async function readFiles(
  uploads: Uploads,
  review: Review,
  versions: readonly ObjectVersion[],
): Promise<UploadedFiles> {
  const bytes = new Map<string, Uint8Array>();
  const seen: Review['seen'] = {};
  for (const version of versions) {
    const { key, etag, modifiedAt, completedAt } = version;
    const known = review.seen[key];
    let sha256 = known?.etag === etag ? known.sha256 : undefined;
    if (sha256 === undefined) {
      const read = await uploads.read(version);
      bytes.set(key, read);
      sha256 = createHash('sha256').update(read).digest('hex');
    }
    const wereThere = known?.sha256 === sha256 && known.since < modifiedAt;
    const beside = known?.sha256 === sha256 ? (known.beside ?? reportBeside(review, key)) : undefined;
    const replaces = known?.sha256 === sha256 ? known.replaces : known?.sha256 !== undefined;
    seen[key] = {
      etag,
      sha256,
      since: wereThere ? known.since : completedAt,
      modifiedAt,
      ...(beside !== undefined && { beside }),
      ...(replaces && roleOfKey(key) === 'pdf' && { replaces }),
    };
  }
  return {
    versions,
    bytes,
    seen,
    digest: digestOf(versions.map((version) => [version.key, seen[version.key]?.sha256, orderOf(version)])),
  };

  /** The fields that acceptance and approval depend on. Instants are left out: a late event corrects them. */
  function orderOf({ key, modifiedAt }: ObjectVersion): unknown {
    if (roleOfKey(key) === 'pdf') return undefined;
    const before = versions.filter((other) =>
      roleOfKey(other.key) === 'pdf'
        ? (seen[other.key]?.since ?? '') < modifiedAt
        : other.completedAt < modifiedAt,
    );
    return [modifiedAt, before.map((other) => other.key)];
  }
}

/** The report by its name that was there beside another PDF at the last examination. */
function reportBeside({ name, seen }: Review, key: string): string | undefined {
  if (roleOfKey(key) !== 'pdf' || isNamedReport(name, key)) return undefined;
  return Object.keys(seen).find(
    (other) => isNamedReport(name, other) && seen[other]?.etag !== seen[key]?.etag,
  );
}

/** Files that are not read because of their size, their number or the malware scan. */
export function unreadFiles(review: Review, versions: readonly ObjectVersion[], why: string): UploadedFiles {
  const seen = Object.fromEntries(
    firstKnown(review, versions).map(({ key, etag, modifiedAt, completedAt }) => {
      const known = review.seen[key];
      return [
        key,
        known?.etag === etag ? { ...known, modifiedAt } : { etag, since: completedAt, modifiedAt },
      ];
    }),
  );
  const digest = digestOf([why, versions.map(({ key, etag }) => [key, etag])]);
  return { versions, bytes: new Map(), seen, digest };
}

/** At most as many as a review may have: the record could not keep thousands. */
function firstKnown(review: Review, versions: readonly ObjectVersion[]): readonly ObjectVersion[] {
  const isKnown = ({ key }: ObjectVersion) => review.seen[key] !== undefined;
  return [...versions.filter(isKnown), ...versions.filter((version) => !isKnown(version))].slice(
    0,
    MOST_FILES,
  );
}

/** The review notes as they were parsed. */
export async function readNotes(
  { uploads, settings }: { readonly uploads: Uploads; readonly settings: Settings },
  { versions, bytes }: UploadedFiles,
): Promise<Uploaded['notes']> {
  const options = noteOptions(settings);
  const notes = versions.filter(({ key }) => roleOfKey(key) === 'note');
  return await Promise.all(
    notes.map(async (version) => {
      const { key, modifiedAt, completedAt } = version;
      const read = bytes.get(key) ?? (await uploads.read(version));
      return { key, modifiedAt, completedAt, ...readReviewNote(read, options) };
    }),
  );
}

/** Whether the present note, or else the last one, asks that a withdrawal removes the address too. */
export function removesAddress(review: Review, notes: Uploaded['notes']): boolean {
  if (review.permalink === undefined) return false;
  const asked = notes.find(({ note }) => note.removeAddress !== undefined)?.note ?? review.said;
  return asked?.removeAddress === true;
}

/** Examines every PDF: the input of a decision. */
export async function examineFiles(
  deps: { readonly uploads: Uploads; readonly examiner: Examiner },
  name: string,
  files: UploadedFiles,
  notes: Uploaded['notes'],
): Promise<Uploaded & { readonly pdfs: ReadonlyMap<string, Uint8Array> }> {
  const pdfs = new Map<string, Uint8Array>();
  const documents: ExaminedDocument[] = [];
  let approval: Uploaded['approval'];
  const titles = notes.flatMap(({ note }) => note.title ?? []);
  const isReport = ({ key }: ObjectVersion) => isNamedReport(name, key);
  // The report first: its title tells which names in its companions are public.
  for (const version of files.versions.toSorted(
    (one, other) => Number(isReport(other)) - Number(isReport(one)),
  )) {
    const { key, modifiedAt, completedAt } = version;
    const role = roleOfKey(key);
    if (role === 'approval') approval = { key, modifiedAt };
    if (role !== 'pdf') continue;
    const bytes = files.bytes.get(key) ?? (await deps.uploads.read(version));
    pdfs.set(key, bytes);
    const examination = await deps.examiner.examine(bytes, isReport(version) ? [] : titles);
    if (isReport(version) && examination.readable && examination.facts.title !== undefined)
      titles.push(examination.facts.title.value);
    documents.push({
      key,
      sha256: files.seen[key]?.sha256,
      beside: files.seen[key]?.beside,
      replaces: files.seen[key]?.replaces,
      since: files.seen[key]?.since ?? completedAt,
      examination,
    });
  }
  return {
    name,
    documents,
    drops: Object.fromEntries(files.versions.flatMap(({ key, drop }) => (drop ? [[key, drop]] : []))),
    pdfs,
    notes,
    ...(approval !== undefined && { approval }),
  };
}
