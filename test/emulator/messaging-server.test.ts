import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateTopicCommand,
  ListSubscriptionsByTopicCommand,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type QueueAttributeName,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MessagingServer, startMessagingServer } from '../../local/aws/messaging-server.ts';

let folder: string;
let server: MessagingServer;
let sqs: SQSClient;
let sns: SNSClient;

async function start(): Promise<void> {
  server = await startMessagingServer({ folder, linkBase: () => 'http://localhost:8081' });
  const config = {
    endpoint: server.url,
    region: 'eu-west-2',
    maxAttempts: 1,
    credentials: { accessKeyId: 'local', secretAccessKey: 'none' },
  };
  sqs = new SQSClient(config);
  sns = new SNSClient(config);
}

async function stop(): Promise<void> {
  sqs.destroy();
  sns.destroy();
  await server.close();
}

async function queue(QueueName: string, Attributes: Partial<Record<QueueAttributeName, string>> = {}) {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  return QueueUrl ?? '';
}

const send = (QueueUrl: string, MessageBody: string, more: object = {}) =>
  sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));

async function receive(QueueUrl: string, more: object = {}) {
  const input = { QueueUrl, MaxNumberOfMessages: 10, ...more };
  return (await sqs.send(new ReceiveMessageCommand(input))).Messages ?? [];
}

const bodies = async (QueueUrl: string, more: object = {}) =>
  (await receive(QueueUrl, more)).map((message) => message.Body);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'messaging-'));
  await start();
});

afterEach(async () => {
  await stop();
  await rm(folder, { recursive: true, force: true });
});

describe('queues', () => {
  it('hides received messages until their visibility timeout', async () => {
    const url = await queue('a');
    await send(url, 'one', { MessageAttributes: { who: { DataType: 'String', StringValue: 'é' } } });
    const [first] = await receive(url, { VisibilityTimeout: 1 });
    expect(first).toMatchObject({ Body: 'one', MessageAttributes: { who: { StringValue: 'é' } } });
    expect(await bodies(url)).toEqual([]);
    const [again] = await receive(url, {
      WaitTimeSeconds: 5,
      MessageSystemAttributeNames: ['ApproximateReceiveCount'],
    });
    expect(again?.Attributes?.ApproximateReceiveCount).toBe('2');
    const input = { QueueUrl: url, ReceiptHandle: first?.ReceiptHandle ?? '' };
    await sqs.send(new DeleteMessageCommand(input));
    const hide = new ChangeMessageVisibilityCommand({
      QueueUrl: url,
      ReceiptHandle: again?.ReceiptHandle ?? '',
      VisibilityTimeout: 0,
    });
    await sqs.send(hide);
    expect(await bodies(url)).toEqual(['one']);
  });

  it('ends a long poll when a message arrives', async () => {
    const url = await queue('a');
    const waiting = bodies(url, { WaitTimeSeconds: 20 });
    await send(url, 'now');
    expect(await waiting).toEqual(['now']);
  });

  it('keeps messages of a FIFO group back while one of them is worked on', async () => {
    const url = await queue('a.fifo', { FifoQueue: 'true' });
    const entry = (group: string, id: string) => ({
      MessageGroupId: group,
      MessageDeduplicationId: id,
    });
    await send(url, 'x1', entry('x', '1'));
    await send(url, 'x2', entry('x', '2'));
    await send(url, 'y1', entry('y', '3'));
    await send(url, 'x1 again', entry('x', '1'));
    const [first] = await receive(url, { MaxNumberOfMessages: 1 });
    expect(first?.Body).toBe('x1');
    expect(await bodies(url)).toEqual(['y1']);
    const input = { QueueUrl: url, ReceiptHandle: first?.ReceiptHandle ?? '' };
    await sqs.send(new DeleteMessageCommand(input));
    expect(await bodies(url)).toEqual(['x2']);
    await expect(send(url, 'no group')).rejects.toThrow('MessageGroupId');
  });

  it('moves a message over its receive count to the dead-letter queue', async () => {
    const dead = await queue('dead');
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: dead, AttributeNames: ['QueueArn'] }),
    );
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: Attributes?.QueueArn,
      maxReceiveCount: 2,
    });
    const url = await queue('a', { RedrivePolicy });
    await send(url, 'bad');
    for (let times = 0; times < 2; times++)
      expect(await bodies(url, { VisibilityTimeout: 0 })).toEqual(['bad']);
    expect(await bodies(url)).toEqual([]);
    expect(await bodies(dead)).toEqual(['bad']);
  });

  it('shows messages in flight at once after a restart', async () => {
    const url = await queue('a');
    await send(url, 'kept');
    expect(await bodies(url, { VisibilityTimeout: 900 })).toEqual(['kept']);
    await stop();
    await start();
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'a' }));
    expect(await bodies(QueueUrl ?? '')).toEqual(['kept']);
  });

  it('answers a batch entry by entry', async () => {
    const url = await queue('a', { MaximumMessageSize: '1024' });
    const answer = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: url,
        Entries: [
          { Id: 'good', MessageBody: 'short' },
          { Id: 'bad', MessageBody: 'long'.repeat(1000) },
        ],
      }),
    );
    expect(answer.Successful?.map((entry) => entry.Id)).toEqual(['good']);
    expect(answer.Failed?.map((entry) => entry.Id)).toEqual(['bad']);
  });

  it('says that a queue does not exist', async () => {
    const missing = sqs.send(new GetQueueUrlCommand({ QueueName: 'nowhere' }));
    await expect(missing).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
  });
});

describe('topics', () => {
  let TopicArn: string;

  const publish = (Message: string, more: object = {}) =>
    sns.send(new PublishCommand({ TopicArn, Message, ...more }));
  const subscribe = (Protocol: string, Endpoint: string, Attributes = {}) =>
    sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint, Attributes }));
  const arnOf = (name: string) => `arn:aws:sqs:eu-west-2:000000000000:${name}`;

  beforeEach(async () => {
    TopicArn = (await sns.send(new CreateTopicCommand({ Name: 'alerts' }))).TopicArn ?? '';
  });

  it('gives each protocol its own rendering, and only to confirmed subscribers', async () => {
    const url = await queue('audit');
    await subscribe('sqs', arnOf('audit'), { RawMessageDelivery: 'true' });
    await subscribe('sms', '+447700900123');
    const pending = await subscribe('email', 'a@example.org');
    expect(pending.SubscriptionArn).toBe('pending confirmation');
    const message = JSON.stringify({ default: 'd', email: 'e', sms: 's' });
    await publish(message, { MessageStructure: 'json', Subject: 'New review' });
    expect(await bodies(url)).toEqual(['d']);
    const [sms, confirmation] = server.topics.inbox(10);
    expect(sms).toMatchObject({ protocol: 'sms', text: 's', subject: '' });
    expect(confirmation).toMatchObject({ protocol: 'email', kind: 'confirmation' });
    server.topics.confirm(new URL(confirmation?.link ?? '').searchParams.get('Token') ?? '');
    await publish(message, { MessageStructure: 'json', Subject: 'New review' });
    const emails = server.topics
      .inbox(10)
      .filter(({ protocol, kind }) => protocol === 'email' && kind === 'notification');
    expect(emails).toMatchObject([{ text: 'e', subject: 'New review' }]);
  });

  it('wraps messages without raw delivery as SNS does', async () => {
    const url = await queue('wrapped');
    await subscribe('sqs', arnOf('wrapped'));
    await publish('text', { MessageAttributes: { year: { DataType: 'Number', StringValue: '2024' } } });
    const [body] = await bodies(url);
    expect(JSON.parse(body ?? '')).toMatchObject({
      Type: 'Notification',
      TopicArn,
      Message: 'text',
      MessageAttributes: { year: { Type: 'Number', Value: '2024' } },
    });
  });

  it.each([
    [{ type: ['lcspr'] }, true],
    [{ type: ['scr'] }, false],
    [{ type: [{ 'anything-but': ['scr'] }] }, true],
    [{ type: [{ prefix: 'lc' }] }, true],
    [{ year: [{ numeric: ['>=', 2023, '<', 2025] }] }, true],
    [{ year: [{ numeric: ['<', 2023] }] }, false],
    [{ themes: ['neglect'] }, true],
    [{ themes: ['knives'] }, false],
    [{ nothing: [{ exists: false }] }, true],
    [{ $or: [{ type: ['scr'] }, { year: [2024] }] }, true],
    [{ type: ['lcspr'], year: [2020] }, false],
  ])('filters by %j', async (policy, delivered) => {
    const url = await queue('filtered');
    await subscribe('sqs', arnOf('filtered'), { FilterPolicy: JSON.stringify(policy) });
    await publish('text', {
      MessageAttributes: {
        type: { DataType: 'String', StringValue: 'lcspr' },
        year: { DataType: 'Number', StringValue: '2024' },
        themes: { DataType: 'String.Array', StringValue: '["neglect","infants"]' },
      },
    });
    expect((await bodies(url)).length).toBe(delivered ? 1 : 0);
  });

  it('refuses requests that SNS refuses', async () => {
    await expect(publish('text', { Subject: 'Zoë' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    await expect(publish('{"email":"e"}', { MessageStructure: 'json' })).rejects.toThrow('default');
    await expect(subscribe('email', 'no address')).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    await expect(subscribe('lambda', 'arn:aws:lambda:x')).rejects.toMatchObject({ name: 'NotImplemented' });
    const listed = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    expect(listed.Subscriptions ?? []).toEqual([]);
  });
});
