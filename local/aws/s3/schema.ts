import * as z from 'zod';

/** Headers, metadata and tags stored with an object. */
export interface ObjectHeaders {
  /** `content-type`, `cache-control` and others, in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** `x-amz-meta-*` without the prefix. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

const texts = z.string().transform((json, context) => {
  const parsed = z.record(z.string(), z.string()).safeParse(JSON.parse(json));
  if (parsed.success) return parsed.data;
  context.addIssue({ code: 'custom', message: 'is not a map of texts' });
  return z.NEVER;
});

/** A row of `versions`. */
export const VersionRow = z.object({
  seq: z.number(),
  bucket: z.string(),
  key: z.string(),
  version: z.string(),
  marker: z.number(),
  latest: z.number(),
  etag: z.string(),
  bytes: z.number(),
  modified: z.number(),
  file: z.string(),
  headers: texts,
  metadata: texts,
  tags: texts,
  checksums: texts,
});
/** One version of an object, or a delete marker. `modified` is in whole seconds since 1970, as in S3. */
export type Version = z.infer<typeof VersionRow>;

/** One rule of a bucket's notification configuration. */
interface QueueNotification {
  readonly id: string;
  readonly queue: string;
  /** For example `s3:ObjectCreated:*`. */
  readonly events: readonly string[];
  readonly prefix: string;
  readonly suffix: string;
}
export type BucketNotifications = readonly QueueNotification[];

/** A row of `buckets`. */
export const BucketRow = z.object({
  name: z.string(),
  created: z.number(),
  versioned: z.number().transform((versioned) => versioned === 1),
  notifications: z.string().transform((json): BucketNotifications => JSON.parse(json)),
});
/** `created` is in milliseconds since 1970. */
export type Bucket = z.infer<typeof BucketRow>;

/** The condition on the current object for a write. */
export interface Condition {
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
}

/** A pending write. The store owns `file` from now on. */
export interface Write extends ObjectHeaders {
  readonly file: string;
  readonly bytes: number;
  /** Without quotes. */
  readonly etag: string;
  readonly checksums: Readonly<Record<string, string>>;
  readonly event: 'Put' | 'Copy' | 'CompleteMultipartUpload';
  readonly principal: string;
}

/** The tables of the S3 server. */
export const SCHEMA = `
  CREATE TABLE IF NOT EXISTS buckets (
    name TEXT PRIMARY KEY, created INTEGER NOT NULL, versioned INTEGER NOT NULL, notifications TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS versions (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, bucket TEXT NOT NULL, key TEXT NOT NULL, version TEXT NOT NULL,
    marker INTEGER NOT NULL, latest INTEGER NOT NULL, etag TEXT NOT NULL, bytes INTEGER NOT NULL,
    modified INTEGER NOT NULL, file TEXT NOT NULL, headers TEXT NOT NULL, metadata TEXT NOT NULL,
    tags TEXT NOT NULL, checksums TEXT NOT NULL);
  CREATE UNIQUE INDEX IF NOT EXISTS latest ON versions (bucket, key) WHERE latest = 1;
  CREATE UNIQUE INDEX IF NOT EXISTS named ON versions (bucket, key, version);
  CREATE TABLE IF NOT EXISTS outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS multipart (
    upload TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, described TEXT NOT NULL, created INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS upload_parts (
    upload TEXT NOT NULL, number INTEGER NOT NULL, etag TEXT NOT NULL, bytes INTEGER NOT NULL, file TEXT NOT NULL,
    checksum TEXT, PRIMARY KEY (upload, number));
  CREATE TABLE IF NOT EXISTS completed (
    upload TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, version TEXT NOT NULL, at INTEGER NOT NULL);
`;
