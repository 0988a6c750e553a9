import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { type SNSClient, SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';

/** A deployed stack, wherever it runs. */
export interface Target {
  /** An output of the stack. */
  readonly output: (name: string) => string;
  /** Acts as an officer, with `UploaderPolicy` and nothing else where permissions are checked. */
  readonly officer: S3Client;
  readonly sqs: SQSClient;
  readonly sns: SNSClient;
  readonly lambda: LambdaClient;
  /** Where a browser reaches the public site. */
  readonly siteUrl: string;
  /** Dead letters of every queue. */
  readonly deadLetters: () => Promise<number>;
}

/** A promise that the suite checks. Throws a sentence if it is broken. Later checks build on earlier ones. */
export interface Check {
  readonly title: string;
  readonly run: () => Promise<void>;
}

const SAMPLE = path.resolve(import.meta.dirname, '../../samples/ben-lscpr-final.pdf');
/** Longer than `waitForNote`, a cold start and a queue that was just made take on AWS. */
const LONGEST_WAIT_MS = 180_000;
const PART_BYTES = 5 * 1024 * 1024;

const Envelope = z.object({ Message: z.string() });
const Alert = z.object({ title: z.string(), url: z.string() });
const Listing = z.object({ items: z.array(z.object({ title: z.string() })) });

/** The checks of one run, in order, and what removes everything that they made. */
export function acceptance(target: Target): {
  readonly checks: Check[];
  readonly cleanUp: () => Promise<void>;
} {
  const id = randomUUID().slice(0, 8);
  const title = `Acceptance ${id}`;
  const key = `acceptance-${id}`;
  const Bucket = target.output('UploadsBucket');
  const made = new Set<string>();
  const removals: (() => Promise<unknown>)[] = [];
  let alerts: AlertProbe | undefined;
  let receipts: AlertProbe | undefined;
  let address = '';

  const put = async (Key: string, Body: Uint8Array | string) => {
    made.add(Key);
    await target.officer.send(new PutObjectCommand({ Bucket, Key, Body }));
  };
  const remove = async (Key: string) => {
    await target.officer.send(new DeleteObjectCommand({ Bucket, Key }));
    made.delete(Key);
  };
  const get = (file: string) => fetch(new URL(file, target.siteUrl), { redirect: 'manual' });
  const statusOf = async (file: string) => (await get(file)).status;
  const listed = async () => Listing.parse(await (await get('/reviews.json')).json()).items;

  const checks: Check[] = [
    {
      title: 'the first sweep writes the page for a missing address',
      run: async () => {
        const Payload = JSON.stringify({ scope: 'recent' });
        const swept = await target.lambda.send(
          new InvokeCommand({ FunctionName: target.output('SweepFunction'), Payload }),
        );
        expectSame('error of the sweep', swept.FunctionError, undefined);
        const missing = await get(`/${id}.html`);
        expectSame('status of a missing page', missing.status, 404);
        expectSame('type of the page', missing.headers.get('content-type'), 'text/html; charset=utf-8');
        expectSame('sniffing', missing.headers.get('x-content-type-options'), 'nosniff');
      },
    },
    {
      title: 'witnesses subscribe to alerts and receipts',
      run: async () => {
        alerts = await alertProbe(target, target.output('AlertsTopic'), `acceptance-alerts-${id}`, removals);
        receipts = await alertProbe(
          target,
          target.output('OfficersTopic'),
          `acceptance-receipts-${id}`,
          removals,
        );
      },
    },
    {
      title: 'an upload is announced exactly once, and the officer gets a receipt',
      run: async () => {
        const today = new Date().toISOString().slice(0, 10);
        await put(`${key}.yaml`, `title: ${title}\npublished: ${today}\n`);
        await put(`${key}.pdf`, readFileSync(SAMPLE));
        const alert = await waitFor('an alert', async () =>
          (await alerts?.received())?.find((message) => message.includes(title)),
        );
        address = Alert.parse(JSON.parse(alert)).url;
        await waitFor('a receipt', async () =>
          (await receipts?.received())?.find((message) => message.includes(new URL(address).pathname)),
        );
      },
    },
    {
      title: 'a reader gets the page, the PDF and the listing through the site',
      run: async () => {
        const { pathname } = new URL(address);
        const page = await get(pathname);
        expectSame('status of the page', page.status, 200);
        expectSame('policy of the page', page.headers.has('content-security-policy'), true);
        expectSame('redirect without a slash', await statusOf(pathname.slice(0, -1)), 301);
        const pdf = await get(`${pathname}report.pdf`);
        expectSame('type of the PDF', pdf.headers.get('content-type'), 'application/pdf');
        expectSame('status of the feed', await statusOf('/reviews.atom'), 200);
        await waitFor(
          'the listing',
          async () => (await listed()).find((item) => item.title === title)?.title,
        );
      },
    },
    {
      title: 'the subscription form refuses a page of another site',
      run: async () => {
        const form = { email: `acceptance-${id}@example.org` };
        const answer = await fetch(new URL('/subscribe', target.siteUrl), {
          method: 'POST',
          body: new URLSearchParams(form),
          headers: { 'sec-fetch-site': 'cross-site' },
        });
        expectSame('status of the answer', answer.status, 403);
      },
    },
    {
      title: 'a multipart upload over 8 MB arrives, and what is no PDF is answered with a receipt',
      run: async () => {
        const Key = `acceptance-large-${id}.pdf`;
        const before = (await receipts?.received())?.length ?? 0;
        await putInParts(target.officer, Bucket, Key);
        made.add(Key);
        await waitFor('a receipt', async () => (await receipts?.received())?.[before]);
      },
    },
    {
      title: 'a withdrawn review is gone, and was announced once',
      run: async () => {
        await remove(`${key}.pdf`);
        const { pathname } = new URL(address);
        await waitFor('the removal of the PDF', async () =>
          (await statusOf(`${pathname}report.pdf`)) === 404 ? 'gone' : undefined,
        );
        await waitFor('the removal from the listing', async () =>
          (await listed()).some((item) => item.title === title) ? undefined : 'gone',
        );
        const told = (await alerts?.received())?.filter((message) => message.includes(title)) ?? [];
        expectSame('number of alerts', told.length, 1);
      },
    },
    {
      title: 'no message is among the dead letters',
      run: async () => expectSame('dead letters', await target.deadLetters(), 0),
    },
  ];
  return {
    checks,
    async cleanUp() {
      for (const one of made) await remove(one);
      for (const removal of removals.reverse()) await removal();
    },
  };
}

interface AlertProbe {
  /** Every message so far. */
  received(): Promise<readonly string[]>;
}

/** Subscribes a queue of its own to a topic. */
async function alertProbe(
  { sqs, sns }: Target,
  TopicArn: string,
  QueueName: string,
  removals: (() => Promise<unknown>)[],
): Promise<AlertProbe> {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName }));
  removals.push(() => sqs.send(new DeleteQueueCommand({ QueueUrl })));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  const Endpoint = Attributes?.QueueArn ?? '';
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: Endpoint,
    Condition: { ArnEquals: { 'aws:SourceArn': TopicArn } },
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  const { SubscriptionArn } = await sns.send(
    new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint, ReturnSubscriptionArn: true }),
  );
  removals.push(() => sns.send(new UnsubscribeCommand({ SubscriptionArn })));
  const messages: string[] = [];
  return {
    async received() {
      for (;;) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
        );
        if (Messages.length === 0) return messages;
        for (const { Body = '', ReceiptHandle } of Messages) {
          messages.push(Envelope.parse(JSON.parse(Body)).Message);
          await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
        }
      }
    },
  };
}

async function putInParts(s3: S3Client, Bucket: string, Key: string): Promise<void> {
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  const Parts = [];
  for (const PartNumber of [1, 2]) {
    const Body = randomBytes(PART_BYTES);
    const { ETag } = await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
    Parts.push({ ETag, PartNumber });
  }
  await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
}

async function waitFor<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const until = Date.now() + LONGEST_WAIT_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error(`${what} did not come in ${LONGEST_WAIT_MS / 1000} seconds.`);
    await pause(250);
  }
}

function expectSame<T>(what: string, is: T, should: T): void {
  if (is !== should) throw new Error(`${what}: ${is}, and not ${should}.`);
}
