import type { Drop, Review } from '#shared/domain/review/review.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { UploadObject, Uploads } from '#shared/ports.ts';

/** A current object with its upload event. */
export interface ObjectVersion extends UploadObject {
  /** The S3 event of exactly this version, if it arrived. */
  readonly drop?: Drop;
  /** Instant at which the upload was complete. */
  readonly completedAt: string;
}

/**
 * Current objects with their uploader and completion time. `now` must be read after the bucket was listed.
 * The version is looked up only if two-person approval is on or the upload was multipart. Without versioning,
 * the uploader is unknown.
 */
export async function objectVersions(
  { uploads, settings }: { readonly uploads: Uploads; readonly settings: Settings },
  review: Review,
  objects: readonly UploadObject[],
  now: string,
): Promise<ObjectVersion[]> {
  const versions: ObjectVersion[] = [];
  for (const object of objects) {
    const isAsked = settings.secondPerson || isInParts(object.etag);
    const drop = isAsked ? await dropOf(uploads, review, object) : undefined;
    versions.push({ ...object, ...(drop && { drop }), completedAt: completedAt(object, drop, review, now) });
  }
  return versions;
}

/** The event of exactly this version. */
async function dropOf(uploads: Uploads, review: Review, object: UploadObject): Promise<Drop | undefined> {
  const known = review.drops[object.key];
  if (known?.version === undefined || known.etag !== object.etag) return undefined;
  return known.version === (await uploads.version(object)) ? known : undefined;
}

/**
 * LastModified of a multipart upload is its start. Until its event arrives, it counts as complete when it was
 * first seen. https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html
 */
function completedAt(
  { key, etag, modifiedAt }: UploadObject,
  drop: Drop | undefined,
  review: Review,
  now: string,
): string {
  if (!isInParts(etag)) return modifiedAt;
  if (drop?.at !== undefined) return later(modifiedAt, drop.at);
  const seen = review.seen[key];
  return seen?.etag === etag && seen.since >= modifiedAt ? seen.since : later(modifiedAt, now);
}

/** The ETag of a multipart upload ends with the number of its parts. */
const isInParts = (etag: string): boolean => /-\d+$/.test(etag);

const later = (one: string, other: string): string => (one > other ? one : other);
