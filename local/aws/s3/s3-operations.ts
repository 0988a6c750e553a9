import { copyFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { AwsError, notImplemented } from '../http/aws-error.ts';
import { readBody } from '../http/local-server.ts';
import { childrenOf, escapeXml, parseXml, textOf, type XmlElement, xmlText } from '../http/xml.ts';
import { answerObject, rangeOf, versionOf } from './get-object.ts';
import { allowOnly, isoSeconds, listObjects, listVersions } from './listing.ts';
import type { MultipartUploads } from './multipart.ts';
import { notificationXml, readNotifications } from './notification-xml.ts';
import { type ObjectStore, preconditionFailed, unquoted } from './object-store.ts';
import { copyRange, receiveBody } from './request-body.ts';
import { conditionOf, describedBy, headerOf, type S3Request } from './s3-request.ts';
import type { Bucket, Version } from './schema.ts';

const NAMESPACE = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
const XML_LIMIT = 4 * 1024 * 1024;

export interface S3Backend {
  readonly store: ObjectStore;
  readonly multipart: MultipartUploads;
}

/** Answers one request below a bucket: the sub-resource in the query decides, then the method. */
export async function answerBucketRequest(
  { store }: S3Backend,
  request: S3Request,
  response: ServerResponse,
): Promise<void> {
  const { query, method } = request;
  if (method === 'PUT' && query.size === 0) {
    if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(request.bucket))
      throw new AwsError('InvalidBucketName', 400, 'The specified bucket is not valid.');
    store.createBucket(request.bucket);
    response.writeHead(200, { location: `/${request.bucket}` }).end();
    return;
  }
  const bucket = store.bucket(request.bucket);
  const operation = `${method} ${[...query.keys()].find((name) => BUCKET_RESOURCES.has(name)) ?? ''}`.trim();
  if (operation === 'HEAD') response.writeHead(200, { 'x-amz-bucket-region': store.region }).end();
  else if (operation === 'DELETE' && query.size === 0) {
    store.deleteBucket(bucket.name);
    response.writeHead(204).end();
  } else if (operation === 'GET') sendXml(response, listObjects(store, request));
  else if (operation === 'GET versions') sendXml(response, listVersions(store, request));
  else if (operation === 'GET location')
    sendXml(response, `<LocationConstraint ${NAMESPACE}>${store.region}</LocationConstraint>`);
  else if (operation === 'GET versioning')
    sendXml(
      response,
      `<VersioningConfiguration ${NAMESPACE}>${bucket.versioned ? xmlText('Status', 'Enabled') : ''}</VersioningConfiguration>`,
    );
  else if (operation === 'PUT versioning') {
    if (textOf(await bodyXml(request), 'Status') !== 'Enabled') throw notImplemented('suspended versioning');
    store.setVersioned(bucket.name);
    response.writeHead(200).end();
  } else if (operation === 'GET notification') sendXml(response, notificationXml(bucket));
  else if (operation === 'PUT notification') {
    store.setNotifications(bucket.name, readNotifications(await bodyXml(request)));
    store.announceNotifications(bucket.name);
    response.writeHead(200).end();
  } else if (operation === 'POST delete')
    sendXml(response, deleteObjects(store, bucket, request, await bodyXml(request)));
  else throw notImplemented(`${method} on a bucket with ${[...query.keys()].join(', ') || 'no parameter'}`);
}

const BUCKET_RESOURCES = new Set([
  'versions',
  'location',
  'versioning',
  'notification',
  'delete',
  ...['acl', 'policy', 'lifecycle', 'tagging', 'cors', 'encryption', 'website', 'logging', 'uploads'],
]);

/** Answers one request on an object. */
export async function answerObjectRequest(
  backend: S3Backend,
  request: S3Request,
  response: ServerResponse,
): Promise<void> {
  const { store, multipart } = backend;
  const { method, query, key } = request;
  const bucket = store.bucket(request.bucket);
  if (Buffer.byteLength(key) > 1024) throw new AwsError('KeyTooLongError', 400, 'Your key is too long');
  const upload = query.get('uploadId');
  if (query.has('uploads') && method === 'POST') {
    const id = multipart.begin(bucket.name, key, describedBy(request));
    sendXml(
      response,
      `<InitiateMultipartUploadResult ${NAMESPACE}>${xmlText('Bucket', bucket.name)}${xmlText('Key', key)}${xmlText('UploadId', id)}</InitiateMultipartUploadResult>`,
    );
  } else if (upload !== undefined) await answerPart(backend, bucket, upload, request, response);
  else if (query.has('tagging')) await answerTagging(store, bucket, request, response);
  else if (method === 'GET' || method === 'HEAD') await answerObject(store, bucket, request, response);
  else if (method === 'PUT') {
    allowOnly(query, []);
    if (headerOf(request, 'x-amz-copy-source') !== undefined) copyObject(store, bucket, request, response);
    else await putObject(store, bucket, request, response);
  } else if (method === 'DELETE') {
    allowOnly(query, ['versionId']);
    if (headerOf(request, 'if-match') !== undefined) throw notImplemented('If-Match when deleting');
    response
      .writeHead(204, deleteHeaders(deleteOne(store, bucket, key, query.get('versionId'), request)))
      .end();
  } else throw notImplemented(`${method} on an object`);
}

async function putObject(store: ObjectStore, bucket: Bucket, request: S3Request, response: ServerResponse) {
  const condition = conditionOf(request);
  const body = await receiveBody(request.http, store.temporaryFile());
  const checksums = body.checksum === undefined ? {} : { [body.checksum.name]: body.checksum.value };
  const version = store.put(
    bucket,
    request.key,
    {
      ...describedBy(request),
      file: body.file,
      bytes: body.bytes,
      etag: body.md5,
      checksums,
      event: 'Put',
      principal: request.principal,
    },
    condition,
  );
  response
    .writeHead(200, {
      etag: `"${version.etag}"`,
      'x-amz-server-side-encryption': 'AES256',
      ...Object.fromEntries(
        Object.entries(checksums).map(([name, value]) => [`x-amz-checksum-${name}`, value]),
      ),
      ...versionHeader(bucket, version.version),
    })
    .end();
}

/** What a copy is made of, once the conditions on it hold. */
function copySource(store: ObjectStore, request: S3Request): { source: Version; from: string; key: string } {
  const [path = '', search = ''] = (headerOf(request, 'x-amz-copy-source') ?? '').split('?');
  const [, from = '', key = ''] = /^\/?([^/]+)\/(.+)$/s.exec(decodeURIComponent(path)) ?? [];
  const versionId = new URLSearchParams(search).get('versionId');
  const source = versionOf(store, store.bucket(from), {
    ...request,
    key,
    query: new Map(versionId === null ? [] : [['versionId', versionId]]),
  });
  const match = headerOf(request, 'x-amz-copy-source-if-match');
  if (match !== undefined && unquoted(match) !== source.etag)
    throw preconditionFailed('x-amz-copy-source-If-Match');
  return { source, from, key };
}

function copyObject(store: ObjectStore, bucket: Bucket, request: S3Request, response: ServerResponse): void {
  if (headerOf(request, 'x-amz-copy-source-range') !== undefined)
    throw notImplemented('a range of CopyObject');
  const { source, from, key } = copySource(store, request);
  const replaces = headerOf(request, 'x-amz-metadata-directive') === 'REPLACE';
  if (!replaces && from === bucket.name && key === request.key)
    throw new AwsError('InvalidRequest', 400, 'This copy request is illegal: it changes nothing.');
  const described = describedBy(request);
  const file = store.temporaryFile();
  copyFileSync(store.pathOf(source), file);
  const version = store.put(
    bucket,
    request.key,
    {
      ...(replaces ? described : source),
      tags: headerOf(request, 'x-amz-tagging-directive') === 'REPLACE' ? described.tags : source.tags,
      file,
      bytes: source.bytes,
      etag: source.etag,
      checksums: source.checksums,
      event: 'Copy',
      principal: request.principal,
    },
    conditionOf(request),
  );
  sendXml(
    response,
    `<CopyObjectResult ${NAMESPACE}>${xmlText('LastModified', isoSeconds(version.modified))}<ETag>${escapeXml(`"${version.etag}"`)}</ETag></CopyObjectResult>`,
    versionHeader(bucket, version.version),
  );
}

async function answerPart(
  { store, multipart }: S3Backend,
  bucket: Bucket,
  upload: string,
  request: S3Request,
  response: ServerResponse,
): Promise<void> {
  const { method, query, key } = request;
  allowOnly(query, ['uploadId', 'partNumber']);
  if (method === 'PUT') {
    if (headerOf(request, 'x-amz-copy-source') !== undefined) {
      const { source } = copySource(store, request);
      const range = rangeOf(headerOf(request, 'x-amz-copy-source-range'), source.bytes);
      const body = await copyRange(store.pathOf(source), range, store.temporaryFile());
      multipart.add(bucket.name, key, upload, Number(query.get('partNumber')), body);
      const texts = [
        xmlText('LastModified', isoSeconds(Date.now() / 1000)),
        xmlText('ETag', `"${body.md5}"`),
      ];
      sendXml(response, `<CopyPartResult ${NAMESPACE}>${texts.join('')}</CopyPartResult>`);
      return;
    }
    const body = await receiveBody(request.http, store.temporaryFile());
    multipart.add(bucket.name, key, upload, Number(query.get('partNumber')), body);
    const checksum =
      body.checksum === undefined ? {} : { [`x-amz-checksum-${body.checksum.name}`]: body.checksum.value };
    response.writeHead(200, { etag: `"${body.md5}"`, ...checksum }).end();
  } else if (method === 'POST') {
    const named = childrenOf(await bodyXml(request), 'Part').map((part) => ({
      number: Number(textOf(part, 'PartNumber')),
      etag: textOf(part, 'ETag') ?? '',
    }));
    const version = await multipart.complete(
      bucket,
      key,
      upload,
      named,
      conditionOf(request),
      request.principal,
    );
    sendXml(
      response,
      `<CompleteMultipartUploadResult ${NAMESPACE}>${xmlText('Bucket', bucket.name)}${xmlText('Key', key)}<ETag>${escapeXml(`"${version.etag}"`)}</ETag></CompleteMultipartUploadResult>`,
      versionHeader(bucket, version.version),
    );
  } else if (method === 'DELETE') {
    multipart.abort(bucket.name, key, upload);
    response.writeHead(204).end();
  } else if (method === 'GET') {
    const parts = multipart.parts(bucket.name, key, upload).map((part) => {
      const texts = [xmlText('PartNumber', part.number), xmlText('ETag', `"${part.etag}"`)];
      return `<Part>${texts.join('')}${xmlText('Size', part.bytes)}</Part>`;
    });
    sendXml(response, `<ListPartsResult ${NAMESPACE}>${parts.join('')}</ListPartsResult>`);
  } else throw notImplemented(`${method} on a multipart upload`);
}

async function answerTagging(
  store: ObjectStore,
  bucket: Bucket,
  request: S3Request,
  response: ServerResponse,
): Promise<void> {
  allowOnly(request.query, ['tagging', 'versionId']);
  const version = versionOf(store, bucket, request);
  if (request.method === 'GET') {
    const tags = Object.entries(version.tags).map(
      ([key, value]) => `<Tag>${xmlText('Key', key)}${xmlText('Value', value)}</Tag>`,
    );
    sendXml(
      response,
      `<Tagging ${NAMESPACE}><TagSet>${tags.join('')}</TagSet></Tagging>`,
      versionHeader(bucket, version.version),
    );
  } else if (request.method === 'PUT') {
    const set = childrenOf(await bodyXml(request), 'TagSet')[0];
    const tags = set === undefined ? [] : childrenOf(set, 'Tag');
    store.setTags(
      version,
      Object.fromEntries(tags.map((tag) => [textOf(tag, 'Key') ?? '', textOf(tag, 'Value') ?? ''])),
    );
    response.writeHead(200, versionHeader(bucket, version.version)).end();
  } else throw notImplemented(`${request.method} on tags`);
}

interface Deleted {
  readonly marker?: boolean;
  readonly version?: string;
}

function deleteOne(
  store: ObjectStore,
  bucket: Bucket,
  key: string,
  version: string | undefined,
  request: S3Request,
): Deleted {
  if (version !== undefined)
    return { version, marker: store.deleteVersion(bucket, key, version, request.principal).marker };
  const deleted = store.delete(bucket, key, request.principal);
  return deleted.version === undefined ? {} : { version: deleted.version, marker: true };
}

function deleteHeaders(deleted: Deleted): Record<string, string> {
  return {
    ...(deleted.marker ? { 'x-amz-delete-marker': 'true' } : {}),
    ...(deleted.version === undefined ? {} : { 'x-amz-version-id': deleted.version }),
  };
}

function deleteObjects(store: ObjectStore, bucket: Bucket, request: S3Request, body: XmlElement): string {
  const objects = childrenOf(body, 'Object');
  if (objects.length === 0 || objects.length > 1000)
    throw new AwsError('MalformedXML', 400, 'One to 1000 objects can be deleted at once.');
  const quiet = textOf(body, 'Quiet') === 'true';
  const answers = objects.map((object) => {
    if (textOf(object, 'ETag') !== undefined) throw notImplemented('conditions in DeleteObjects');
    const key = textOf(object, 'Key') ?? '';
    const wanted = textOf(object, 'VersionId');
    const deleted = deleteOne(store, bucket, key, wanted, request);
    if (quiet) return '';
    const marker = wanted === undefined && deleted.version !== undefined;
    return `<Deleted>${[
      xmlText('Key', key),
      xmlText('VersionId', wanted),
      marker ? `${xmlText('DeleteMarker', true)}${xmlText('DeleteMarkerVersionId', deleted.version)}` : '',
    ].join('')}</Deleted>`;
  });
  return `<DeleteResult ${NAMESPACE}>${answers.join('')}</DeleteResult>`;
}

function versionHeader(bucket: Bucket, version: string): Record<string, string> {
  return bucket.versioned ? { 'x-amz-version-id': version } : {};
}

async function bodyXml(request: S3Request): Promise<XmlElement> {
  try {
    return parseXml((await readBody(request.http, XML_LIMIT)).toString());
  } catch (error) {
    throw new AwsError('MalformedXML', 400, error instanceof Error ? error.message : 'The XML is not read.');
  }
}

/** Sends a document of the S3 API. */
export function sendXml(
  response: ServerResponse,
  xml: string,
  headers: Readonly<Record<string, string>> = {},
  status = 200,
): void {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n${xml}`;
  response.writeHead(status, {
    'content-type': 'application/xml',
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}
