import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDynamoServer } from '../../local/aws/dynamo-server.ts';
import type { LocalServer } from '../../local/aws/http/local-server.ts';
import { type MessagingServer, startMessagingServer } from '../../local/aws/messaging-server.ts';
import { type S3Server, startS3Server } from '../../local/aws/s3-server.ts';
import { startInbox } from '../../local/inbox-server.ts';

const FOREIGN = [
  { origin: 'https://elsewhere.example.org' },
  { origin: 'null' },
  { 'sec-fetch-site': 'cross-site' },
  // Another port of this machine.
  { 'sec-fetch-site': 'same-site' },
];
const FORM = 'application/x-www-form-urlencoded';

let folder: string;
let s3: S3Server;
let messaging: MessagingServer;
let dynamo: LocalServer;
let inbox: LocalServer;
let client: S3Client;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'web-pages-'));
  s3 = await startS3Server({ folder });
  messaging = await startMessagingServer({ folder });
  dynamo = await startDynamoServer(join(folder, 'dynamodb'));
  const credentials = { accessKeyId: 'officer', secretAccessKey: 'none' };
  client = new S3Client({ endpoint: s3.url, region: 'eu-west-2', forcePathStyle: true, credentials });
  inbox = await startInbox({
    port: 0,
    topics: messaging.topics,
    s3: client,
    bucket: 'uploads',
    siteUrl: 'http://localhost:8080',
    s3Url: s3.url,
    folder: 'uploads',
  });
  await fetch(`${s3.url}/uploads`, { method: 'PUT' });
});

afterAll(async () => {
  client.destroy();
  for (const server of [inbox, dynamo, messaging, s3]) await server.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a web page of another origin', () => {
  it.each(FOREIGN)('with %o deletes no upload', async (headers) => {
    await fetch(`${s3.url}/uploads/a.pdf`, { method: 'PUT', body: 'pdf' });
    const body = '<Delete><Object><Key>a.pdf</Key></Object></Delete>';
    const plain = { ...headers, 'content-type': 'text/plain' };
    const refused = await fetch(`${s3.url}/uploads?delete`, { method: 'POST', body, headers: plain });
    expect(refused.status).toBe(403);
    expect(refused.headers.get('access-control-allow-origin')).toBeNull();
    expect(await (await fetch(`${s3.url}/uploads/a.pdf`)).text()).toBe('pdf');
  });

  it.each(FOREIGN)('with %o publishes to no topic', async (headers) => {
    const body = 'Action=CreateTopic&Name=alerts';
    const form = { ...headers, 'content-type': FORM };
    const refused = await fetch(messaging.url, { method: 'POST', body, headers: form });
    expect(refused.status).toBe(403);
    expect(messaging.topics.arns()).toEqual([]);
  });

  it.each(FOREIGN)('with %o reaches no queue, no table and no drop zone', async (headers) => {
    for (const [url, method] of [
      [messaging.url, 'POST'],
      [dynamo.url, 'POST'],
      [dynamo.url, 'OPTIONS'],
      [`${inbox.url}/uploads/a.pdf`, 'PUT'],
      [`${inbox.url}/unsubscribe?token=1`, 'POST'],
    ] as const)
      expect((await fetch(url, { method, headers })).status).toBe(403);
  });

  it('may link to the inbox, as the mail of a reader does', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect((await fetch(`${inbox.url}/`, { headers })).status).toBe(200);
  });
});

describe('a page of the drop zone itself', () => {
  it('drops an upload', async () => {
    const headers = { origin: inbox.url, 'sec-fetch-site': 'same-origin' };
    const dropped = await fetch(`${inbox.url}/uploads/b.pdf`, { method: 'PUT', body: 'pdf', headers });
    expect(dropped.status).toBe(201);
  });
});
