import type { IncomingMessage } from 'node:http';
import { AwsError, notImplemented } from '../http/aws-error.ts';
import { CHECKSUM_NAMES } from './checksums.ts';
import type { Condition, ObjectHeaders } from './schema.ts';

/** A request of the S3 REST API, path style: bucket, key, and the query with keys in the writer's case. */
export interface S3Request {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: ReadonlyMap<string, string>;
  readonly http: IncomingMessage;
  /** `AWS:<access key id>`, or `Anonymous`. */
  readonly principal: string;
}

/** Signatures are not checked, but a presigned address ends when it says. */
const SIGNING = /^x-amz-(algorithm|credential|date|expires|signedheaders|signature|security-token)$/i;

const KNOWN_HEADERS = new Set([
  'x-amz-date',
  'x-amz-content-sha256',
  'x-amz-security-token',
  'x-amz-user-agent',
  'x-amz-decoded-content-length',
  'x-amz-trailer',
  'x-amz-sdk-checksum-algorithm',
  'x-amz-checksum-algorithm',
  'x-amz-checksum-type',
  'x-amz-checksum-mode',
  'x-amz-expected-bucket-owner',
  'x-amz-copy-source',
  'x-amz-copy-source-if-match',
  'x-amz-copy-source-range',
  'x-amz-metadata-directive',
  'x-amz-tagging',
  'x-amz-tagging-directive',
  'x-amz-mp-object-size',
  'x-amz-bypass-governance-retention',
  ...CHECKSUM_NAMES.map((name) => `x-amz-checksum-${name}`),
]);

const KEPT_HEADERS = ['cache-control', 'content-disposition', 'content-language', 'expires'];

/** Reads method, bucket, key and query. A header that would change what is stored and is not known here is refused. */
export function readS3Request(http: IncomingMessage): S3Request {
  const [rawPath = '/', search = ''] = (http.url ?? '/').split(/\?(.*)/s);
  // Some clients put the bucket before the host's name.
  const virtual = /^([^:]+)\.localhost(:\d+)?$/.exec(http.headers.host ?? '')?.[1];
  const path = virtual === undefined ? rawPath : `/${virtual}${rawPath}`;
  const [, bucket = '', rawKey = ''] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  const query = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(search)) {
    if (name !== 'x-id' && !SIGNING.test(name)) query.set(name, value);
  }
  const signed = new URLSearchParams(search);
  checkExpiry(signed);
  for (const name of Object.keys(http.headers)) {
    if (name.startsWith('x-amz-') && !name.startsWith('x-amz-meta-') && !KNOWN_HEADERS.has(name))
      throw notImplemented(`the header ${name}`);
  }
  const credential =
    /Credential=([^/,\s]+)/.exec(http.headers.authorization ?? '')?.[1] ??
    signed.get('X-Amz-Credential')?.split('/')[0];
  return {
    method: http.method ?? 'GET',
    bucket: decodePath(bucket),
    key: decodePath(rawKey),
    query,
    http,
    principal: credential === undefined ? 'Anonymous' : `AWS:${credential}`,
  };
}

function decodePath(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AwsError('InvalidURI', 400, "Couldn't parse the specified URI.");
  }
}

function checkExpiry(query: URLSearchParams): void {
  const expires = query.get('X-Amz-Expires');
  const date = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(query.get('X-Amz-Date') ?? '');
  if (expires === null || date === null) return;
  const [, year, month, day, hour, minute, second] = date;
  const signedAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Date.now() > signedAt + Number(expires) * 1000)
    throw new AwsError('AccessDenied', 403, 'Request has expired');
}

/** One header as text. */
export function headerOf(request: S3Request, name: string): string | undefined {
  const value = request.http.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

/** What the headers of a PUT say of the object. */
export function describedBy(request: S3Request): ObjectHeaders {
  const headers: Record<string, string> = {
    'content-type': headerOf(request, 'content-type') ?? 'binary/octet-stream',
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
  const metadata: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.http.headers)) {
    if (name.startsWith('x-amz-meta-')) metadata[name.slice('x-amz-meta-'.length)] = String(value);
  }
  return {
    headers,
    metadata,
    tags: Object.fromEntries(new URLSearchParams(headerOf(request, 'x-amz-tagging') ?? '')),
  };
}

/** The condition under which a write happens. `If-None-Match` takes only `*`, as in S3. */
export function conditionOf(request: S3Request): Condition {
  const ifNoneMatch = headerOf(request, 'if-none-match');
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*')
    throw notImplemented('If-None-Match with another value than * when writing');
  return { ifMatch: headerOf(request, 'if-match'), ifNoneMatch };
}
