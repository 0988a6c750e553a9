import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  ConfirmSubscriptionCommand,
  CreateTopicCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { logReference } from '#shared/domain/log-reference.ts';
import { newReview, type Review } from '#shared/domain/review/review.ts';
import { askUnsubscribed } from '../../infra/operate/ask-unsubscribed.ts';
import { countReviews, nameOfRef } from '../../infra/operate/count-reviews.ts';
import { describeStaff } from '../../infra/operate/describe-staff.ts';
import { queueDepth } from '../../infra/operate/queue-depth.ts';
import { redriveQueue } from '../../infra/operate/redrive-queue.ts';
import { type MessagingServer, startMessagingServer } from '../../local/aws/messaging-server.ts';

let server: MessagingServer;
let sqs: SQSClient;
let sns: SNSClient;
const folder = mkdtempSync(path.join(tmpdir(), 'operate-'));

beforeAll(async () => {
  server = await startMessagingServer({ folder });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const messaging = { endpoint: server.url, region: 'eu-west-2', credentials };
  sqs = new SQSClient(messaging);
  sns = new SNSClient(messaging);
});
afterAll(async () => {
  sqs.destroy();
  sns.destroy();
  await server.close();
  rmSync(folder, { recursive: true });
});

async function queue(name: string): Promise<string> {
  const fifo = name.endsWith('.fifo');
  const { QueueUrl } = await sqs.send(
    new CreateQueueCommand({ QueueName: name, ...(fifo && { Attributes: { FifoQueue: 'true' } }) }),
  );
  return String(QueueUrl);
}

describe('redrive', () => {
  test('sends dead letters back to where they failed, and leaves none', async () => {
    const pair = { url: await queue('alerts'), deadLettersUrl: await queue('alerts-dead-letters') };
    for (let message = 0; message < 12; message++)
      await sqs.send(
        new SendMessageCommand({ QueueUrl: pair.deadLettersUrl, MessageBody: `message ${message}` }),
      );
    expect(await redriveQueue(sqs, pair)).toBe(12);
    expect(await queueDepth(sqs, pair.url)).toEqual({ waiting: 12, taken: 0 });
    expect(await queueDepth(sqs, pair.deadLettersUrl)).toEqual({ waiting: 0, taken: 0 });
  });

  test('keeps the group of a message, and sends two equal ones twice', async () => {
    const pair = {
      url: await queue('changes.fifo'),
      deadLettersUrl: await queue('changes-dead-letters.fifo'),
    };
    for (const id of ['first', 'second'])
      await sqs.send(
        new SendMessageCommand({
          QueueUrl: pair.deadLettersUrl,
          MessageBody: '{"name":"carl-and-max"}',
          MessageGroupId: 'one-review',
          MessageDeduplicationId: id,
        }),
      );
    expect(await redriveQueue(sqs, pair)).toBe(2);
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: pair.url,
        MaxNumberOfMessages: 10,
        MessageSystemAttributeNames: ['MessageGroupId'],
      }),
    );
    expect(Messages.map(({ Attributes }) => Attributes?.MessageGroupId)).toEqual([
      'one-review',
      'one-review',
    ]);
  });
});

describe('status', () => {
  async function* stored(...reviews: Partial<Review>[]): AsyncGenerator<Review> {
    for (const [index, review] of reviews.entries()) yield { ...newReview(`review-${index}`), ...review };
  }
  const alert = { id: 'a', event: 'new', number: 1 } as const;

  test('counts reviews by state, and shows the last alert', async () => {
    const now = '2026-04-03T09:00:00.000Z';
    const counts = await countReviews(
      stored(
        { alert: { ...alert, state: 'sent', sentAt: '2026-02-01T09:00:00.000Z' } },
        { alert: { ...alert, state: 'sent', sentAt: '2026-03-01T09:00:00.000Z' } },
        { outcome: 'held', outOfSyncSince: '2026-04-02T09:00:00.000Z' },
        { outcome: 'withdrawn', permalink: { year: 2026, slug: 'baby-eva' } },
        { outcome: 'rejected', outOfSyncSince: '2026-04-01T09:00:00.000Z' },
        {},
      ),
      now,
      'Europe/London',
    );
    expect(counts).toEqual({
      total: 6,
      states: { unexamined: 3, held: 1, rejected: 1, withdrawn: 1 },
      public: { nothing: 5, withdrawn: 1 },
      alerts: { sent: 2 },
      lastAlertAt: '2026-03-01T09:00:00.000Z',
      outOfSync: 2,
      outOfSyncSince: '2026-04-01T09:00:00.000Z',
    });
  });

  test('finds the review behind a ref of the log', async () => {
    expect(await nameOfRef(stored({}, {}), logReference('review-1'))).toBe('review-1');
    expect(await nameOfRef(stored({}), 'ffffffff')).toBeUndefined();
  });
});

describe('the staff', () => {
  const [ann, ben, cat, dan] = ['ann', 'ben', 'cat', 'dan'].map((name) => `${name}@example.org`);
  const staff = [ann, ben, cat, dan].map(String);

  /** Ann confirmed by the command, Ben by opening the link, Cat not; Dan has no subscription. */
  async function subscribed(Name: string): Promise<string> {
    const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name }));
    for (const Endpoint of [ann, ben, cat])
      await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint }));
    const tokenOf = (address: string | undefined) =>
      server.topics.subscriptions(TopicArn).find(({ endpoint }) => endpoint === address)?.token;
    await sns.send(
      new ConfirmSubscriptionCommand({ TopicArn, Token: tokenOf(ann), AuthenticateOnUnsubscribe: 'true' }),
    );
    await sns.send(new ConfirmSubscriptionCommand({ TopicArn, Token: tokenOf(ben) }));
    return TopicArn;
  }

  test('status says who gets no messages, and whose subscription a mail scanner can end', async () => {
    expect(await describeStaff(sns, await subscribed('officers'), staff)).toBe(
      '2 confirmed, 1 of them can be ended by a mail scanner (npm run confirm), ' +
        '1 pending: cat@example.org, 1 missing: dan@example.org',
    );
  });

  test('ask-again asks each of them who gets no messages, and nobody else', async () => {
    const TopicArn = await subscribed('operators');
    const undelivered = await queue('undelivered');
    const requests = () => server.topics.inbox(100).map(({ endpoint }) => endpoint);
    const before = requests();
    const asked = await askUnsubscribed(sns, {
      TopicArn,
      addresses: staff,
      deadLetterTargetArn: `arn:aws:sqs:eu-west-2:000000000000:${path.basename(undelivered)}`,
    });
    expect(asked).toEqual([cat, dan]);
    expect(
      requests()
        .slice(0, requests().length - before.length)
        .sort(),
    ).toEqual([cat, dan]);
    expect(await describeStaff(sns, TopicArn, staff)).toMatch(/, 2 pending: cat@\S+ dan@\S+$/);
  });
});
