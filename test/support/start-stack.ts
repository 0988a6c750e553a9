import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { dynamoReviews } from '#shared/adapters/dynamo-reviews.ts';
import type { Review } from '#shared/domain/review.ts';
import { type EmbeddedStack, startEmbeddedStack } from '../../local/embedded-stack.ts';
import type { InboxMessage } from '../../local/messaging/topic-store.ts';
import { localSettings } from '../../local/start/local-settings.ts';
import { subscribeStandIns } from '../../local/start/stand-in-subscribers.ts';
import { synthesize } from '../../local/start/synthesize.ts';

/** The stack as `npm start` runs it, on free ports and in a folder of its own, and words for what tests do with it. */
export interface StackUnderTest {
  readonly stack: EmbeddedStack;
  readonly s3: S3Client;
  /** Drops an object as an officer; resolves when everything that follows from it is done. */
  drop(key: string, body: Uint8Array | string): Promise<void>;
  /** Takes an object out; resolves when everything that follows from it is done. */
  takeOut(key: string): Promise<void>;
  quiet(): Promise<void>;
  review(name: string): Promise<Review | undefined>;
  /** A public file as a reader gets it. */
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** What one recipient got, oldest first. */
  received(endpoint: string): InboxMessage[];
  /** Every line that the functions wrote. */
  readonly lines: readonly string[];
  stop(): Promise<void>;
}

/** Synthesizes once for all tests, and for `npm start` on its usual port too. */
export function assembly(): Promise<string> {
  return synthesize(localSettings('http://localhost:8080'), () => undefined);
}

/** `linkBase`: where links in e-mails lead. */
export async function startStack(
  options: { readonly linkBase?: () => string } = {},
): Promise<StackUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'stack-'));
  const lines: string[] = [];
  const stack = await startEmbeddedStack({
    ...options,
    assembly: await assembly(),
    folder,
    onLine: (line) => void lines.push(line),
  });
  const common = {
    region: stack.environment.AWS_REGION ?? '',
    credentials: { accessKeyId: 'officer', secretAccessKey: 'local' },
  };
  const endpoint = (service: string) => stack.environment[`AWS_ENDPOINT_URL_${service}`] ?? '';
  const s3 = new S3Client({ ...common, endpoint: stack.s3Url, forcePathStyle: true });
  const sns = new SNSClient({ ...common, endpoint: endpoint('SNS') });
  const dynamo = new DynamoDBClient({ ...common, endpoint: endpoint('DYNAMODB') });
  const reviews = dynamoReviews(dynamo, stack.outputs.ReviewsTable ?? '');
  await subscribeStandIns(sns, stack.topics, stack.outputs.AlertsTopic ?? '');
  // The clock writes what belongs to no review, such as the page for what is not there.
  await stack.runSchedules();
  const Bucket = stack.outputs.UploadsBucket ?? '';

  const quiet = async () => {
    let since = Date.now();
    while (Date.now() - since < 150) {
      await pause(20);
      if (!stack.isQuiet()) since = Date.now();
    }
  };
  return {
    stack,
    s3,
    async drop(Key, Body) {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
      await quiet();
    },
    async takeOut(Key) {
      await s3.send(new DeleteObjectCommand({ Bucket, Key }));
      await quiet();
    },
    quiet,
    review: (name) => reviews.get(name),
    get: (path, headers = {}) => fetch(`${stack.siteUrl}${path}`, { headers, redirect: 'manual' }),
    received: (recipient) =>
      stack.topics
        .inbox(1000)
        .filter((message) => message.endpoint === recipient)
        .reverse(),
    lines,
    async stop() {
      for (const client of [s3, sns, dynamo]) client.destroy();
      await stack.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
