import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { AwsError, notImplemented } from '../http/aws-error.ts';
import type { XmlObject } from '../http/xml.ts';
import { checksumElements, checksumHeaders } from './checksums.ts';
import { allowOnly } from './listing.ts';
import { storageClassOf, versionHeader } from './object-headers.ts';
import { type ObjectStore, preconditionFailed, unquoted } from './object-store.ts';
import type { S3Call } from './s3-call.ts';
import { headerOf, type S3Request } from './s3-request.ts';
import type { Bucket, Version } from './schema.ts';
import { sendXml } from './xml-answer.ts';

/** Response headers that query parameters may override. */
const OVERRIDABLE = [
  'content-type',
  'content-disposition',
  'content-encoding',
  'content-language',
  'cache-control',
  'expires',
];
const ARCHIVES = ['GLACIER', 'DEEP_ARCHIVE'];

/** The requested version. Throws `NoSuchKey`, `NoSuchVersion`, or `MethodNotAllowed` for a delete marker. */
export function versionOf(store: ObjectStore, bucket: Bucket, request: S3Request): Version {
  const wanted = request.query.get('versionId');
  const version =
    wanted === undefined
      ? store.latest(bucket.name, request.key)
      : store.version(bucket.name, request.key, wanted);
  if (version === undefined)
    throw wanted === undefined
      ? new AwsError('NoSuchKey', 'The specified key does not exist.')
      : new AwsError('NoSuchVersion', 'The specified version does not exist.');
  if (version.marker === 1) {
    const headers = { 'x-amz-delete-marker': 'true', 'x-amz-version-id': version.version };
    throw wanted === undefined
      ? new AwsError('NoSuchKey', 'The specified key does not exist.', headers)
      : new AwsError('MethodNotAllowed', 'The specified version is a delete marker.', headers);
  }
  return version;
}

/** Throws `InvalidObjectState` for an archived object. */
export function assertReadable(version: Version): void {
  if (ARCHIVES.includes(storageClassOf(version)))
    throw new AwsError('InvalidObjectState', "The operation is not valid for the object's storage class");
}

/** GetObject and HeadObject, with conditions and ranges. */
export async function answerObject({ store, bucket, request, response }: S3Call): Promise<void> {
  allowOnly(request.query, ['versionId', ...OVERRIDABLE.map((name) => `response-${name}`)]);
  const version = versionOf(store, bucket, request);
  const headers: Record<string, string> = {
    ...version.headers,
    ...Object.fromEntries(
      Object.entries(version.metadata).map(([name, value]) => [`x-amz-meta-${name}`, value]),
    ),
    etag: `"${version.etag}"`,
    'last-modified': new Date(version.modified * 1000).toUTCString(),
    'accept-ranges': 'bytes',
    'x-amz-server-side-encryption': 'AES256',
    ...versionHeader(bucket, version.version),
  };
  const tags = Object.keys(version.tags).length;
  if (tags > 0) headers['x-amz-tagging-count'] = String(tags);
  for (const name of OVERRIDABLE) {
    const override = request.query.get(`response-${name}`);
    if (override !== undefined) headers[name] = override;
  }
  if (request.method === 'GET') assertReadable(version);
  if (unchanged(request, version)) {
    response.writeHead(304, headers).end();
    return;
  }
  const range = rangeOf(headerOf(request, 'range'), version.bytes);
  if (range === undefined && headerOf(request, 'x-amz-checksum-mode') === 'ENABLED')
    Object.assign(headers, checksumHeaders(version.checksums));
  if (range !== undefined) headers['content-range'] = `bytes ${range.start}-${range.end}/${version.bytes}`;
  headers['content-length'] = String(range === undefined ? version.bytes : range.end - range.start + 1);
  response.writeHead(range === undefined ? 200 : 206, headers);
  if (request.method === 'HEAD' || version.bytes === 0) response.end();
  else await pipeline(createReadStream(store.pathOf(version), range), response);
}

/** GetObjectAttributes, without the parts of a multipart upload. */
export function answerObjectAttributes({ store, bucket, request, response }: S3Call): void {
  allowOnly(request.query, ['attributes', 'versionId']);
  if (request.method !== 'GET') throw notImplemented(`${request.method} on attributes`);
  const asked = (headerOf(request, 'x-amz-object-attributes') ?? '').split(',').map((one) => one.trim());
  const version = versionOf(store, bucket, request);
  // Only a multipart object has parts.
  if (asked.includes('ObjectParts') && version.etag.includes('-'))
    throw notImplemented('the attribute ObjectParts');
  const checksums = checksumElements(version.checksums);
  const attributes: XmlObject = {
    ETag: version.etag,
    Checksum: Object.keys(checksums).length === 0 ? undefined : checksums,
    ObjectSize: version.bytes,
    StorageClass: storageClassOf(version),
  };
  sendXml(
    response,
    'GetObjectAttributesResponse',
    Object.fromEntries(Object.entries(attributes).filter(([name]) => asked.includes(name))),
    {
      'last-modified': new Date(version.modified * 1000).toUTCString(),
      ...versionHeader(bucket, version.version),
    },
  );
}

/** True for 304; throws 412. Source: RFC 9110, section 13.2.2. */
function unchanged(request: S3Request, version: Version): boolean {
  const ifMatch = headerOf(request, 'if-match');
  const ifUnmodified = headerOf(request, 'if-unmodified-since');
  const ifNoneMatch = headerOf(request, 'if-none-match');
  const ifModified = headerOf(request, 'if-modified-since');
  if (ifMatch !== undefined) {
    if (!names(ifMatch, version.etag)) throw preconditionFailed('If-Match');
  } else if (ifUnmodified !== undefined && version.modified * 1000 > Date.parse(ifUnmodified))
    throw preconditionFailed('If-Unmodified-Since');
  if (ifNoneMatch !== undefined) return names(ifNoneMatch, version.etag);
  return ifModified !== undefined && version.modified * 1000 <= Date.parse(ifModified);
}

function names(header: string, etag: string): boolean {
  return header.split(',').some((one) => one.trim() === '*' || unquoted(one.trim()) === etag);
}

/** The byte range of a Range header; undefined for the whole object. Throws `InvalidRange`. */
export function rangeOf(
  header: string | undefined,
  bytes: number,
): { start: number; end: number } | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (match === null) return undefined;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, bytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
  if (start > end)
    throw new AwsError('InvalidRange', 'The requested range is not satisfiable', {
      'content-range': `bytes */${bytes}`,
    });
  return { start, end };
}
