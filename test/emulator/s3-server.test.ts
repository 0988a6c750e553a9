import { createHash, randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketLifecycleConfigurationCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type S3Server, type S3ServerOptions, startS3Server } from '../../local/aws/s3-server.ts';

const Bucket = 'uploads';
let folder: string;
let server: S3Server;
let s3: S3Client;
let delivered: { queue: string; body: string }[];

async function start(options: Partial<S3ServerOptions> = {}): Promise<void> {
  server = await startS3Server({
    folder,
    deliver: async (queue, body) => void delivered.push({ queue, body }),
    ...options,
  });
  s3 = new S3Client({
    endpoint: server.url,
    region: 'eu-west-2',
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId: 'officer', secretAccessKey: 'none' },
  });
}

async function stop(): Promise<void> {
  s3.destroy();
  await server.close();
}

async function bodyOf(key: string, more: object = {}): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: key, ...more }));
  return (await Body?.transformToString()) ?? '';
}

const put = (Key: string, Body: string | Uint8Array, more: object = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 's3-'));
  delivered = [];
  await start();
  await s3.send(new CreateBucketCommand({ Bucket }));
});

afterEach(async () => {
  await stop();
  await rm(folder, { recursive: true, force: true });
});

describe('the S3 server', () => {
  const keys = [
    'Final CHILD T report (1).pdf',
    'a+b&c=d?e#f.pdf',
    '100% sure.pdf',
    '%41.pdf',
    'été/日本 🎈.pdf',
    'quote\'"<tag>.pdf',
    'folder//double/.pdf',
    './..pdf',
    'a\tb\nc.pdf',
    '~!*()[]{}|\\^`.pdf',
  ];

  it.each(keys)('keeps the key %j as it is', async (key) => {
    await put(key, key);
    expect(await bodyOf(key)).toBe(key);
    const listed = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: key }));
    expect(listed.Contents?.map((object) => object.Key)).toEqual([key]);
    const encoded = await s3.send(new ListObjectsV2Command({ Bucket, EncodingType: 'url' }));
    expect(decodeURIComponent(encoded.Contents?.[0]?.Key?.replaceAll('+', ' ') ?? '')).toBe(key);
    await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: key }] } }));
    await expect(bodyOf(key)).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('lists in the order of UTF-8, in pages, and folds folders', async () => {
    const all = ['a', 'a/1', 'a/2', 'b/1', 'z', '\uFFFD', '🎈'];
    for (const key of all) await put(key, '-');
    const seen: (string | undefined)[] = [];
    let token: string | undefined;
    do {
      const page = await s3.send(
        new ListObjectsV2Command({ Bucket, MaxKeys: 2, Delimiter: '/', ContinuationToken: token }),
      );
      seen.push(...(page.Contents ?? []).map((object) => object.Key));
      seen.push(...(page.CommonPrefixes ?? []).map((folded) => folded.Prefix));
      token = page.NextContinuationToken;
    } while (token !== undefined);
    // Each page lists objects first, then folders: `b/` and `z` share one.
    expect(seen).toEqual(['a', 'a/', 'z', 'b/', '\uFFFD', '🎈']);
    const last = await s3.send(new ListObjectsV2Command({ Bucket, StartAfter: '\uFFFD' }));
    expect(last.Contents?.map((object) => object.Key)).toEqual(['🎈']);
  });

  it('answers conditional writes as S3 does', async () => {
    await expect(put('a', 'new', { IfMatch: '"0123"' })).rejects.toMatchObject({ name: 'NoSuchKey' });
    const first = await put('a', 'one', { IfNoneMatch: '*' });
    expect(first.ETag).toBe(`"${createHash('md5').update('one').digest('hex')}"`);
    await expect(put('a', 'two', { IfNoneMatch: '*' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
      $metadata: { httpStatusCode: 412 },
    });
    await put('a', 'two', { IfMatch: first.ETag });
    await expect(put('a', 'three', { IfMatch: first.ETag })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    expect(await bodyOf('a')).toBe('two');
  });

  it('lets one of many writers with the same condition win', async () => {
    const writers = Array.from({ length: 20 }, (_, index) => put('a', `${index}`, { IfNoneMatch: '*' }));
    const won = (await Promise.allSettled(writers)).filter(({ status }) => status === 'fulfilled');
    expect(won).toHaveLength(1);
  });

  it('answers conditional reads and ranges', async () => {
    const { ETag } = await put('a', '0123456789', { ContentType: 'text/plain', Metadata: { who: 'me' } });
    expect(await bodyOf('a', { IfMatch: ETag })).toBe('0123456789');
    await expect(bodyOf('a', { IfMatch: '"0"' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(bodyOf('a', { IfNoneMatch: ETag })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 304 },
    });
    expect(await bodyOf('a', { Range: 'bytes=2-4' })).toBe('234');
    expect(await bodyOf('a', { Range: 'bytes=-3' })).toBe('789');
    await expect(bodyOf('a', { Range: 'bytes=10-' })).rejects.toMatchObject({ name: 'InvalidRange' });
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'a' }));
    expect(head).toMatchObject({ ContentLength: 10, ContentType: 'text/plain', Metadata: { who: 'me' } });
    expect(head.LastModified?.getMilliseconds()).toBe(0);
    const missing = s3.send(new HeadObjectCommand({ Bucket, Key: 'b' }));
    await expect(missing).rejects.toMatchObject({ name: 'NotFound' });
  });

  it('keeps versions, and hides the object behind a delete marker', async () => {
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
    const first = await put('a', 'one');
    await put('a', 'two');
    const deleted = await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    expect(deleted.DeleteMarker).toBe(true);
    await expect(bodyOf('a')).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect(await bodyOf('a', { VersionId: first.VersionId })).toBe('one');
    const listed = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    expect(listed.Versions?.map((version) => version.Size)).toEqual([3, 3]);
    expect(listed.DeleteMarkers).toMatchObject([{ VersionId: deleted.VersionId, IsLatest: true }]);
    await put('a', 'three', { IfNoneMatch: '*' });
    expect(await bodyOf('a')).toBe('three');
    const unmarked = await s3.send(
      new DeleteObjectCommand({ Bucket, Key: 'a', VersionId: deleted.VersionId }),
    );
    expect(unmarked.DeleteMarker).toBe(true);
  });

  it('pages through versions without losing or repeating one', async () => {
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
    const made: (string | undefined)[] = [];
    for (const key of ['a', 'a', 'b', 'b', 'b']) made.push((await put(key, '-')).VersionId);
    const seen: (string | undefined)[] = [];
    let marker: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | undefined = {};
    while (marker !== undefined) {
      const page: ListObjectVersionsCommandOutput = await s3.send(
        new ListObjectVersionsCommand({ Bucket, MaxKeys: 2, ...marker }),
      );
      seen.push(...(page.Versions ?? []).map((version) => version.VersionId));
      marker = page.IsTruncated
        ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
        : undefined;
    }
    expect(seen).toEqual([made[1], made[0], made[4], made[3], made[2]]);
  });

  it('copies with new headers, under a condition on the source', async () => {
    const { ETag } = await put('from + 100%.pdf', 'bytes', { ContentType: 'application/pdf' });
    const copy = {
      Bucket,
      Key: 'to',
      CopySource: `${Bucket}/${encodeURIComponent('from + 100%.pdf')}`,
      MetadataDirective: 'REPLACE' as const,
      ContentDisposition: 'inline; filename="report.pdf"',
      ContentType: 'application/pdf',
    };
    await s3.send(new CopyObjectCommand({ ...copy, CopySourceIfMatch: ETag }));
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'to' }));
    expect(head).toMatchObject({ ETag, ContentDisposition: copy.ContentDisposition });
    await expect(s3.send(new CopyObjectCommand({ ...copy, CopySourceIfMatch: '"0"' }))).rejects.toMatchObject(
      { name: 'PreconditionFailed' },
    );
  });

  it('joins the parts of a large upload', async () => {
    const parts = [randomBytes(5 * 1024 * 1024), randomBytes(100)];
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'big' }));
    const Parts = [];
    for (const [index, Body] of parts.entries()) {
      const PartNumber = index + 1;
      const { ETag } = await s3.send(
        new UploadPartCommand({ Bucket, Key: 'big', UploadId, PartNumber, Body }),
      );
      Parts.push({ ETag, PartNumber });
    }
    await s3.send(
      new CompleteMultipartUploadCommand({ Bucket, Key: 'big', UploadId, MultipartUpload: { Parts } }),
    );
    const { Body, ETag } = await s3.send(new GetObjectCommand({ Bucket, Key: 'big' }));
    expect(ETag).toMatch(/^"[0-9a-f]{32}-2"$/);
    const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
    expect(bytes.equals(Buffer.concat(parts))).toBe(true);
  });

  it.each(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const)(
    'checks and gives back a %s checksum',
    async (ChecksumAlgorithm) => {
      if (ChecksumAlgorithm !== 'CRC64NVME') {
        await put('a', '123456789', { ChecksumAlgorithm });
        expect(await bodyOf('a', { ChecksumMode: 'ENABLED' })).toBe('123456789');
      }
      const header = `Checksum${ChecksumAlgorithm}`;
      await expect(put('b', '123456789', { [header]: 'AAAAAA==' })).rejects.toMatchObject({
        name: 'BadDigest',
      });
      await expect(bodyOf('b')).rejects.toMatchObject({ name: 'NoSuchKey' });
    },
  );

  it('knows the published check values of CRC32C and CRC64NVME', async () => {
    await put('a', '123456789', { ChecksumCRC32C: '4waSgw==' });
    await put('a', '123456789', { ChecksumCRC64NVME: 'rosUhgp5mIg=' });
    expect(await bodyOf('a')).toBe('123456789');
  });

  it('takes unsigned requests and plain bodies', async () => {
    await fetch(`${server.url}/${Bucket}/plain.txt`, { method: 'PUT', body: 'plain' });
    expect(await (await fetch(`${server.url}/${Bucket}/plain.txt`)).text()).toBe('plain');
  });

  it('keeps nothing of an upload that breaks off', async () => {
    const url = new URL(`${server.url}/${Bucket}/half.pdf`);
    const upload = request(url, { method: 'PUT', headers: { 'content-length': 1000 } });
    const broken = new Promise((resolve) => upload.once('error', resolve));
    await new Promise<void>((written) => upload.write('only the beginning', () => written()));
    upload.destroy();
    await broken;
    await expect(bodyOf('half.pdf')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect.poll(() => readdirSync(join(folder, 'objects'))).toEqual([]);
  });

  it('keeps tags', async () => {
    await put('a', '-');
    const TagSet = [{ Key: 'GuardDutyMalwareScanStatus', Value: 'NO_THREATS_FOUND' }];
    await s3.send(new PutObjectTaggingCommand({ Bucket, Key: 'a', Tagging: { TagSet } }));
    const tags = await s3.send(new GetObjectTaggingCommand({ Bucket, Key: 'a' }));
    expect(tags.TagSet).toEqual(TagSet);
  });

  it('refuses unknown operations', async () => {
    await expect(s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).rejects.toMatchObject({
      name: 'NotImplemented',
      $metadata: { httpStatusCode: 501 },
    });
    await expect(
      s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Suspended' } })),
    ).rejects.toMatchObject({ name: 'NotImplemented' });
    await expect(
      s3.send(new PutObjectCommand({ Bucket: 'nowhere', Key: 'a', Body: '-' })),
    ).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });
});

describe('notifications', () => {
  const QueueArn = 'arn:aws:sqs:eu-west-2:000000000000:uploads';
  const records = () =>
    delivered
      .map(({ body }) => JSON.parse(body).Records?.[0])
      .filter((record) => record !== undefined)
      .map((record) => ({
        name: record.eventName,
        principal: record.userIdentity.principalId,
        ...record.s3.object,
      }));
  const settled = () => expect.poll(() => server.isQuiet(), { interval: 10 }).toBe(true);

  beforeEach(async () => {
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
    await s3.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket,
        NotificationConfiguration: {
          QueueConfigurations: [{ QueueArn, Events: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'] }],
        },
      }),
    );
  });

  it('sends the event of S3 for every put and delete, with a growing sequencer', async () => {
    const { VersionId, ETag } = await put('Baby Eva + é (1).pdf', 'pdf');
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'Baby Eva + é (1).pdf' }));
    await settled();
    expect(delivered[0]).toMatchObject({ queue: QueueArn, body: expect.stringContaining('s3:TestEvent') });
    const [created, removed] = records();
    expect(created).toMatchObject({
      name: 'ObjectCreated:Put',
      principal: 'AWS:officer',
      key: 'Baby+Eva+%2B+%C3%A9+%281%29.pdf',
      versionId: VersionId,
      eTag: JSON.parse(ETag ?? ''),
      size: 3,
    });
    expect(removed).toMatchObject({ name: 'ObjectRemoved:DeleteMarkerCreated', key: created.key });
    expect(removed.sequencer > created.sequencer).toBe(true);
  });

  it('names the new object in the event of a copy', async () => {
    await put('a.pdf', 'pdf');
    const copy = new CopyObjectCommand({ Bucket, Key: 'b.pdf', CopySource: `${Bucket}/a.pdf` });
    const { VersionId } = await s3.send(copy);
    await settled();
    expect(records().at(-1)).toMatchObject({
      name: 'ObjectCreated:Copy',
      key: 'b.pdf',
      versionId: VersionId,
    });
  });

  it('delivers undelivered notifications after a restart', async () => {
    await settled();
    await stop();
    await start({ deliver: () => Promise.reject(new Error('no queue')) });
    await put('a', 'kept');
    expect(server.isQuiet()).toBe(false);
    await stop();
    delivered = [];
    await start();
    await settled();
    expect(records().map((record) => record.key)).toEqual(['a']);
    expect(await bodyOf('a')).toBe('kept');
  });
});
