import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LambdaFunction } from '../../local/aws/lambda/lambda-function.ts';
import { QueuePoller } from '../../local/aws/lambda/queue-poller.ts';
import { nextRun } from '../../local/aws/lambda/schedule.ts';
import { type MessagingServer, startMessagingServer } from '../../local/aws/messaging-server.ts';

let folder: string;
let lines: string[];
let lambda: LambdaFunction;

function bundle(code: string, environment: Record<string, string> = {}): LambdaFunction {
  writeFileSync(join(folder, 'index.mjs'), code);
  lambda = new LambdaFunction({
    name: 'step',
    arn: 'arn:aws:lambda:eu-west-2:000000000000:function:step',
    folder,
    handler: 'index.handler',
    timeoutSeconds: 1,
    memoryMb: 512,
    environment,
    onLine: (line) => lines.push(line),
  });
  return lambda;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lambda-'));
  lines = [];
});
afterEach(async () => {
  await lambda?.stop();
  rmSync(folder, { recursive: true });
});

describe('a function', () => {
  it('sees its own environment and nothing else, and its lines are heard', async () => {
    bundle(
      `export const handler = async (event, context) => {
        console.log('heard');
        return { event, names: Object.keys(process.env), request: context.awsRequestId, left: context.getRemainingTimeInMillis() };
      };`,
      { ONE: '1' },
    );
    const answer = await lambda.invoke({ a: 1 });
    expect(answer).toMatchObject({
      event: { a: 1 },
      names: ['ONE'],
      request: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    await expect.poll(() => lines).toEqual(['heard']);
  });

  it('keeps its environment warm for the next invocation, and has one for each at the same time', async () => {
    bundle(`let count = 0; export const handler = async () => {
      count++; await new Promise((done) => setTimeout(done, 50)); return count; };`);
    expect(await Promise.all([lambda.invoke({}), lambda.invoke({})])).toEqual([1, 1]);
    expect(await lambda.invoke({})).toBe(2);
    expect(lambda.busy).toBe(0);
  });

  it('is terminated on timeout, and starts again', async () => {
    bundle('export const handler = async (event) => { while (event.forever); return 1; };');
    await expect(lambda.invoke({ forever: true })).rejects.toThrow('timed out after 1 seconds');
    expect(await lambda.invoke({})).toBe(1);
  });

  it('rejects with the error of the handler', async () => {
    bundle(`export const handler = async () => { throw new Error('on purpose'); };`);
    await expect(lambda.invoke({})).rejects.toThrow('on purpose');
  });

  it.each([
    ['throws while it loads', `throw new Error('on purpose');`, 'on purpose'],
    ['exports no handler', 'export const other = 1;', 'exports no function handler'],
    ['ends the process', 'export const handler = async () => process.exit(3);', 'ended with status 3'],
  ])('that %s says so', async (_, code, message) => {
    bundle(code);
    await expect(lambda.invoke({})).rejects.toThrow(message);
  });
});

describe('a queue that feeds a function', () => {
  let server: MessagingServer;
  let sqs: SQSClient;
  let poller: QueuePoller | undefined;
  let failures: unknown[];

  beforeEach(async () => {
    failures = [];
    server = await startMessagingServer({ folder: join(folder, 'messaging') });
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    sqs = new SQSClient({ endpoint: server.url, region: 'eu-west-2', credentials });
  });
  afterEach(async () => {
    await poller?.stop();
    sqs.destroy();
    await server.close();
  });

  async function feed(code: string, bodies: readonly string[]): Promise<void> {
    await sqs.send(new CreateQueueCommand({ QueueName: 'dead' }));
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: 'arn:aws:sqs:eu-west-2:000000000000:dead',
      maxReceiveCount: 2,
    });
    const { QueueUrl = '' } = await sqs.send(
      new CreateQueueCommand({ QueueName: 'work', Attributes: { RedrivePolicy } }),
    );
    for (const MessageBody of bodies) await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    poller = new QueuePoller({
      queues: server.queues,
      queue: 'work',
      lambda: bundle(code),
      batchSize: 10,
      concurrency: 1,
      reportsFailures: true,
      retryAfterSeconds: () => 0,
      onFailure: (error) => failures.push(error),
    });
    poller.start();
  }

  const waiting = (queue: string) => {
    const { visible, inFlight } = server.queues.counts(queue);
    return visible + inFlight;
  };

  it('deletes handled messages, and dead-letters those that keep failing', async () => {
    await feed(
      `export const handler = async ({ Records }) => ({
        batchItemFailures: Records.filter(({ body }) => body === 'bad').map(({ messageId }) => ({ itemIdentifier: messageId })),
      });`,
      ['good', 'bad', 'good'],
    );
    await expect.poll(() => waiting('dead')).toBe(1);
    expect(waiting('work')).toBe(0);
    expect(failures).toEqual([]);
  });

  it('gives the whole batch back when the function throws', async () => {
    await feed(`export const handler = async () => { throw new Error('on purpose'); };`, ['one', 'two']);
    await expect.poll(() => waiting('dead')).toBe(2);
    expect(failures).not.toEqual([]);
  });
});

describe('a schedule', () => {
  const at = (time: string) => Date.parse(`2026-03-01T${time}Z`);

  it.each([
    ['rate(1 minute)', '10:00:00', '10:01:00'],
    ['rate(5 minutes)', '10:00:30', '10:05:30'],
    ['cron(* * * * ? *)', '10:00:20', '10:01:00'],
    ['cron(20 2 * * ? *)', '01:00:00', '02:20:00'],
    ['cron(0 6,18 * * ? *)', '06:00:00', '18:00:00'],
  ])('%s comes after %s at %s', (expression, now, next) => {
    expect(nextRun(expression, at(now))).toBe(at(next));
  });

  it.each(['cron(0 6 ? * MON *)', 'at(2026-01-01T00:00:00)', 'rate(1 week)'])(
    '%s is not known',
    (expression) => {
      expect(() => nextRun(expression, 0)).toThrow('does not know');
    },
  );
});
