import type { ServerResponse } from 'node:http';
import * as z from 'zod';
import { REGION } from '../account.ts';
import { AwsError, notImplemented } from '../http/aws-error.ts';
import { readBody } from '../http/local-server.ts';
import { readXml, repeated, type XmlObject } from '../http/xml.ts';
import { ACCESS_CONTROL_POLICY, putAcl } from './access-control.ts';
import { listMultipartUploads, listObjects, listVersions } from './listing.ts';
import { NotificationConfiguration, notificationXml, readNotifications } from './notification-xml.ts';
import { deleteObject } from './object-operations.ts';
import type { ObjectStore } from './object-store.ts';
import type { S3Backend, S3Call } from './s3-call.ts';
import type { S3Request } from './s3-request.ts';
import { bodyXml, sendXml } from './xml-answer.ts';

type Operation = (call: S3Call) => void | Promise<void>;

/** The answer of a bucket whose configuration is fixed. */
const fixed =
  (root: string, content: XmlObject): Operation =>
  ({ response }) =>
    sendXml(response, root, content);

/** Sub-resources of a bucket. The one in the query selects the operation. */
const RESOURCES = [
  ...['versions', 'location', 'versioning', 'notification', 'delete', 'uploads', 'acl', 'policyStatus'],
  ...['ownershipControls', 'requestPayment', 'encryption', 'publicAccessBlock', 'object-lock'],
];

const Versioning = z.object({ Status: z.string() });
const Delete = z.object({
  Object: repeated(
    z.object({
      Key: z.string(),
      VersionId: z.string().optional(),
      ETag: z.string().optional(),
      LastModifiedTime: z.undefined().optional(),
      Size: z.undefined().optional(),
    }),
  ),
  Quiet: z.string().optional(),
});
const MOST_DELETED = 1000;

const OPERATIONS: Readonly<Record<string, Operation>> = {
  HEAD: ({ response }) => {
    response.writeHead(200, { 'x-amz-bucket-region': REGION }).end();
  },
  DELETE: ({ store, bucket, response }) => {
    store.deleteBucket(bucket.name);
    response.writeHead(204).end();
  },
  GET: ({ store, request, response }) => sendXml(response, 'ListBucketResult', listObjects(store, request)),
  'GET versions': ({ store, request, response }) =>
    sendXml(response, 'ListVersionsResult', listVersions(store, request)),
  'GET uploads': ({ multipart, request, response }) =>
    sendXml(response, 'ListMultipartUploadsResult', listMultipartUploads(multipart, request)),
  'GET location': ({ response }) => sendXml(response, 'LocationConstraint', REGION),
  'GET versioning': ({ bucket, response }) =>
    sendXml(response, 'VersioningConfiguration', bucket.versioned ? { Status: 'Enabled' } : {}),
  'PUT versioning': async ({ store, bucket, request, response }) => {
    const { Status } = await bodyXml(request, Versioning);
    if (Status !== 'Enabled') throw notImplemented('suspended versioning');
    store.setVersioned(bucket.name);
    response.writeHead(200).end();
  },
  'GET notification': ({ bucket, response }) =>
    sendXml(response, 'NotificationConfiguration', notificationXml(bucket)),
  'PUT notification': async ({ store, bucket, request, response }) => {
    const configuration = await bodyXml(request, NotificationConfiguration);
    store.setNotifications(bucket.name, readNotifications(configuration));
    response.writeHead(200).end();
  },
  'POST delete': deleteObjects,
  'GET acl': fixed('AccessControlPolicy', ACCESS_CONTROL_POLICY),
  'PUT acl': ({ request, response }) => putAcl(request, response),
  'GET ownershipControls': fixed('OwnershipControls', { Rule: { ObjectOwnership: 'BucketOwnerEnforced' } }),
  'GET publicAccessBlock': fixed('PublicAccessBlockConfiguration', {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  }),
  'GET requestPayment': fixed('RequestPaymentConfiguration', { Payer: 'BucketOwner' }),
  'GET encryption': fixed('ServerSideEncryptionConfiguration', {
    Rule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false },
  }),
  'GET object-lock': () => {
    const message = 'Object Lock configuration does not exist for this bucket';
    throw new AwsError('ObjectLockConfigurationNotFoundError', message);
  },
};

/** Handles a bucket request. */
export async function answerBucketRequest(
  backend: S3Backend,
  request: S3Request,
  response: ServerResponse,
): Promise<void> {
  const { query, method } = request;
  if (method === 'PUT' && query.size === 0) return createBucket(backend.store, request, response);
  const bucket = backend.store.bucket(request.bucket);
  const resource = RESOURCES.find((name) => query.has(name));
  const answer = OPERATIONS[resource === undefined ? method : `${method} ${resource}`];
  const isPlainList = method === 'GET' && resource === undefined;
  if (answer === undefined || (resource === undefined && !isPlainList && query.size > 0))
    throw notImplemented(`${method} on a bucket with ${[...query.keys()].join(', ') || 'no parameter'}`);
  await answer({ ...backend, bucket, request, response });
}

const Location = z.object({ LocationConstraint: z.string().optional() }).or(z.literal(''));

async function createBucket(store: ObjectStore, request: S3Request, response: ServerResponse): Promise<void> {
  const name = request.bucket;
  const body = (await readBody(request.http, 64 * 1024)).toString();
  const location = body === '' ? '' : readXml(body, Location);
  const region = location === '' ? undefined : location.LocationConstraint;
  if (region !== undefined && region !== REGION)
    throw new AwsError('IllegalLocationConstraintException', `This emulator runs in ${REGION}.`);
  store.createBucket(name);
  response.writeHead(200, { location: `/${name}` }).end();
}

async function deleteObjects({ store, bucket, request, response }: S3Call): Promise<void> {
  const { Object: objects, Quiet } = await bodyXml(request, Delete);
  if (objects.length === 0 || objects.length > MOST_DELETED)
    throw new AwsError('MalformedXML', 'One to 1000 objects can be deleted at once.');
  const deleted: Record<string, string | boolean | undefined>[] = [];
  const errors: Record<string, string | undefined>[] = [];
  for (const { Key, VersionId, ETag } of objects) {
    try {
      const asked = { versionId: VersionId, ifMatch: ETag, principal: request.principal };
      const result = deleteObject(store, bucket, Key, asked);
      const made = VersionId === undefined && result.version !== undefined;
      deleted.push({
        Key,
        VersionId,
        DeleteMarker: made || (VersionId !== undefined && result.marker) ? true : undefined,
        DeleteMarkerVersionId: made || result.marker ? result.version : undefined,
      });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      errors.push({ Key, VersionId, Code: error.code, Message: error.message });
    }
  }
  sendXml(response, 'DeleteResult', { Deleted: Quiet === 'true' ? [] : deleted, Error: errors });
}
