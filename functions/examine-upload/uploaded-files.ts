import { createHash } from 'node:crypto';
import { type ExaminedDocument, fileOf, type Uploaded } from '#shared/domain/decide.ts';
import { digestOf } from '#shared/domain/publication.ts';
import type { Drop, Review } from '#shared/domain/review.ts';
import { parseReviewNote } from '#shared/domain/review-note.ts';
import type { ReviewType, Settings } from '#shared/domain/settings.ts';
import { roleOfKey } from '#shared/domain/upload-key.ts';
import type { Examiner, UploadObject, Uploads } from '#shared/ports.ts';

/** The files of one review as they are in the bucket now. */
export interface UploadedFiles {
  readonly objects: readonly UploadObject[];
  readonly bytes: ReadonlyMap<string, Uint8Array>;
  /** What the record keeps of them. */
  readonly seen: Review['seen'];
  /** Digest of everything that a decision depends on. */
  readonly digest: string;
}

/** Whether every object passed the malware scan: `clean`, `waiting`, or a sentence that says which did not. */
export async function scanOf(uploads: Uploads, objects: readonly UploadObject[]): Promise<string> {
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

/**
 * Reads the files. An object whose bytes the record knows is not read again unless something else changed;
 * bytes that were dropped again keep the instant since which they are there, so that an acceptance stays with its PDF.
 */
export async function readFiles(
  uploads: Uploads,
  review: Review,
  objects: readonly UploadObject[],
): Promise<UploadedFiles> {
  const bytes = new Map<string, Uint8Array>();
  const seen: Review['seen'] = {};
  for (const object of objects) {
    const known = review.seen[object.key];
    const { modifiedAt } = object;
    if (known?.etag === object.etag && known.sha256 !== undefined) {
      seen[object.key] = { ...known, modifiedAt };
      continue;
    }
    const read = await uploads.read(object);
    bytes.set(object.key, read);
    const sha256 = createHash('sha256').update(read).digest('hex');
    seen[object.key] = {
      etag: object.etag,
      sha256,
      since: known?.sha256 === sha256 ? known.since : modifiedAt,
      modifiedAt,
    };
  }
  const digest = digestOf(
    objects.map(({ key, modifiedAt }) => [
      key,
      seen[key]?.sha256,
      roleOfKey(key) === 'pdf' ? seen[key]?.since : modifiedAt,
    ]),
  );
  return { objects, bytes, seen, digest };
}

/** Files that the malware scan does not let us read. */
export function unreadFiles(review: Review, objects: readonly UploadObject[], why: string): UploadedFiles {
  const seen = Object.fromEntries(
    objects.map(({ key, etag, modifiedAt }) => {
      const known = review.seen[key];
      return [key, known?.etag === etag ? { ...known, modifiedAt } : { etag, since: modifiedAt, modifiedAt }];
    }),
  );
  const digest = digestOf([why, objects.map(({ key, etag }) => [key, etag])]);
  return { objects, bytes: new Map(), seen, digest };
}

/** Examines every PDF and reads the note: all that a decision needs. */
export async function examineFiles(
  deps: {
    readonly uploads: Uploads;
    readonly examiner: Examiner;
    readonly settings: Settings;
    readonly types: readonly ReviewType[];
  },
  name: string,
  drops: Readonly<Record<string, Drop>>,
  files: UploadedFiles,
): Promise<Uploaded & { readonly pdfs: ReadonlyMap<string, Uint8Array> }> {
  const pdfs = new Map<string, Uint8Array>();
  const documents: ExaminedDocument[] = [];
  const notes: Uploaded['notes'][number][] = [];
  let approval: Uploaded['approval'];
  for (const object of files.objects) {
    const { key, modifiedAt } = object;
    const role = roleOfKey(key);
    if (role === 'approval') approval = { key, modifiedAt };
    if (role !== 'pdf' && role !== 'note') continue;
    const bytes = files.bytes.get(key) ?? (await deps.uploads.read(object));
    if (role === 'note') {
      const parsed = parseReviewNote(Buffer.from(bytes).toString('utf8'), {
        types: deps.types,
        timeZone: deps.settings.publisher.timeZone,
      });
      notes.push({ key, modifiedAt, ...parsed });
      continue;
    }
    pdfs.set(key, bytes);
    documents.push({
      key,
      since: files.seen[key]?.since ?? modifiedAt,
      examination: await deps.examiner.examine(bytes),
    });
  }
  return {
    name,
    documents,
    drops,
    pdfs,
    notes,
    ...(approval !== undefined && { approval }),
  };
}
