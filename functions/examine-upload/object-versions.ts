import type { Drop, Review } from '#shared/domain/review/review.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { UploadObject, Uploads } from '#shared/ports.ts';

/** An object that is there, with what is known of the put that brought it. */
export interface ObjectVersion extends UploadObject {
  /** What its event told: of this very version, or nothing. */
  readonly drop?: Drop;
  /** Instant at which all of it was there. */
  readonly completedAt: string;
}

/**
 * What is there, with who put it (asked only where a second person counts) and when all of it was there;
 * `now` is not before the bucket was listed. Where no version is known, it is not known who did.
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

/** What the event of this very version told. */
async function dropOf(uploads: Uploads, review: Review, object: UploadObject): Promise<Drop | undefined> {
  const known = review.drops[object.key];
  if (known?.version === undefined || known.etag !== object.etag) return undefined;
  return known.version === (await uploads.version(object)) ? known : undefined;
}

/**
 * LastModified of an upload in parts is when it began: as long as no event tells when it was done, it counts
 * as done when it was first seen. https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html
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

/** The ETag of an upload in parts ends with their number. */
const isInParts = (etag: string): boolean => /-\d+$/.test(etag);

const later = (one: string, other: string): string => (one > other ? one : other);
