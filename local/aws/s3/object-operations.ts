import type { ServerResponse } from 'node:http';
import * as z from 'zod';
import { AwsError, notImplemented } from '../http/aws-error.ts';
import { repeated } from '../http/xml.ts';
import { ACCESS_CONTROL_POLICY, putAcl } from './access-control.ts';
import { checksumHeaders } from './checksums.ts';
import { copyObject } from './copy-object.ts';
import { answerObject, answerObjectAttributes, versionOf } from './get-object.ts';
import { allowOnly } from './listing.ts';
import { answerMultipart } from './multipart-operations.ts';
import { checkedTags, conditionOf, describedBy, versionHeader } from './object-headers.ts';
import type { ObjectStore } from './object-store.ts';
import { receiveBody } from './request-body.ts';
import type { S3Backend, S3Call } from './s3-call.ts';
import { headerOf, type S3Request } from './s3-request.ts';
import type { Bucket } from './schema.ts';
import { bodyXml, sendXml } from './xml-answer.ts';

const LONGEST_KEY = 1024;

/** Handles an object request. */
export async function answerObjectRequest(
  backend: S3Backend,
  request: S3Request,
  response: ServerResponse,
): Promise<void> {
  const { store } = backend;
  const { method, query, key } = request;
  const bucket = store.bucket(request.bucket);
  if (Buffer.byteLength(key) > LONGEST_KEY) throw new AwsError('KeyTooLongError', 'Your key is too long');
  const call = { ...backend, bucket, request, response };
  if (query.has('uploads') || query.has('uploadId')) await answerMultipart(call);
  else if (query.has('tagging')) await answerTagging(call);
  else if (query.has('acl')) await answerAcl(call);
  else if (query.has('attributes')) answerObjectAttributes(call);
  else if (method === 'GET' || method === 'HEAD') await answerObject(call);
  else if (method === 'PUT') {
    allowOnly(query, []);
    await (headerOf(request, 'x-amz-copy-source') === undefined ? putObject(call) : copyObject(call));
  } else if (method === 'DELETE') {
    allowOnly(query, ['versionId']);
    const deleted = deleteObject(store, bucket, key, {
      versionId: query.get('versionId'),
      ifMatch: headerOf(request, 'if-match'),
      principal: request.principal,
    });
    response.writeHead(204, deleteHeaders(deleted)).end();
  } else throw notImplemented(`${method} on an object`);
}

async function putObject({ store, bucket, request, response }: S3Call): Promise<void> {
  const condition = conditionOf(request);
  const described = describedBy(request);
  const { file, bytes, md5, checksum } = await receiveBody(request.http, store.temporaryFile());
  const checksums = checksum === undefined ? {} : { [checksum.name]: checksum.value };
  const { principal } = request;
  const write = { ...described, file, bytes, etag: md5, checksums, event: 'Put', principal } as const;
  const version = store.put(bucket, request.key, write, condition);
  response
    .writeHead(200, {
      etag: `"${version.etag}"`,
      'x-amz-server-side-encryption': 'AES256',
      ...checksumHeaders(checksums),
      ...versionHeader(bucket, version.version),
    })
    .end();
}

const Tagging = z.object({
  TagSet: z.union([
    z.object({ Tag: repeated(z.object({ Key: z.string(), Value: z.string() })) }),
    z.string().transform(() => ({ Tag: [] })),
  ]),
});

async function answerTagging({ store, bucket, request, response }: S3Call): Promise<void> {
  allowOnly(request.query, ['tagging', 'versionId']);
  const version = versionOf(store, bucket, request);
  const headers = versionHeader(bucket, version.version);
  if (request.method === 'GET') {
    const tags = Object.entries(version.tags)
      .map(([Key, Value]) => ({ Key, Value }))
      .sort((one, other) => (one.Key < other.Key ? -1 : 1));
    sendXml(response, 'Tagging', { TagSet: { Tag: tags } }, headers);
  } else if (request.method === 'PUT') {
    const { TagSet } = await bodyXml(request, Tagging);
    store.setTags(version, checkedTags(TagSet.Tag.map(({ Key, Value }) => [Key, Value])));
    response.writeHead(200, headers).end();
  } else if (request.method === 'DELETE') {
    store.setTags(version, {});
    response.writeHead(204, headers).end();
  } else throw notImplemented(`${request.method} on tags`);
}

async function answerAcl({ store, bucket, request, response }: S3Call): Promise<void> {
  allowOnly(request.query, ['acl', 'versionId']);
  versionOf(store, bucket, request);
  if (request.method === 'GET') sendXml(response, 'AccessControlPolicy', ACCESS_CONTROL_POLICY);
  else if (request.method === 'PUT') await putAcl(request, response);
  else throw notImplemented(`${request.method} on an ACL`);
}

export interface Deleted {
  readonly marker: boolean;
  readonly version?: string;
}

/** Deletes an object or one version. Throws `PreconditionFailed` if the object does not match `ifMatch`. */
export function deleteObject(
  store: ObjectStore,
  bucket: Bucket,
  key: string,
  asked: {
    readonly versionId?: string | undefined;
    readonly ifMatch?: string | undefined;
    readonly principal: string;
  },
): Deleted {
  const { versionId, ifMatch, principal } = asked;
  if (versionId !== undefined && ifMatch !== undefined) throw notImplemented('If-Match for a version');
  if (versionId !== undefined)
    return { version: versionId, marker: store.deleteVersion(bucket, key, versionId, principal).marker };
  const { version } = store.delete(bucket, key, principal, { ifMatch });
  return version === undefined ? { marker: false } : { version, marker: true };
}

function deleteHeaders(deleted: Deleted): Record<string, string> {
  return {
    ...(deleted.marker ? { 'x-amz-delete-marker': 'true' } : {}),
    ...(deleted.version === undefined ? {} : { 'x-amz-version-id': deleted.version }),
  };
}
