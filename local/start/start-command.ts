import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { dynamoEntries } from '#shared/adapters/dynamo-entries.ts';
import { dynamoReviews } from '#shared/adapters/dynamo-reviews.ts';
import { s3Uploads } from '#shared/adapters/s3-uploads.ts';
import { permalinkOf } from '#shared/domain/listing/entry.ts';
import { newReview, type Review } from '#shared/domain/review/review.ts';
import { parseSettings } from '#shared/domain/settings.ts';
import { type EmbeddedStack, startEmbeddedStack } from '../aws/embedded-stack.ts';
import { lockFolder } from '../aws/folder-lock.ts';
import { listenLocally } from '../aws/http/local-server.ts';
import { dashboardAnswers } from '../dashboard-answers.ts';
import { startInbox } from '../inbox-server.ts';
import { ConsoleEventLog, seconds } from './console-event-log.ts';
import { plainSentence } from './error-message.ts';
import { localSettings } from './local-settings.ts';
import { subscribeStandIns } from './local-subscribers.ts';
import { savePublicFiles } from './save-public-files.ts';
import type { StartOptions } from './start-options.ts';
import { type SummaryRow, summaryRow, summaryTable } from './summary.ts';
import { synthesize } from './synthesize.ts';
import { UploadsFolder } from './uploads-folder.ts';

const SAMPLES = resolve(import.meta.dirname, '../../samples');
const LONGEST_LOG = 5_000_000;
/** Time without activity after which the stack is idle. */
const QUIET_MS = 700;

/** A running `npm start`. */
export interface Started {
  /** Resolves with the exit status, when `--exit` or a fatal error ends it. */
  readonly ended: Promise<number>;
  /** Stops cleanly, after writing the public files if requested. */
  stop(): Promise<void>;
}

/** `npm start`: synthesizes, runs the stack, watches the folder, and prints events. */
export async function startCommand(options: StartOptions, print: (line: string) => void): Promise<Started> {
  const startedAt = Date.now();
  const state = resolve(options.state);
  const stackFolder = join(state, 'stack');
  const release = lockFolder(state);
  const closing: (() => Promise<unknown>)[] = [release];
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    return await run();
  } catch (error) {
    await close();
    throw error;
  }

  async function run(): Promise<Started> {
    if (options.fresh) rmSync(stackFolder, { recursive: true, force: true });
    mkdirSync(stackFolder, { recursive: true });
    if (options.samples) copySamples(options.uploads);
    const ports = [0, 1, 2].map((step) => (options.port === 0 ? 0 : options.port + step));
    const [sitePort = 0, inboxPort = 0, s3Port = 0] = ports;
    // Checked first, because synthesis takes seconds.
    for (const port of ports) await (await listenLocally(async () => undefined, port)).close();
    const assembly = await synthesize(
      localSettings(`http://localhost:${sitePort === 0 ? 8080 : sitePort}`),
      () => print('Synthesizing the stack (some seconds, only after a change) ...'),
    );

    let inboxUrl = `http://localhost:${inboxPort}`;
    let uploadsBucket = '';
    let breakOff: (status: number) => void = () => undefined;
    const broken = new Promise<number>((resolve) => {
      breakOff = resolve;
    });
    const onError = (error: unknown) => {
      const sentence = plainSentence(error);
      const [reason] = String(error instanceof Error ? error.message : error).split('\n');
      print(sentence ?? `Trouble: ${reason}`);
      if (sentence !== undefined) breakOff(1);
    };
    const eventLog = new ConsoleEventLog({
      print,
      logFile: freshLog(join(state, 'functions.log')),
      addressOf: async (name) => {
        const review = await reviews.get(name);
        return review?.permalink && `${siteUrl}${permalinkOf(review.permalink)}`;
      },
    });
    const stack = await startEmbeddedStack({
      assembly,
      folder: stackFolder,
      sitePort,
      s3Port,
      linkBase: () => inboxUrl,
      onChange: ({ bucket, key, removed }) => {
        if (bucket === uploadsBucket) eventLog.dropped(key, removed);
      },
      onLine: (line, functionName) => eventLog.line(line, functionName),
      onError,
    });
    closing.push(() => stack.stop());
    const siteUrl = localAddress(stack.siteUrl);
    const clients = clientsOf(stack);
    closing.push(async () => {
      for (const client of Object.values(clients)) client.destroy();
    });
    const { UploadsBucket: bucket, PublicBucket, ReviewsTable, AlertsTopic } = stack.outputs;
    if (
      bucket === undefined ||
      PublicBucket === undefined ||
      ReviewsTable === undefined ||
      AlertsTopic === undefined
    )
      throw new Error('The template does not say what its buckets, table and topic are called.');
    uploadsBucket = bucket;
    const reviews = dynamoReviews(clients.dynamo, ReviewsTable);
    for (const key of await keysIn(clients.s3, bucket)) eventLog.know(key);
    await subscribeStandIns(clients.sns, stack.topics, AlertsTopic);

    const settings = parseSettings(localSettings(siteUrl));
    const entries = dynamoEntries(clients.dynamo, ReviewsTable);
    const inbox = await startInbox({
      dashboard: dashboardAnswers({ reviews, entries, uploads: s3Uploads(clients.s3, bucket) }, settings),
      port: inboxPort,
      topics: stack.topics,
      s3: clients.s3,
      bucket,
      siteUrl,
      s3Url: stack.s3Url,
      folder: `${options.uploads}/`,
    });
    closing.push(() => inbox.close());
    inboxUrl = localAddress(inbox.url);

    const uploads = new UploadsFolder({
      folder: resolve(options.uploads),
      s3: clients.s3,
      bucket,
      stateFile: join(stackFolder, 'uploads-folder.json'),
      onError: print,
    });
    const wasEmpty = uploads.isEmpty();
    closing.push(() => uploads.stop());
    const endpoints = join(state, 'endpoints.json');
    const forOperators = { ...stack.environment, SETTINGS: JSON.stringify(settings) };
    writeFileSync(endpoints, JSON.stringify(forOperators, undefined, 2));
    closing.push(async () => rmSync(endpoints, { force: true }));
    print(welcome(stack, siteUrl, inboxUrl, bucket, options, Date.now() - startedAt));
    if (wasEmpty) print(`\n${options.uploads}/ is empty. For seven sample reviews: npm start -- --samples\n`);

    for (const lambda of stack.functions.values()) void lambda.warm().catch(() => undefined);
    // A sweep finds events missed while the stack was stopped. The folder is uploaded afterwards, or its
    // uploads would be found twice.
    void stack.runSchedules().then(() => uploads.start());

    const rows = async (): Promise<SummaryRow[]> => {
      const names = new Set((await keysIn(clients.s3, bucket)).flatMap((key) => eventLog.know(key) ?? []));
      const known = new Map<string, SummaryRow>();
      const now = new Date().toISOString();
      const rowOf = (review: Review) => summaryRow(review, now, settings.publisher.timeZone);
      for await (const review of reviews.all(() => {})) known.set(review.name, rowOf(review));
      for (const name of names) if (!known.has(name)) known.set(name, rowOf(newReview(name)));
      return [...known.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    };
    const save = async () => {
      if (options.out === undefined) return;
      const count = await savePublicFiles(clients.s3, PublicBucket, options.out);
      print(`${count} public files are in ${options.out}.`);
    };
    const finish = async (): Promise<number> => {
      const all = await untilEnded(stack, uploads, rows);
      await eventLog.flush();
      print(`\n${summaryTable(all, stack.deadLetters())}`);
      if (eventLog.slowestAlertMs > 0)
        print(
          `Slowest from drop to alert: ${seconds(eventLog.slowestAlertMs)}. At most one alert a second goes out.`,
        );
      return all.every(({ ended }) => ended) ? 0 : 1;
    };
    let stopping: Promise<void> | undefined;
    return {
      ended: options.exit ? Promise.race([finish(), broken]) : broken,
      stop: () => {
        stopping ??= save().finally(close);
        return stopping;
      },
    };
  }
}

/** Waits until the stack is idle. Runs the schedules a few times to finish pending work. */
async function untilEnded(
  stack: EmbeddedStack,
  uploads: UploadsFolder,
  rows: () => Promise<SummaryRow[]>,
): Promise<SummaryRow[]> {
  for (let attempt = 0; ; attempt++) {
    let quietSince = Date.now();
    while (Date.now() - quietSince < QUIET_MS) {
      await pause(50);
      if (!stack.isQuiet() || !uploads.isSettled) quietSince = Date.now();
    }
    const all = await rows();
    if (attempt === 3 || all.every(({ ended }) => ended)) return all;
    await stack.runSchedules();
  }
}

function clientsOf(stack: EmbeddedStack) {
  const common = {
    region: stack.environment.AWS_REGION ?? '',
    credentials: { accessKeyId: 'officer', secretAccessKey: 'local' },
  };
  const endpoint = (service: string) => stack.environment[`AWS_ENDPOINT_URL_${service}`] ?? '';
  return {
    s3: new S3Client({ ...common, endpoint: endpoint('S3'), forcePathStyle: true }),
    sns: new SNSClient({ ...common, endpoint: endpoint('SNS') }),
    dynamo: new DynamoDBClient({ ...common, endpoint: endpoint('DYNAMODB') }),
  };
}

async function keysIn(client: S3Client, Bucket: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket }))
    for (const { Key } of Contents) if (Key !== undefined) keys.push(Key);
  return keys;
}

/** Existing samples are kept: they may have been replaced on purpose. */
function copySamples(uploads: string): void {
  mkdirSync(uploads, { recursive: true });
  for (const file of readdirSync(SAMPLES)) {
    if (file.toLowerCase().endsWith('.pdf') && !existsSync(join(uploads, file)))
      copyFileSync(join(SAMPLES, file), join(uploads, file));
  }
}

function freshLog(file: string): string {
  if (existsSync(file) && statSync(file).size > LONGEST_LOG) truncateSync(file);
  return file;
}

function localAddress(url: string): string {
  return url.replace('127.0.0.1', 'localhost');
}

function welcome(
  stack: EmbeddedStack,
  siteUrl: string,
  inboxUrl: string,
  bucket: string,
  options: StartOptions,
  milliseconds: number,
): string {
  return `
Review Publisher runs on this machine (ready in ${seconds(milliseconds)}).

  The public site        ${siteUrl}/
  Inbox and drop zone    ${inboxUrl}/
  Officers' dashboard         ${inboxUrl}/dashboard/
  Drop reviews in        ${options.uploads}/
  or with an S3 client   aws s3 cp FILE.pdf s3://${bucket}/ --endpoint-url ${stack.s3Url}
                         (any credentials, region ${stack.environment.AWS_REGION})
${options.exit ? '' : '\nCtrl-C stops it.\n'}`;
}
