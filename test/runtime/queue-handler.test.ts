import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { queueHandler } from '#shared/runtime/queue-handler.ts';
import { reviewChanged } from '#shared/runtime/review-changed.ts';

const body = (name: string): string => JSON.stringify({ name });

test('every message reaches the step in order, and none failed', async () => {
  const { names, logged, failures } = await handled([{ body: body('a') }, { body: body('b') }]);
  expect([names, failures, logged]).toEqual([['a', 'b'], [], []]);
});

test('only the message that failed goes back to its queue', async () => {
  const { names, failures } = await handled([
    { body: body('a') },
    { body: body('poison') },
    { body: body('b') },
  ]);
  expect(names).toEqual(['a', 'poison', 'b']);
  expect(failures).toEqual(['m1']);
});

test('what came after a failed message of its group goes back with it, untouched', async () => {
  const { names, failures } = await handled([
    { body: body('poison'), group: 'g1' },
    { body: body('a'), group: 'g2' },
    { body: body('b'), group: 'g1' },
  ]);
  expect(names).toEqual(['poison', 'a']);
  expect(failures).toEqual(['m0', 'm2']);
});

test('groups are handled side by side, and a message that says the same again within its group only once', async () => {
  const { names, failures } = await handled([
    { body: body('a'), group: 'g1' },
    { body: body('a'), group: 'g1' },
    { body: body('b'), group: 'g2' },
  ]);
  expect([names, failures]).toEqual([['a', 'b'], []]);
});

test('a message that failed takes those with it that say the same', async () => {
  const { names, failures } = await handled([
    { body: body('poison'), group: 'g1' },
    { body: body('poison'), group: 'g1' },
  ]);
  expect([names, failures]).toEqual([['poison'], ['m0', 'm1']]);
});

test('a body that is not a message fails by itself', async () => {
  const { names, failures } = await handled([
    { body: 'not JSON' },
    { body: '{"id":1}' },
    { body: body('a') },
  ]);
  expect([names, failures]).toEqual([['a'], ['m0', 'm1']]);
});

test('a failure is logged with its cause and how often it was received', async () => {
  const { logged } = await handled([{ body: body('poison') }]);
  expect(logged).toEqual([
    {
      messageId: 'm0',
      receives: 3,
      error: expect.objectContaining({ message: 'The table is away.', cause: new Error('connection reset') }),
    },
  ]);
});

test('a message that holds several signals runs the step for each, and one that holds none for none', async () => {
  const names: string[] = [];
  const list = z.array(reviewChanged);
  const handler = queueHandler(list, async ({ name }) => void names.push(name));
  const bodies = [[{ name: 'a' }, { name: 'b' }], []].map((signals) => ({ body: JSON.stringify(signals) }));
  expect(await handler(aBatch(bodies))).toEqual({ batchItemFailures: [] });
  expect(names).toEqual(['a', 'b']);
});

interface Sent {
  readonly body: string;
  readonly group?: string;
}

async function handled(messages: readonly Sent[]) {
  const names: string[] = [];
  const logged: unknown[] = [];
  const step = async ({ name }: { readonly name: string }): Promise<void> => {
    names.push(name);
    if (name === 'poison') throw new Error('The table is away.', { cause: new Error('connection reset') });
  };
  const log = { error: (_message: string, details: unknown) => void logged.push(details) };
  const { batchItemFailures } = await queueHandler(reviewChanged, step, log)(aBatch(messages));
  return { names, logged, failures: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
}

function aBatch(messages: readonly Sent[]): SQSEvent {
  const Records = messages.map(({ body, group }, place): SQSRecord => {
    return {
      messageId: `m${place}`,
      receiptHandle: '',
      body,
      attributes: {
        ApproximateReceiveCount: '3',
        SentTimestamp: '',
        SenderId: '',
        ApproximateFirstReceiveTimestamp: '',
        ...(group !== undefined && { MessageGroupId: group }),
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: '',
      awsRegion: 'eu-west-2',
    };
  });
  return { Records };
}
