import { AwsError, notImplemented } from '../http/aws-error.ts';
import { CHECKSUM_NAMES, type ChecksumName, checksumElements } from './checksums.ts';
import { assertReadable, versionOf } from './get-object.ts';
import { isoSeconds } from './listing.ts';
import { conditionOf, describedBy, versionHeader } from './object-headers.ts';
import { type ObjectStore, preconditionFailed, unquoted } from './object-store.ts';
import { copyRange } from './request-body.ts';
import type { S3Call } from './s3-call.ts';
import { headerOf, type S3Request } from './s3-request.ts';
import type { Bucket, ObjectHeaders, Version } from './schema.ts';
import { sendXml } from './xml-answer.ts';

/** Maximum size for CopyObject; larger objects are copied in parts. */
const MOST_BYTES = 5 * 1024 ** 3;

export async function copyObject({ store, bucket, request, response }: S3Call): Promise<void> {
  if (headerOf(request, 'x-amz-copy-source-range') !== undefined)
    throw notImplemented('a range of CopyObject');
  const condition = conditionOf(request);
  const { source, from } = copySource(store, request);
  if (source.bytes > MOST_BYTES) throw new AwsError('InvalidRequest', 'The source is larger than 5 GiB.');
  const described = describedCopy(request, source, from.name === bucket.name);
  const algorithm = checksumNameFrom(headerOf(request, 'x-amz-checksum-algorithm')) ?? fullObject(source);
  const body = await copyRange(store.pathOf(source), undefined, store.temporaryFile(), algorithm);
  const checksums = body.checksum === undefined ? {} : { [body.checksum.name]: body.checksum.value };
  const { file, bytes, md5: etag } = body;
  const { principal } = request;
  const write = { ...described, file, bytes, etag, checksums, event: 'Copy', principal } as const;
  const version = store.put(bucket, request.key, write, condition);
  sendXml(
    response,
    'CopyObjectResult',
    {
      LastModified: isoSeconds(version.modified),
      ETag: `"${version.etag}"`,
      ...checksumElements(checksums),
    },
    { ...versionHeader(bucket, version.version), ...sourceHeader(from, source) },
  );
}

/** The source of a copy, after its conditions were checked. */
export function copySource(store: ObjectStore, request: S3Request): { source: Version; from: Bucket } {
  const [path = '', search = ''] = (headerOf(request, 'x-amz-copy-source') ?? '').split('?');
  const [, name = '', key = ''] = /^\/?([^/]+)\/(.+)$/s.exec(decodeURIComponent(path)) ?? [];
  if (key === '') throw new AwsError('InvalidArgument', 'The copy source names no object.');
  const versionId = new URLSearchParams(search).get('versionId');
  const from = store.bucket(name);
  const source = versionOf(store, from, {
    ...request,
    key,
    query: new Map(versionId === null ? [] : [['versionId', versionId]]),
  });
  assertReadable(source);
  checkSource(request, source);
  return { source, from };
}

export function sourceHeader(from: Bucket, source: Version): Record<string, string> {
  return from.versioned ? { 'x-amz-copy-source-version-id': source.version } : {};
}

/** Throws `InvalidRequest` for an unknown algorithm. */
export function checksumNameFrom(algorithm: string | undefined): ChecksumName | undefined {
  if (algorithm === undefined) return undefined;
  const name = CHECKSUM_NAMES.find((one) => one === algorithm.toLowerCase());
  if (name === undefined) throw new AwsError('InvalidRequest', `Unknown checksum ${algorithm}.`);
  return name;
}

/** A copy gets a full-object checksum, even if its source has a composite one. */
function fullObject(source: Version): ChecksumName | undefined {
  return CHECKSUM_NAMES.find((name) => source.checksums[name] !== undefined);
}

/** Headers of the copy: the source's, or the request's if a directive says so. */
function describedCopy(request: S3Request, source: Version, isSameBucket: boolean): ObjectHeaders {
  const asked = describedBy(request);
  const replaces = directive(request, 'x-amz-metadata-directive');
  const changesClass = headerOf(request, 'x-amz-storage-class') !== undefined;
  const changes = replaces || changesClass || asked.headers['x-amz-website-redirect-location'] !== undefined;
  if (!changes && isSameBucket && request.key === source.key && source.latest === 1)
    throw new AwsError(
      'InvalidRequest',
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
  // Storage class and redirect are never copied: they come from the request.
  const { 'x-amz-storage-class': _, 'x-amz-website-redirect-location': __, ...copied } = source.headers;
  const own = Object.fromEntries(
    Object.entries(asked.headers).filter(
      ([name]) => name === 'x-amz-storage-class' || name === 'x-amz-website-redirect-location',
    ),
  );
  return {
    headers: replaces ? asked.headers : { ...copied, ...own },
    metadata: replaces ? asked.metadata : source.metadata,
    tags: directive(request, 'x-amz-tagging-directive') ? asked.tags : source.tags,
  };
}

/** True for REPLACE, false for COPY or no header. */
function directive(request: S3Request, header: string): boolean {
  const value = headerOf(request, header) ?? 'COPY';
  if (value !== 'COPY' && value !== 'REPLACE')
    throw new AwsError('InvalidArgument', `Unknown value of ${header}.`);
  return value === 'REPLACE';
}

function checkSource(request: S3Request, source: Version): void {
  const condition = (name: string) => headerOf(request, `x-amz-copy-source-if-${name}`);
  const modified = source.modified * 1000;
  const match = condition('match');
  const noneMatch = condition('none-match');
  const unmodified = condition('unmodified-since');
  const since = condition('modified-since');
  const fails =
    (match !== undefined && unquoted(match) !== source.etag) ||
    (noneMatch !== undefined && unquoted(noneMatch) === source.etag) ||
    // A true If-Match overrides If-Unmodified-Since, as in S3's CopyObject.
    (match === undefined && unmodified !== undefined && modified > Date.parse(unmodified)) ||
    (noneMatch === undefined && since !== undefined && modified <= Date.parse(since));
  if (fails) throw preconditionFailed('x-amz-copy-source-If-*');
}
