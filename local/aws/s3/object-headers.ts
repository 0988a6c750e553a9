import { AwsError, notImplemented } from '../http/aws-error.ts';
import { headerOf, type S3Request } from './s3-request.ts';
import type { Bucket, Condition, ObjectHeaders } from './schema.ts';

const KEPT_HEADERS = [
  'cache-control',
  'content-disposition',
  'content-language',
  'expires',
  'x-amz-website-redirect-location',
];
/**
 * Maximum bytes of user-defined metadata.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html
 */
const MOST_METADATA = 2048;
const MOST_TAGS = 10;

/** Headers of a PUT that are stored with the object. */
export function describedBy(request: S3Request): ObjectHeaders {
  const headers: Record<string, string> = {
    'content-type': headerOf(request, 'content-type') || 'binary/octet-stream',
  };
  for (const name of KEPT_HEADERS) {
    const value = headerOf(request, name);
    if (value !== undefined) headers[name] = value;
  }
  const encoding = (headerOf(request, 'content-encoding') ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '' && one !== 'aws-chunked')
    .join(', ');
  if (encoding !== '') headers['content-encoding'] = encoding;
  const storageClass = headerOf(request, 'x-amz-storage-class');
  // AWS omits the header for STANDARD.
  if (storageClass !== undefined && storageClass !== 'STANDARD')
    headers['x-amz-storage-class'] = storageClass;
  return {
    headers,
    metadata: metadataOf(request),
    tags: checkedTags([...new URLSearchParams(headerOf(request, 'x-amz-tagging') ?? '')]),
  };
}

function metadataOf(request: S3Request): Record<string, string> {
  const metadata: Record<string, string> = {};
  let bytes = 0;
  for (const [name, value] of Object.entries(request.http.headers)) {
    if (!name.startsWith('x-amz-meta-')) continue;
    const key = name.slice('x-amz-meta-'.length);
    metadata[key] = String(value);
    bytes += key.length + String(value).length;
  }
  if (bytes > MOST_METADATA)
    throw new AwsError('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed size.');
  return metadata;
}

/** Tags as a map. Throws `InvalidTag`, and `BadRequest` for more than ten. */
export function checkedTags(tags: readonly (readonly [string, string])[]): Record<string, string> {
  if (tags.length > MOST_TAGS) throw new AwsError('BadRequest', 'Object tags cannot be greater than 10');
  const map = Object.fromEntries(tags);
  const valid = tags.every(([key, value]) => key !== '' && key.length <= 128 && value.length <= 256);
  if (!valid || Object.keys(map).length !== tags.length)
    throw new AwsError('InvalidTag', 'The tags are not unique, or a key or value is not valid.');
  return map;
}

/** The storage class, STANDARD by default. */
export function storageClassOf({ headers }: ObjectHeaders): string {
  return headers['x-amz-storage-class'] ?? 'STANDARD';
}

/** The condition of a write. `If-None-Match` supports only `*`, as in S3. */
export function conditionOf(request: S3Request): Condition {
  const ifNoneMatch = headerOf(request, 'if-none-match');
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*')
    throw notImplemented('If-None-Match with another value than * when writing');
  return { ifMatch: headerOf(request, 'if-match'), ifNoneMatch };
}

export function versionHeader(bucket: Bucket, version: string): Record<string, string> {
  return bucket.versioned ? { 'x-amz-version-id': version } : {};
}
