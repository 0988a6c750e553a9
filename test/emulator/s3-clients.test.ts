import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import {
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandInput,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketAclCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
  type UploadPartCommandInput,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type S3Server, startS3Server } from '../../local/aws/s3-server.ts';

const Bucket = 'uploads';
let folder: string;
let server: S3Server;
let s3: S3Client;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 's3-'));
  server = await startS3Server({ folder });
  s3 = new S3Client({
    endpoint: server.url,
    region: 'eu-west-2',
    forcePathStyle: true,
    maxAttempts: 1,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    credentials: { accessKeyId: 'officer', secretAccessKey: 'none' },
  });
  await s3.send(new CreateBucketCommand({ Bucket }));
});

afterEach(async () => {
  s3.destroy();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const put = (Key: string, Body: string | Uint8Array, more: object = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const versions = () =>
  s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));

describe('an ordinary upload by a client', () => {
  it.each([
    { ACL: 'private' },
    { ACL: 'bucket-owner-full-control' },
    { ServerSideEncryption: 'AES256' },
    { StorageClass: 'STANDARD' },
    { ExpectedBucketOwner: '000000000000' },
    { WebsiteRedirectLocation: '/elsewhere' },
  ])('with %o is accepted, as AWS does', async (more) => {
    await put('a', '-', more);
    const { ServerSideEncryption, StorageClass } = await s3.send(new HeadObjectCommand({ Bucket, Key: 'a' }));
    expect([ServerSideEncryption, StorageClass]).toEqual(['AES256', undefined]);
  });

  it.each([
    [{ ACL: 'public-read' }, 'AccessControlListNotSupported'],
    [{ GrantRead: 'id="x"' }, 'AccessControlListNotSupported'],
    [{ ServerSideEncryption: 'aws:kms' }, 'AccessDenied'],
    [{ ServerSideEncryption: 'ROT13' }, 'InvalidEncryptionAlgorithmError'],
    [{ StorageClass: 'LUKEWARM' }, 'InvalidStorageClass'],
    [{ ObjectLockMode: 'GOVERNANCE' }, 'InvalidRequest'],
    [{ ExpectedBucketOwner: '111111111111' }, 'AccessDenied'],
    [{ Tagging: 'a=1&a=2' }, 'InvalidTag'],
    [{ Metadata: { long: 'x'.repeat(2048) } }, 'MetadataTooLarge'],
    [{ ContentMD5: 'c2hvcnQ=' }, 'InvalidDigest'],
  ])('with %o is refused, as AWS does', async (more, name) => {
    await expect(put('a', '-', more)).rejects.toMatchObject({ name });
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key: 'a' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
  });

  it('keeps its storage class, and an archived object cannot be read', async () => {
    await put('a', '-', { StorageClass: 'STANDARD_IA' });
    await put('b', '-', { StorageClass: 'GLACIER' });
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents?.map(({ StorageClass }) => StorageClass)).toEqual(['STANDARD_IA', 'GLACIER']);
    await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'b' }))).rejects.toMatchObject({
      name: 'InvalidObjectState',
    });
    const copy = new CopyObjectCommand({ Bucket, Key: 'c', CopySource: `${Bucket}/a` });
    await s3.send(copy);
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key: 'c' }))).StorageClass).toBeUndefined();
  });

  it('cannot change an ACL, but may put the one that applies anyway', async () => {
    await put('a', '-');
    await expect(
      s3.send(new PutObjectAclCommand({ Bucket, Key: 'a', ACL: 'public-read' })),
    ).rejects.toMatchObject({ name: 'AccessControlListNotSupported' });
    const { Grants, Owner } = await s3.send(new GetBucketAclCommand({ Bucket }));
    expect(Grants?.map(({ Permission }) => Permission)).toEqual(['FULL_CONTROL']);
    const AccessControlPolicy = { Grants, Owner };
    const again = await s3.send(new PutObjectAclCommand({ Bucket, Key: 'a', AccessControlPolicy }));
    expect(again.$metadata.httpStatusCode).toBe(200);
  });

  it('is deleted only while it is the object that was read', async () => {
    const { ETag } = await put('a', 'one');
    await put('a', 'two');
    await expect(s3.send(new DeleteObjectCommand({ Bucket, Key: 'a', IfMatch: ETag }))).rejects.toMatchObject(
      { name: 'PreconditionFailed' },
    );
    const { Errors, Deleted } = await s3.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'a', ETag }, { Key: 'b' }] } }),
    );
    expect(Errors?.map(({ Code }) => Code)).toEqual(['PreconditionFailed']);
    expect(Deleted?.map(({ Key }) => Key)).toEqual(['b']);
  });

  it('is copied under the conditions on its source, with an ETag and a checksum of its own', async () => {
    const { ETag } = await put('a', 'bytes', { ChecksumAlgorithm: 'SHA256' });
    const copy = { Bucket, Key: 'b', CopySource: `${Bucket}/a` };
    await expect(
      s3.send(new CopyObjectCommand({ ...copy, CopySourceIfNoneMatch: ETag })),
    ).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(s3.send(new CopyObjectCommand({ ...copy, Key: 'a' }))).rejects.toMatchObject({
      name: 'InvalidRequest',
    });
    const { CopyObjectResult } = await s3.send(new CopyObjectCommand(copy));
    expect(CopyObjectResult).toMatchObject({ ETag, ChecksumSHA256: sha256('bytes') });
    const attributes = new GetObjectAttributesCommand({
      Bucket,
      Key: 'b',
      ObjectAttributes: ['Checksum', 'ObjectSize'],
    });
    expect(await s3.send(attributes)).toMatchObject({
      ObjectSize: 5,
      Checksum: { ChecksumSHA256: sha256('bytes'), ChecksumType: 'FULL_OBJECT' },
    });
  });
});

describe('the listing of versions', () => {
  it('folds folders, also across pages', async () => {
    await versions();
    for (const key of ['a/1', 'a/2', 'b', 'b', 'c/1']) await put(key, '-');
    const seen: (string | undefined)[] = [];
    let marker: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | undefined = {};
    while (marker !== undefined) {
      const page: Awaited<ReturnType<typeof list>> = await list(marker);
      seen.push(...(page.Versions ?? []).map(({ Key }) => Key));
      seen.push(...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix));
      marker = page.IsTruncated
        ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
        : undefined;
    }
    expect(seen).toEqual(['a/', 'b', 'b', 'c/']);
  });

  const list = (marker: object) =>
    s3.send(new ListObjectVersionsCommand({ Bucket, Delimiter: '/', MaxKeys: 1, ...marker }));
});

describe('a multipart upload', () => {
  const MEBIBYTES_5 = 5 * 1024 * 1024;
  const bodies = [randomBytes(MEBIBYTES_5), randomBytes(100)];

  const begin = async (Key: string, more: Partial<CreateMultipartUploadCommandInput> = {}) => {
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ...more }));
    return { Bucket, Key, UploadId };
  };
  const sendParts = async (
    upload: Awaited<ReturnType<typeof begin>>,
    more: Partial<UploadPartCommandInput> = {},
  ): Promise<CompletedPart[]> => {
    const parts: CompletedPart[] = [];
    for (const [index, Body] of bodies.entries()) {
      const PartNumber = index + 1;
      const sent = await s3.send(new UploadPartCommand({ ...upload, PartNumber, Body, ...more }));
      const { ETag, ChecksumSHA256, ChecksumCRC32 } = sent;
      parts.push({
        PartNumber,
        ETag,
        ...(ChecksumSHA256 && { ChecksumSHA256 }),
        ...(ChecksumCRC32 && { ChecksumCRC32 }),
      });
    }
    return parts;
  };

  it('is listed while it is open, folded and in pages', async () => {
    for (const key of ['a/1', 'a/2', 'b', 'b']) await begin(key);
    const all = await s3.send(new ListMultipartUploadsCommand({ Bucket }));
    expect(all.Uploads?.map(({ Key }) => Key)).toEqual(['a/1', 'a/2', 'b', 'b']);
    const folded = await s3.send(new ListMultipartUploadsCommand({ Bucket, Delimiter: '/', MaxUploads: 2 }));
    expect(folded.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['a/']);
    expect(folded.IsTruncated).toBe(true);
    const rest = await s3.send(
      new ListMultipartUploadsCommand({
        Bucket,
        Delimiter: '/',
        KeyMarker: folded.NextKeyMarker,
        UploadIdMarker: folded.NextUploadIdMarker,
      }),
    );
    expect(rest.Uploads?.map(({ UploadId }) => UploadId)).toEqual([all.Uploads?.[3]?.UploadId]);
  });

  it('succeeds again when its completion is repeated, and makes one version', async () => {
    await versions();
    const upload = await begin('a');
    const complete = new CompleteMultipartUploadCommand({
      ...upload,
      MultipartUpload: { Parts: await sendParts(upload) },
    });
    const first = await s3.send(complete);
    const second = await s3.send(complete);
    expect([second.ETag, second.VersionId]).toEqual([first.ETag, first.VersionId]);
    const { Versions } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    expect(Versions).toHaveLength(1);
  });

  it('verifies the checksums of its parts, and returns a composite one', async () => {
    const upload = await begin('a', { ChecksumAlgorithm: 'SHA256' });
    const parts = await sendParts(upload, { ChecksumAlgorithm: 'SHA256' });
    const complete = (Parts: CompletedPart[]) =>
      s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
    const wrong = parts.map((part) => ({ ...part, ChecksumSHA256: sha256('other') }));
    await expect(complete(wrong)).rejects.toMatchObject({ name: 'InvalidPart' });
    const without = parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag }));
    await expect(complete(without)).rejects.toMatchObject({ name: 'InvalidRequest' });
    const composite = createHash('sha256');
    for (const body of bodies) composite.update(createHash('sha256').update(body).digest());
    expect(await complete(parts)).toMatchObject({ ChecksumSHA256: `${composite.digest('base64')}-2` });
  });

  it('verifies the checksum and the size of the whole object', async () => {
    const upload = await begin('a', { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' });
    const Parts = await sendParts(upload, { ChecksumAlgorithm: 'CRC32' });
    const complete = (more: object) =>
      s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts }, ...more }));
    await expect(complete({ ChecksumCRC32: 'AAAAAA==' })).rejects.toMatchObject({ name: 'BadDigest' });
    await expect(complete({ MpuObjectSize: 7 })).rejects.toMatchObject({ name: 'InvalidRequest' });
    const digest = Buffer.alloc(4);
    digest.writeUInt32BE(crc32(Buffer.concat(bodies)));
    const ChecksumCRC32 = digest.toString('base64');
    expect(await complete({ ChecksumCRC32, MpuObjectSize: MEBIBYTES_5 + 100 })).toMatchObject({
      ChecksumCRC32,
    });
  });

  it('refuses a part with another checksum than it was begun with', async () => {
    const upload = await begin('a', { ChecksumAlgorithm: 'SHA256' });
    await expect(sendParts(upload, { ChecksumAlgorithm: 'CRC32' })).rejects.toMatchObject({
      name: 'InvalidRequest',
    });
  });
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
