import { AwsError, notImplemented } from '../http/aws-error.ts';
import type { XmlObject } from '../http/xml.ts';
import { OWNER } from './access-control.ts';
import type { MultipartUploads, OpenUpload } from './multipart.ts';
import { formEncode } from './notifications.ts';
import { storageClassOf } from './object-headers.ts';
import type { ObjectStore } from './object-store.ts';
import type { S3Request } from './s3-request.ts';
import type { Version } from './schema.ts';

const MOST_KEYS = 1000;

/** ListObjectsV2 and ListObjects. Strongly consistent, in UTF-8 order. */
export function listObjects(store: ObjectStore, request: S3Request): XmlObject {
  return request.query.get('list-type') === '2'
    ? listObjectsV2(store, request)
    : listObjectsV1(store, request);
}

function listObjectsV2(store: ObjectStore, request: S3Request): XmlObject {
  const { query } = request;
  const own = ['list-type', 'start-after', 'continuation-token', 'fetch-owner', 'max-keys'];
  const asked = readListing(query, own, 'max-keys');
  const token = query.get('continuation-token');
  const startAfter = query.get('start-after');
  const after = !token ? (startAfter ?? '') : Buffer.from(token, 'base64url').toString();
  const page = currentObjects(store, request.bucket, asked, after);
  const withOwner = query.get('fetch-owner') === 'true';
  return {
    ...listed(request, asked),
    MaxKeys: asked.limit,
    IsTruncated: page.isTruncated,
    KeyCount: page.items.length + page.folders.length,
    ContinuationToken: token,
    StartAfter: startAfter === undefined ? undefined : asked.encode(startAfter),
    NextContinuationToken: page.isTruncated ? Buffer.from(page.last).toString('base64url') : undefined,
    Contents: page.items.map((version) => contents(version, asked, withOwner)),
    CommonPrefixes: prefixes(page, asked),
  };
}

function listObjectsV1(store: ObjectStore, request: S3Request): XmlObject {
  const { query } = request;
  const asked = readListing(query, ['marker', 'max-keys'], 'max-keys');
  const marker = query.get('marker') ?? '';
  const page = currentObjects(store, request.bucket, asked, marker);
  return {
    ...listed(request, asked),
    Marker: asked.encode(marker),
    MaxKeys: asked.limit,
    IsTruncated: page.isTruncated,
    // Only with a delimiter; otherwise clients continue after the last key.
    NextMarker: page.isTruncated && asked.delimiter !== '' ? asked.encode(page.last) : undefined,
    Contents: page.items.map((version) => contents(version, asked, true)),
    CommonPrefixes: prefixes(page, asked),
  };
}

/** ListObjectVersions, by key, newest first. */
export function listVersions(store: ObjectStore, request: S3Request): XmlObject {
  const { query } = request;
  const asked = readListing(query, ['versions', 'max-keys', 'key-marker', 'version-id-marker'], 'max-keys');
  const keyMarker = query.get('key-marker') ?? '';
  const versionMarker = query.get('version-id-marker');
  const from = order(keyMarker, asked.prefix) > 0 ? keyMarker : asked.prefix;
  const rest = after(store.history(request.bucket, from), keyMarker, versionMarker, ({ version }) => version);
  const page = pageOf(rest, asked, keyMarker);
  const listedVersion = (version: Version) => ({
    Key: asked.encode(version.key),
    VersionId: version.version,
    IsLatest: version.latest === 1,
    LastModified: isoSeconds(version.modified),
    Owner: OWNER,
  });
  return {
    ...listed(request, asked),
    KeyMarker: asked.encode(keyMarker),
    VersionIdMarker: versionMarker,
    MaxKeys: asked.limit,
    IsTruncated: page.isTruncated,
    NextKeyMarker: page.isTruncated ? asked.encode(page.last) : undefined,
    NextVersionIdMarker: page.isTruncated ? page.lastItem?.version : undefined,
    Version: page.items
      .filter(({ marker }) => marker === 0)
      .map((version) => ({ ...listedVersion(version), ...described(version) })),
    DeleteMarker: page.items.filter(({ marker }) => marker === 1).map(listedVersion),
    CommonPrefixes: prefixes(page, asked),
  };
}

/** ListMultipartUploads: open uploads by key, oldest first. */
export function listMultipartUploads(multipart: MultipartUploads, request: S3Request): XmlObject {
  const { query } = request;
  const own = ['uploads', 'max-uploads', 'key-marker', 'upload-id-marker'];
  const asked = readListing(query, own, 'max-uploads');
  const keyMarker = query.get('key-marker') ?? '';
  const uploadMarker = keyMarker === '' ? undefined : query.get('upload-id-marker');
  const rest = after(multipart.open(request.bucket), keyMarker, uploadMarker, ({ upload }) => upload);
  const page = pageOf<OpenUpload>(rest, asked, keyMarker);
  const { Name, ...about } = listed(request, asked);
  return {
    Bucket: Name,
    ...about,
    KeyMarker: asked.encode(keyMarker),
    UploadIdMarker: uploadMarker ?? '',
    MaxUploads: asked.limit,
    IsTruncated: page.isTruncated,
    NextKeyMarker: page.isTruncated ? asked.encode(page.last) : undefined,
    NextUploadIdMarker: page.isTruncated ? page.lastItem?.upload : undefined,
    Upload: page.items.map((upload) => ({
      Key: asked.encode(upload.key),
      UploadId: upload.upload,
      Initiator: OWNER,
      Owner: OWNER,
      StorageClass: storageClassOf(upload),
      Initiated: new Date(upload.created).toISOString(),
    })),
    CommonPrefixes: prefixes(page, asked),
  };
}

/** Parameters of all listings. */
interface Listing {
  readonly prefix: string;
  readonly delimiter: string;
  readonly limit: number;
  readonly encode: (text: string) => string;
  readonly encoding: string | undefined;
}

function readListing(query: ReadonlyMap<string, string>, own: readonly string[], most: string): Listing {
  allowOnly(query, ['prefix', 'delimiter', 'encoding-type', ...own]);
  const encoding = query.get('encoding-type');
  if (encoding !== undefined && encoding !== 'url')
    throw new AwsError('InvalidArgument', 'Invalid Encoding Method specified in Request');
  const limit = Number(query.get(most) || MOST_KEYS);
  if (!Number.isInteger(limit) || limit < 0)
    throw new AwsError('InvalidArgument', `${most} is not a whole number.`);
  return {
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
    limit: Math.min(limit, MOST_KEYS),
    encode: encoding === 'url' ? (text) => formEncode(text).replaceAll('%2F', '/') : (text) => text,
    encoding,
  };
}

interface Page<T> {
  readonly items: readonly T[];
  readonly folders: readonly string[];
  readonly isTruncated: boolean;
  /** The last key or common prefix of the page. */
  readonly last: string;
  /** The item of `last`, unless it is a common prefix. */
  readonly lastItem: T | undefined;
}

/** One page of sorted items, with keys grouped by the delimiter. `marker` may be a common prefix. */
function pageOf<T extends { readonly key: string }>(
  items: Iterable<T>,
  { prefix, delimiter, limit }: Listing,
  marker: string,
): Page<T> {
  const page = { items: [] as T[], folders: [] as string[], last: '' };
  let lastItem: T | undefined;
  for (const item of below(items, prefix)) {
    const folder = commonPrefix(item.key, prefix, delimiter);
    if (folder !== undefined && (folder === page.folders.at(-1) || folder === marker)) continue;
    if (page.items.length + page.folders.length === limit)
      return { ...page, lastItem, isTruncated: limit > 0 };
    page.last = folder ?? item.key;
    lastItem = folder === undefined ? item : undefined;
    if (folder === undefined) page.items.push(item);
    else page.folders.push(folder);
  }
  return { ...page, lastItem, isTruncated: false };
}

/** The sorted items whose key begins with a prefix. */
function* below<T extends { readonly key: string }>(items: Iterable<T>, prefix: string): Generator<T> {
  for (const item of items) {
    if (item.key.startsWith(prefix)) yield item;
    else if (order(item.key, prefix) > 0) return;
  }
}

/** A key up to the first delimiter after the prefix, or undefined without one. */
function commonPrefix(key: string, prefix: string, delimiter: string): string | undefined {
  const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return cut < 0 ? undefined : key.slice(0, cut + delimiter.length);
}

function currentObjects(store: ObjectStore, bucket: string, asked: Listing, marker: string): Page<Version> {
  const from = order(marker, asked.prefix) > 0 ? marker : asked.prefix;
  return pageOf(
    after(store.current(bucket, from), marker, undefined, () => ''),
    asked,
    marker,
  );
}

/** Skips items of earlier pages: keys up to the marker, or within that key up to the second marker. */
function* after<T extends { readonly key: string }>(
  items: Iterable<T>,
  keyMarker: string,
  secondMarker: string | undefined,
  idOf: (item: T) => string,
): Generator<T> {
  let isPast = false;
  for (const item of items) {
    const place = keyMarker === '' ? 1 : order(item.key, keyMarker);
    if (place > 0 || (place === 0 && isPast)) yield item;
    if (place === 0 && secondMarker !== undefined && idOf(item) === secondMarker) isPast = true;
  }
}

function listed(request: S3Request, asked: Listing) {
  return {
    Name: request.bucket,
    Prefix: asked.encode(asked.prefix),
    Delimiter: asked.delimiter === '' ? undefined : asked.encode(asked.delimiter),
    EncodingType: asked.encoding,
  };
}

function contents(version: Version, { encode }: Listing, withOwner: boolean): XmlObject {
  return {
    Key: encode(version.key),
    LastModified: isoSeconds(version.modified),
    ...described(version),
    Owner: withOwner ? OWNER : undefined,
  };
}

function described(version: Version): XmlObject {
  return { ETag: `"${version.etag}"`, Size: version.bytes, StorageClass: storageClassOf(version) };
}

function prefixes(page: Page<unknown>, { encode }: Listing): XmlObject[] {
  return page.folders.map((folder) => ({ Prefix: encode(folder) }));
}

/** S3 stores whole seconds and formats milliseconds as zeros. */
export function isoSeconds(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

/** UTF-8 byte order, as in S3 and SQLite, which differs from the order of JavaScript strings. */
function order(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

/** Rejects unknown query parameters, which might change the meaning. */
export function allowOnly(query: ReadonlyMap<string, string>, known: readonly string[]): void {
  for (const name of query.keys()) {
    if (!known.includes(name)) throw notImplemented(`the query parameter ${name}`);
  }
}
