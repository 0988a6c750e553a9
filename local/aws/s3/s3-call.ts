import type { ServerResponse } from 'node:http';
import type { MultipartUploads } from './multipart.ts';
import type { ObjectStore } from './object-store.ts';
import type { S3Request } from './s3-request.ts';
import type { Bucket } from './schema.ts';

export interface S3Backend {
  readonly store: ObjectStore;
  readonly multipart: MultipartUploads;
}

/** A request on a bucket or on an object in it, and its response. */
export interface S3Call extends S3Backend {
  readonly bucket: Bucket;
  readonly request: S3Request;
  readonly response: ServerResponse;
}
