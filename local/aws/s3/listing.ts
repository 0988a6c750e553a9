import { AwsError, notImplemented } from '../http/aws-error.ts';
import { escapeXml, xmlText } from '../http/xml.ts';
import { formEncode } from './notifications.ts';
import type { ObjectStore } from './object-store.ts';
import type { S3Request } from './s3-request.ts';
import type { Version } from './schema.ts';

const NAMESPACE = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

/** ListObjectsV2 and, for older clients, ListObjects. Strongly consistent, in the order of UTF-8. */
export function listObjects(store: ObjectStore, request: S3Request): string {
  const { query } = request;
  const second = query.get('list-type') === '2';
  allowOnly(query, [
    'list-type',
    'prefix',
    'delimiter',
    'max-keys',
    'encoding-type',
    'start-after',
    'continuation-token',
    'fetch-owner',
    'marker',
  ]);
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const limit = limitOf(query);
  const encode = encoderOf(query);
  const token = query.get('continuation-token');
  const after = second
    ? token === undefined
      ? (query.get('start-after') ?? '')
      : readToken(token)
    : (query.get('marker') ?? '');

  const objects: Version[] = [];
  const folders: string[] = [];
  let last = '';
  let truncated = false;
  for (const version of store.current(request.bucket, order(after, prefix) > 0 ? after : prefix)) {
    if (!version.key.startsWith(prefix)) break;
    if (after !== '' && order(version.key, after) <= 0) continue;
    const cut = delimiter === '' ? -1 : version.key.indexOf(delimiter, prefix.length);
    const folder = cut < 0 ? undefined : version.key.slice(0, cut + delimiter.length);
    if (folder !== undefined && (folder === folders.at(-1) || (after !== '' && after === folder))) continue;
    if (objects.length + folders.length === limit) {
      truncated = limit > 0;
      break;
    }
    last = folder ?? version.key;
    if (folder === undefined) objects.push(version);
    else folders.push(folder);
  }

  return `<ListBucketResult ${NAMESPACE}>${[
    xmlText('Name', request.bucket),
    xmlText('Prefix', encode(prefix)),
    xmlText('MaxKeys', limit),
    delimiter === '' ? '' : xmlText('Delimiter', encode(delimiter)),
    xmlText('EncodingType', query.get('encoding-type')),
    xmlText('IsTruncated', truncated),
    second ? xmlText('KeyCount', objects.length + folders.length) : xmlText('Marker', encode(after)),
    second ? xmlText('ContinuationToken', token) : '',
    second && query.has('start-after') ? xmlText('StartAfter', encode(query.get('start-after') ?? '')) : '',
    truncated
      ? second
        ? xmlText('NextContinuationToken', writeToken(last))
        : xmlText('NextMarker', encode(last))
      : '',
    ...objects.map(
      (version) =>
        `<Contents>${xmlText('Key', encode(version.key))}${described(version)}${xmlText('StorageClass', 'STANDARD')}</Contents>`,
    ),
    ...folders.map((folder) => `<CommonPrefixes>${xmlText('Prefix', encode(folder))}</CommonPrefixes>`),
  ].join('')}</ListBucketResult>`;
}

/** ListObjectVersions, by key, newest first. */
export function listVersions(store: ObjectStore, request: S3Request): string {
  const { query } = request;
  allowOnly(query, ['versions', 'prefix', 'max-keys', 'encoding-type', 'key-marker', 'version-id-marker']);
  const prefix = query.get('prefix') ?? '';
  const limit = limitOf(query);
  const encode = encoderOf(query);
  const keyMarker = query.get('key-marker') ?? '';
  const versionMarker = query.get('version-id-marker');

  const page: Version[] = [];
  let truncated = false;
  let past = versionMarker === undefined;
  for (const version of store.history(request.bucket, order(keyMarker, prefix) > 0 ? keyMarker : prefix)) {
    if (!version.key.startsWith(prefix)) break;
    if (version.key === keyMarker) {
      const resume = past && versionMarker !== undefined;
      if (version.version === versionMarker) past = true;
      if (!resume) continue;
    }
    if (page.length === limit) {
      truncated = true;
      break;
    }
    page.push(version);
  }
  const last = page.at(-1);
  return `<ListVersionsResult ${NAMESPACE}>${[
    xmlText('Name', request.bucket),
    xmlText('Prefix', encode(prefix)),
    xmlText('KeyMarker', encode(keyMarker)),
    xmlText('MaxKeys', limit),
    xmlText('EncodingType', query.get('encoding-type')),
    xmlText('IsTruncated', truncated),
    truncated && last ? xmlText('NextKeyMarker', encode(last.key)) : '',
    truncated && last ? xmlText('NextVersionIdMarker', last.version) : '',
    ...page.map((version) => {
      const name = version.marker === 1 ? 'DeleteMarker' : 'Version';
      return `<${name}>${[
        xmlText('Key', encode(version.key)),
        xmlText('VersionId', version.version),
        xmlText('IsLatest', version.latest === 1),
        version.marker === 1
          ? xmlText('LastModified', isoSeconds(version.modified))
          : `${described(version)}${xmlText('StorageClass', 'STANDARD')}`,
      ].join('')}</${name}>`;
    }),
  ].join('')}</ListVersionsResult>`;
}

function described(version: Version): string {
  return [
    xmlText('LastModified', isoSeconds(version.modified)),
    `<ETag>${escapeXml(`"${version.etag}"`)}</ETag>`,
    xmlText('Size', version.bytes),
  ].join('');
}

/** S3 keeps whole seconds and writes the milliseconds as zeros. */
export function isoSeconds(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

/** The order of S3 and SQLite: by bytes of UTF-8, which is not that of JavaScript's strings. */
function order(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

function limitOf(query: ReadonlyMap<string, string>): number {
  const text = query.get('max-keys');
  if (text === undefined) return 1000;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 0)
    throw new AwsError('InvalidArgument', 400, 'max-keys is not a whole number.');
  return Math.min(limit, 1000);
}

function encoderOf(query: ReadonlyMap<string, string>): (text: string) => string {
  const type = query.get('encoding-type');
  if (type !== undefined && type !== 'url')
    throw new AwsError('InvalidArgument', 400, 'Invalid Encoding Method specified in Request');
  return type === 'url' ? (text) => formEncode(text).replaceAll('%2F', '/') : (text) => text;
}

/** A query parameter nobody knows may mean anything: refused. */
export function allowOnly(query: ReadonlyMap<string, string>, known: readonly string[]): void {
  for (const name of query.keys()) {
    if (!known.includes(name)) throw notImplemented(`the query parameter ${name}`);
  }
}

function writeToken(last: string): string {
  return Buffer.from(last).toString('base64url');
}

function readToken(token: string): string {
  return Buffer.from(token, 'base64url').toString();
}
