import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import { dynamoEntries } from '#shared/adapters/dynamo-entries.ts';
import { dynamoReviews } from '#shared/adapters/dynamo-reviews.ts';
import type { Entry } from '#shared/domain/listing/entry.ts';
import { yearPagesOf } from '#shared/domain/listing/year-page.ts';
import { addSeconds, leaseExpiry } from '#shared/domain/review/record/next-due.ts';
import { ALERT_LEASE_SECONDS, DELIVERY_LOG_GRACE_SECONDS } from '#shared/domain/review/record/timeouts.ts';
import type { Review } from '#shared/domain/review/review.ts';
import type { Settings } from '#shared/domain/settings.ts';
import {
  type EmbeddedStack,
  type EmbeddedStackOptions,
  startEmbeddedStack,
} from '../../local/aws/embedded-stack.ts';
import type { InboxMessage } from '../../local/aws/messaging/topic-store.ts';
import { localSettings } from '../../local/start/local-settings.ts';
import { subscribeSamples } from '../../local/start/local-subscribers.ts';
import { synthesize } from '../../local/start/synthesize.ts';

/**
 * The stack as `npm start` runs it, on free ports and in a folder of its own, and words for what tests do
 * with it.
 */
export interface StackUnderTest {
  readonly stack: EmbeddedStack;
  readonly s3: S3Client;
  /** Drops an object as an officer; resolves when everything that follows from it is done. */
  drop(key: string, body: Uint8Array | string, officer?: string): Promise<void>;
  /** Takes an object out; resolves when everything that follows from it is done. */
  takeOut(key: string): Promise<void>;
  /** Drops an object without waiting for its outcome. */
  put(key: string, body: Uint8Array | string): Promise<void>;
  /** Deletes an object and waits for nothing else. */
  remove(key: string): Promise<void>;
  quiet(): Promise<void>;
  review(name: string): Promise<Review | undefined>;
  /** Every entry of every year. */
  entries(): Promise<Entry[]>;
  /**
   * Lets the sweep settle each alert that was claimed and is not known to have gone out, as if its lease and
   * the delivery log's grace had passed. Tells how many there were.
   */
  settleClaims(): Promise<number>;
  /** A public file as a reader gets it. */
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** Messages to one recipient, oldest first. */
  received(endpoint: string): InboxMessage[];
  /** Every public file, by its key. */
  publicFiles(): Promise<ReadonlyMap<string, Uint8Array>>;
  /** Every line that the functions wrote. */
  readonly lines: readonly string[];
  stop(): Promise<void>;
}

/** Synthesizes once for all tests, and for `npm start` on its usual port too. */
export function assembly(changes: object = {}): Promise<string> {
  return synthesize({ ...localSettings('http://localhost:8080'), ...changes }, () => undefined);
}

/**
 * `linkBase`: where links in e-mails lead. `settings`: other settings than those of `npm start`. `folder`:
 * what another stack left behind, and that is to stay. `assembly`: another release.
 */
export async function startStack({
  settings,
  folder: given,
  assembly: release,
  ...options
}: Partial<Omit<EmbeddedStackOptions, 'onLine'>> & {
  readonly settings?: Partial<Settings>;
} = {}): Promise<StackUnderTest> {
  const folder = given ?? (await mkdtemp(join(tmpdir(), 'stack-')));
  const lines: string[] = [];
  const stack = await startEmbeddedStack({
    ...options,
    assembly: release ?? (await assembly(settings)),
    folder,
    onLine: (line) => void lines.push(line),
  });
  const common = {
    region: stack.environment.AWS_REGION ?? '',
    credentials: { accessKeyId: 'officer', secretAccessKey: 'local' },
  };
  const endpoint = (service: string) => stack.environment[`AWS_ENDPOINT_URL_${service}`] ?? '';
  const s3As = (accessKeyId: string) =>
    new S3Client({
      ...common,
      credentials: { accessKeyId, secretAccessKey: 'local' },
      endpoint: stack.s3Url,
      forcePathStyle: true,
    });
  const s3 = s3As('officer');
  const dynamo = new DynamoDBClient({ ...common, endpoint: endpoint('DYNAMODB') });
  const reviews = dynamoReviews(dynamo, stack.outputs.ReviewsTable ?? '');
  const entries = dynamoEntries(dynamo, stack.outputs.ReviewsTable ?? '');
  subscribeSamples(stack.topics, stack.outputs.AlertsTopic ?? '');
  // The sweep writes files that belong to no review, such as the page "not found".
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
    async drop(Key, Body, officer) {
      const client = officer === undefined ? s3 : s3As(officer);
      await client.send(new PutObjectCommand({ Bucket, Key, Body }));
      await quiet();
    },
    async put(Key, Body) {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
    },
    async publicFiles() {
      const files = new Map<string, Uint8Array>();
      const where = { Bucket: stack.outputs.PublicBucket ?? '' };
      for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, where))
        for (const { Key = '' } of Contents) {
          const { Body } = await s3.send(new GetObjectCommand({ ...where, Key }));
          files.set(Key, (await Body?.transformToByteArray()) ?? new Uint8Array());
        }
      return files;
    },
    async takeOut(Key) {
      await s3.send(new DeleteObjectCommand({ Bucket, Key }));
      await quiet();
    },
    async remove(Key) {
      await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    },
    quiet,
    review: (name) => reviews.get(name),
    async entries() {
      const yearPages = yearPagesOf(await entries.years());
      return (await Promise.all(yearPages.map(({ year, part }) => entries.ofYearPage(year, part)))).flat();
    },
    async settleClaims() {
      let claims = 0;
      // First the delivery log, which may show that they were sent.
      await stack.runSchedules();
      for await (const review of reviews.all(() => {})) {
        if (review.alert?.state !== 'claimed') continue;
        claims++;
        const claimedAt = addSeconds(
          review.alert.claimedAt,
          -ALERT_LEASE_SECONDS - DELIVERY_LOG_GRACE_SECONDS,
        );
        const dueAt = leaseExpiry(claimedAt);
        await reviews.put({ ...review, alert: { ...review.alert, claimedAt }, dueAt });
      }
      // Once to settle them, once more to hear of those that have gone out now.
      for (let run = 0; claims > 0 && run < 2; run++) {
        await stack.runSchedules();
        await quiet();
      }
      await quiet();
      return claims;
    },
    get: (path, headers = {}) => fetch(`${stack.siteUrl}${path}`, { headers, redirect: 'manual' }),
    received: (recipient) =>
      stack.topics
        .inbox(1000)
        .filter((message) => message.endpoint === recipient)
        .reverse(),
    lines,
    async stop() {
      for (const client of [s3, dynamo]) client.destroy();
      await stack.stop();
      if (given === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
