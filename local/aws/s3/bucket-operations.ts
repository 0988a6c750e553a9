import type { ServerResponse } from 'node:http';
import * as z from 'zod';
import { AwsError, notImplemented } from '../http/aws-error.ts';
import { readBody } from '../http/local-server.ts';
import { readXml, repeated } from '../http/xml.ts';
import { ACCESS_CONTROL_POLICY, putAcl } from './access-control.ts';
import { listMultipartUploads, listObjects, listVersions } from './listing.ts';
import type { MultipartUploads } from './multipart.ts';
import { NotificationConfiguration, notificationXml, readNotifications } from './notification-xml.ts';
import { type Deleted, deleteObject } from './object-operations.ts';
import type { ObjectStore } from './object-store.ts';
import type { S3Request } from './s3-request.ts';
import type { Bucket } from './schema.ts';
import { bodyXml, sendXml } from './xml-answer.ts';

export interface S3Backend {
  readonly store: ObjectStore;
  readonly multipart: MultipartUploads;
}

type Operation = (
  backend: S3Backend,
  bucket: Bucket,
  request: S3Request,
  response: ServerResponse,
) => void | Promise<void>;

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
  HEAD: ({ store }, _bucket, _request, response) => {
    response.writeHead(200, { 'x-amz-bucket-region': store.region }).end();
  },
  DELETE: ({ store }, { name }, _request, response) => {
    store.deleteBucket(name);
    response.writeHead(204).end();
  },
  GET: ({ store }, _bucket, request, response) =>
    sendXml(response, 'ListBucketResult', listObjects(store, request)),
  'GET versions': ({ store }, _bucket, request, response) =>
    sendXml(response, 'ListVersionsResult', listVersions(store, request)),
  'GET uploads': ({ multipart }, _bucket, request, response) =>
    sendXml(response, 'ListMultipartUploadsResult', listMultipartUploads(multipart, request)),
  'GET location': ({ store }, _bucket, _request, response) =>
    sendXml(response, 'LocationConstraint', store.region),
  'GET versioning': (_backend, { versioned }, _request, response) =>
    sendXml(response, 'VersioningConfiguration', versioned ? { Status: 'Enabled' } : {}),
  'PUT versioning': async ({ store }, { name }, request, response) => {
    const { Status } = await bodyXml(request, Versioning);
    if (Status !== 'Enabled') throw notImplemented('suspended versioning');
    store.setVersioned(name);
    response.writeHead(200).end();
  },
  'GET notification': (_backend, bucket, _request, response) =>
    sendXml(response, 'NotificationConfiguration', notificationXml(bucket)),
  'PUT notification': async ({ store }, { name }, request, response) => {
    store.setNotifications(name, readNotifications(await bodyXml(request, NotificationConfiguration)));
    store.announceNotifications(name);
    response.writeHead(200).end();
  },
  'POST delete': deleteObjects,
  // Fixed configuration of every bucket: ACLs disabled, no public access, encrypted by S3.
  'GET acl': (_backend, _bucket, _request, response) =>
    sendXml(response, 'AccessControlPolicy', ACCESS_CONTROL_POLICY),
  'PUT acl': (_backend, _bucket, request, response) => putAcl(request, response),
  'GET ownershipControls': (_backend, _bucket, _request, response) =>
    sendXml(response, 'OwnershipControls', { Rule: { ObjectOwnership: 'BucketOwnerEnforced' } }),
  'GET publicAccessBlock': (_backend, _bucket, _request, response) =>
    sendXml(response, 'PublicAccessBlockConfiguration', {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    }),
  'GET requestPayment': (_backend, _bucket, _request, response) =>
    sendXml(response, 'RequestPaymentConfiguration', { Payer: 'BucketOwner' }),
  'GET encryption': (_backend, _bucket, _request, response) =>
    sendXml(response, 'ServerSideEncryptionConfiguration', {
      Rule: {
        ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
        BucketKeyEnabled: false,
      },
    }),
  'GET object-lock': () => {
    throw new AwsError(
      'ObjectLockConfigurationNotFoundError',
      'Object Lock configuration does not exist for this bucket',
    );
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
  await answer(backend, bucket, request, response);
}

const Location = z.object({ LocationConstraint: z.string().optional() }).or(z.literal(''));

async function createBucket(store: ObjectStore, request: S3Request, response: ServerResponse): Promise<void> {
  const name = request.bucket;
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) || /\.\.|\.-|-\.|^\d+(\.\d+){3}$/.test(name))
    throw new AwsError('InvalidBucketName', 'The specified bucket is not valid.');
  const body = (await readBody(request.http, 64 * 1024)).toString();
  const location = body === '' ? '' : readXml(body, Location);
  const region = location === '' ? undefined : location.LocationConstraint;
  if (region !== undefined && region !== store.region)
    throw new AwsError('IllegalLocationConstraintException', `This emulator runs in ${store.region}.`);
  store.createBucket(name);
  response.writeHead(200, { location: `/${name}` }).end();
}

async function deleteObjects(
  { store }: S3Backend,
  bucket: Bucket,
  request: S3Request,
  response: ServerResponse,
): Promise<void> {
  const { Object: objects, Quiet } = await bodyXml(request, Delete);
  if (objects.length === 0 || objects.length > MOST_DELETED)
    throw new AwsError('MalformedXML', 'One to 1000 objects can be deleted at once.');
  const deleted: Record<string, string | boolean | undefined>[] = [];
  const errors: Record<string, string | undefined>[] = [];
  for (const { Key, VersionId, ETag } of objects) {
    try {
      const { principal } = request;
      const result: Deleted = deleteObject(store, bucket, Key, {
        versionId: VersionId,
        ifMatch: ETag,
        principal,
      });
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
