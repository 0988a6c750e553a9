import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocalServer } from '../../local/aws/http/local-server.ts';
import { type MessagingServer, startMessagingServer } from '../../local/aws/messaging-server.ts';
import { type S3Server, startS3Server } from '../../local/aws/s3-server.ts';
import { startInbox } from '../../local/inbox-server.ts';

const TOPIC = 'arn:aws:sns:eu-west-2:000000000000:alerts';
let folder: string;
let messaging: MessagingServer;
let storage: S3Server;
let s3: S3Client;
let inbox: LocalServer;

const page = async (path = '/') => (await fetch(inbox.url + path)).text();
const publish = (text: string, subject = 'New review') =>
  messaging.topics.publish(TOPIC, { message: text, subject, attributes: {} });
const linkTo = (what: 'confirm' | 'unsubscribe') => {
  const link = messaging.topics.inbox(10).find((message) => message.link?.includes(`/${what}?`))?.link;
  return link?.replace('http://localhost', '') ?? 'no link';
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'inbox-'));
  messaging = await startMessagingServer({ folder });
  storage = await startS3Server({ folder });
  s3 = new S3Client({
    endpoint: storage.url,
    region: 'eu-west-2',
    forcePathStyle: true,
    credentials: { accessKeyId: 'officer', secretAccessKey: 'local' },
  });
  await s3.send(new CreateBucketCommand({ Bucket: 'uploads' }));
  messaging.topics.create(TOPIC, {});
  inbox = await startInbox({
    port: 0,
    topics: messaging.topics,
    s3,
    bucket: 'uploads',
    siteUrl: 'http://localhost:8080',
    s3Url: storage.url,
    folder: 'uploads/',
  });
});

afterEach(async () => {
  s3.destroy();
  await inbox.close();
  await storage.close();
  await messaging.close();
  rmSync(folder, { recursive: true });
});

describe('the inbox', () => {
  it('shows all messages, newest first, with markup escaped', async () => {
    messaging.topics.subscribe(TOPIC, 'sms', '+447700900123', {});
    publish('yesterday <script>alert(1)</script>');
    publish('tomorrow & "last"');
    const html = await page();
    expect(html).toContain('yesterday &#60;script&#62;alert(1)&#60;/script&#62;');
    expect(html.indexOf('tomorrow')).toBeLessThan(html.indexOf('yesterday'));
    expect(html).toContain('Text message to +447700900123');
  });

  it('runs no script and takes no style but its own', async () => {
    const { headers } = await fetch(inbox.url);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    expect((await fetch(`${inbox.url}/inbox.js`)).headers.get('content-type')).toContain('javascript');
  });

  it('says that nothing is new in few bytes', async () => {
    const first = await fetch(`${inbox.url}/messages`);
    const etag = first.headers.get('etag') ?? '';
    const again = await fetch(`${inbox.url}/messages`, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  });

  it('confirms a subscription by its link, and ends it only when asked twice', async () => {
    messaging.topics.subscribe(TOPIC, 'email', 'a@example.org', {});
    publish('too early');
    expect(await page()).not.toContain('too early');
    expect(await page(linkTo('confirm'))).toContain('Subscription confirmed');
    publish('in time');
    expect(await page()).toContain('in time');
    const unsubscribe = linkTo('unsubscribe');
    expect(await page(unsubscribe)).toContain('<button>Unsubscribe</button>');
    expect(messaging.topics.subscriptions()).toHaveLength(1);
    await fetch(inbox.url + unsubscribe, { method: 'POST' });
    expect(messaging.topics.subscriptions()).toEqual([]);
    expect(await page('/confirm?Token=unknown')).toContain('This link is not known');
  });

  it('ends no subscription that was confirmed by a signed request', async () => {
    const { token } = messaging.topics.subscribe(TOPIC, 'email', 'a@example.org', {});
    messaging.topics.confirm(token, true);
    publish('in time');
    const unsubscribe = linkTo('unsubscribe');
    expect(await page(unsubscribe)).toContain('Subscription not removed');
    await fetch(inbox.url + unsubscribe, { method: 'POST' });
    expect(messaging.topics.subscriptions()).toHaveLength(1);
  });

  it('drops a file into the bucket, under any name an officer gives it', async () => {
    const Key = 'Final + ünal (1) 100%.pdf';
    const url = `${inbox.url}/uploads/${encodeURIComponent(Key)}`;
    expect((await fetch(url, { method: 'PUT', body: '%PDF-1.7' })).status).toBe(201);
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'uploads', Key }));
    expect(await Body?.transformToString()).toBe('%PDF-1.7');
  });

  it.each(['..%2Fa.pdf', 'a%2Fb.pdf', '.hidden', ''])('does not drop a file called %j', async (name) => {
    const answer = await fetch(`${inbox.url}/uploads/${name}`, { method: 'PUT', body: 'x' });
    expect(answer.status).toBe(400);
  });

  it('takes nothing from pages of other sites', async () => {
    const foreign = { 'sec-fetch-site': 'cross-site' };
    const dropped = await fetch(`${inbox.url}/uploads/a.pdf`, { method: 'PUT', body: 'x', headers: foreign });
    expect(dropped.status).toBe(403);
  });
});
