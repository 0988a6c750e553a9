import type { IncomingMessage } from 'node:http';
import { AwsError } from '../http/aws-error.ts';
import { checkHeaders } from './request-headers.ts';

/** An S3 REST request: bucket, key, and query parameters in original case. */
export interface S3Request {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: ReadonlyMap<string, string>;
  readonly http: IncomingMessage;
  /** `AWS:<access key id>`, or `Anonymous`. */
  readonly principal: string;
}

/** Signatures are not verified, but presigned URLs expire. */
const SIGNING = /^x-amz-(algorithm|credential|date|expires|signedheaders|signature|security-token)$/i;

/** Parses method, bucket, key and query. Rejects unknown headers that could change the result. */
export function readS3Request(http: IncomingMessage): S3Request {
  const [rawPath = '/', search = ''] = (http.url ?? '/').split(/\?(.*)/s);
  // Virtual-hosted style: the bucket is in the host name.
  const virtual = /^([^:]+)\.localhost(:\d+)?$/.exec(http.headers.host ?? '')?.[1];
  const path = virtual === undefined ? rawPath : `/${virtual}${rawPath}`;
  const [, bucket = '', rawKey = ''] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  const query = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(search)) {
    if (name !== 'x-id' && !SIGNING.test(name)) query.set(name, value);
  }
  const signed = new URLSearchParams(search);
  checkExpiry(signed);
  checkHeaders(http.headers);
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
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.");
  }
}

function checkExpiry(query: URLSearchParams): void {
  const expires = query.get('X-Amz-Expires');
  const date = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(query.get('X-Amz-Date') ?? '');
  if (expires === null || date === null) return;
  const [, year, month, day, hour, minute, second] = date;
  const signedAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Date.now() > signedAt + Number(expires) * 1000)
    throw new AwsError('AccessDenied', 'Request has expired');
}

/** One header as text. */
export function headerOf(request: S3Request, name: string): string | undefined {
  const value = request.http.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}
