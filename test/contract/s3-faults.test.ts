import { hash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CreateBucketCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { s3CleanCopies } from '#shared/adapters/s3-clean-copies.ts';
import { s3PublicFiles } from '#shared/adapters/s3-public-files.ts';
import type { LocalServer } from '../../local/aws/http/local-server.ts';
import { type S3Server, startS3Server } from '../../local/aws/s3-server.ts';
import { type Fault, faultyProxy, s3Error } from '../support/faulty-proxy.ts';

const FILE = { path: '/reviews.json', contentType: 'application/feed+json', cacheControl: 'max-age=60' };
const CONFLICT: Fault = { when: 'before', answer: s3Error('ConditionalRequestConflict', 409) };
const BROKEN: Fault = { when: 'before', answer: s3Error('InternalError', 500) };
const REQUEST_LOST: Fault = { when: 'before' };
const REPLY_LOST: Fault = { when: 'after' };

/** Faults of the next PUTs, in order. */
let faults: Fault[] = [];
let folder: string;
let server: S3Server;
let proxy: LocalServer;
let s3: S3Client;
const files = () => s3PublicFiles(s3, 'public', 'clean-copies');

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 's3-faults-'));
  server = await startS3Server({ folder });
  proxy = await faultyProxy(server.url, ({ method }) => (method === 'PUT' ? faults.shift() : undefined));
  s3 = new S3Client({
    endpoint: proxy.url,
    forcePathStyle: true,
    region: 'eu-west-2',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  faults = [];
  for (const Bucket of ['public', 'clean-copies']) await s3.send(new CreateBucketCommand({ Bucket }));
});

afterEach(async () => {
  s3.destroy();
  await proxy.close();
  await server.close();
  await rm(folder, { recursive: true });
});

test('a conflict (409) is tried again until the file is written', async () => {
  faults = [CONFLICT, CONFLICT, CONFLICT];
  expect(await files().write({ ...FILE, body: 'one' }, 'absent')).toBe('written');
  expect((await files().read(FILE.path))?.body).toBe('one');
});

test('a conflict that does not end throws, so that the message goes back to its queue', async () => {
  faults = Array.from({ length: 20 }, () => CONFLICT);
  await expect(files().write({ ...FILE, body: 'one' }, 'absent')).rejects.toThrow('Injected by a test.');
});

test('a server error that passes is not noticed, and one that stays throws', async () => {
  faults = [BROKEN];
  expect(await files().write({ ...FILE, body: 'one' }, 'absent')).toBe('written');
  faults = Array.from({ length: 20 }, () => BROKEN);
  await expect(files().write({ ...FILE, body: 'two' }, hash('md5', 'one'))).rejects.toThrow();
});

test('a write whose request was lost succeeds on retry', async () => {
  faults = [REQUEST_LOST];
  expect(await files().write({ ...FILE, body: 'one' }, 'absent')).toBe('written');
});

test('a write whose reply was lost is never reported as written if another file is stored', async () => {
  faults = [REPLY_LOST];
  // The SDK retries and gets 412: the file is the one just written, as reading it shows.
  expect(await files().write({ ...FILE, body: 'one' }, 'absent')).toBe('stale');
  expect(await files().read(FILE.path)).toEqual({ body: 'one', etag: hash('md5', 'one') });
});

test('a write throws if every reply is lost', async () => {
  faults = [REPLY_LOST, REPLY_LOST, REPLY_LOST];
  await expect(files().write({ ...FILE, body: 'one' }, 'absent')).rejects.toThrow();
  expect((await files().read(FILE.path))?.body).toBe('one');
});

test.each([
  ['met a conflict (409) three times', [CONFLICT, CONFLICT, CONFLICT]],
  ['lost its reply', [REPLY_LOST]],
])('a clean copy that %s is kept', async (_, all) => {
  const pdf = new TextEncoder().encode('%PDF-1.7');
  faults = [...all];
  await s3CleanCopies(s3, 'clean-copies').put(hash('sha256', pdf), pdf);
  const { Body } = await s3.send(
    new GetObjectCommand({ Bucket: 'clean-copies', Key: `${hash('sha256', pdf)}.pdf` }),
  );
  expect(await Body?.transformToString()).toBe('%PDF-1.7');
});

test('a document has its type, cache lifetime and download name', async () => {
  const pdf = new TextEncoder().encode('%PDF-1.7');
  await s3CleanCopies(s3, 'clean-copies').put(hash('sha256', pdf), pdf);
  await files().addDocument('/reviews/2024/baby-eva/report.pdf', hash('sha256', pdf), false);
  const stored = await s3.send(
    new GetObjectCommand({ Bucket: 'public', Key: 'reviews/2024/baby-eva/report.pdf' }),
  );
  expect(stored).toMatchObject({
    ContentType: 'application/pdf',
    CacheControl: 'public, max-age=300',
    ContentDisposition: 'inline; filename="baby-eva-report.pdf"',
  });
});

test('a page is stored with its type and its time to live', async () => {
  await files().write(
    { path: '/', body: '<h1>', contentType: 'text/html; charset=utf-8', cacheControl: 'max-age=60' },
    'absent',
  );
  expect(await s3.send(new GetObjectCommand({ Bucket: 'public', Key: 'index.html' }))).toMatchObject({
    ContentType: 'text/html; charset=utf-8',
    CacheControl: 'max-age=60',
  });
});
