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
import * as z from 'zod';
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
import { subscribeSamples } from './local-subscribers.ts';
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
  const cleanup = new Cleanup();
  try {
    return await start(options, print, cleanup);
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}

/** Steps that undo a start, in reverse order. */
class Cleanup {
  readonly #steps: (() => unknown)[] = [];

  add(step: () => unknown): void {
    this.#steps.push(step);
  }

  async run(): Promise<void> {
    for (const step of this.#steps.splice(0).reverse()) await step();
  }
}

async function start(
  options: StartOptions,
  print: (line: string) => void,
  cleanup: Cleanup,
): Promise<Started> {
  const startedAt = Date.now();
  const state = resolve(options.state);
  cleanup.add(lockFolder(state));
  const stackFolder = join(state, 'stack');
  if (options.fresh) rmSync(stackFolder, { recursive: true, force: true });
  mkdirSync(stackFolder, { recursive: true });
  if (options.samples) copySamples(options.uploads);
  const ports = await freePorts(options.port);
  const assembly = await synthesize(localSettings(`http://localhost:${ports.site || 8080}`), () =>
    print('Synthesizing the stack (some seconds, only after a change) ...'),
  );

  const { promise: broken, resolve: breakOff } = Promise.withResolvers<number>();
  const onError = (error: unknown) => {
    const sentence = plainSentence(error);
    const [reason] = String(error instanceof Error ? error.message : error).split('\n');
    print(sentence ?? `Error: ${reason}`);
    if (sentence !== undefined) breakOff(1);
  };
  const running = await startStack({ options, print, cleanup, state, stackFolder, assembly, ports, onError });
  const { stack, uploads, eventLog, clients, outputs, siteUrl, inboxUrl } = running;
  print(welcome(stack, siteUrl, inboxUrl, outputs.UploadsBucket, options, Date.now() - startedAt));
  if (uploads.isEmpty())
    print(`\n${options.uploads}/ is empty. For seven sample reviews: npm start -- --samples\n`);
  for (const lambda of stack.functions.values()) void lambda.warm().catch(() => undefined);
  // A sweep finds events missed while the stack was stopped. The folder is uploaded afterwards, or its
  // uploads would be found twice.
  void stack.runSchedules().then(() => uploads.start());

  const save = async () => {
    if (options.out === undefined) return;
    const count = await savePublicFiles(clients.s3, outputs.PublicBucket, options.out);
    print(`${count} public files are in ${options.out}.`);
  };
  const finish = async (): Promise<number> => {
    const all = await untilEnded(stack, uploads, () => summaryRows(running));
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
      stopping ??= save().finally(() => cleanup.run());
      return stopping;
    },
  };
}

/** Checks the ports of site, inbox and S3 before synthesis, which takes seconds. 0 picks free ones. */
async function freePorts(first: number) {
  const [site = 0, inbox = 0, s3 = 0] = [0, 1, 2].map((step) => (first === 0 ? 0 : first + step));
  for (const port of [site, inbox, s3]) await (await listenLocally(async () => undefined, port)).close();
  return { site, inbox, s3 };
}

interface StackStart {
  readonly options: StartOptions;
  readonly print: (line: string) => void;
  readonly cleanup: Cleanup;
  readonly state: string;
  readonly stackFolder: string;
  readonly assembly: string;
  readonly ports: Awaited<ReturnType<typeof freePorts>>;
  readonly onError: (error: unknown) => void;
}

/** Starts the stack, the inbox and the watched folder. */
async function startStack({
  options,
  print,
  cleanup,
  state,
  stackFolder,
  assembly,
  ports,
  onError,
}: StackStart) {
  let inboxUrl = `http://localhost:${ports.inbox}`;
  let uploadsBucket = '';
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
    sitePort: ports.site,
    s3Port: ports.s3,
    linkBase: () => inboxUrl,
    onChange: ({ bucket, key, removed }) => {
      if (bucket === uploadsBucket) eventLog.dropped(key, removed);
    },
    onLine: (line, functionName) => eventLog.line(line, functionName),
    onError,
  });
  cleanup.add(() => stack.stop());
  const siteUrl = localAddress(stack.siteUrl);
  const clients = clientsOf(stack);
  cleanup.add(() => {
    for (const client of Object.values(clients)) client.destroy();
  });
  const outputs = Outputs.parse(stack.outputs);
  const bucket = outputs.UploadsBucket;
  uploadsBucket = bucket;
  const reviews = dynamoReviews(clients.dynamo, outputs.ReviewsTable);
  for (const key of await keysIn(clients.s3, bucket)) eventLog.know(key);
  subscribeSamples(stack.topics, outputs.AlertsTopic);

  const settings = parseSettings(localSettings(siteUrl));
  const entries = dynamoEntries(clients.dynamo, outputs.ReviewsTable);
  const inbox = await startInbox({
    dashboard: dashboardAnswers({ reviews, entries, uploads: s3Uploads(clients.s3, bucket) }, settings),
    port: ports.inbox,
    topics: stack.topics,
    s3: clients.s3,
    bucket,
    siteUrl,
    s3Url: stack.s3Url,
    folder: `${options.uploads}/`,
  });
  cleanup.add(() => inbox.close());
  inboxUrl = localAddress(inbox.url);

  const uploads = new UploadsFolder({
    folder: resolve(options.uploads),
    s3: clients.s3,
    bucket,
    stateFile: join(stackFolder, 'uploads-folder.json'),
    onError: print,
  });
  cleanup.add(() => uploads.stop());
  const endpoints = join(state, 'endpoints.json');
  const forOperators = { ...stack.environment, SETTINGS: JSON.stringify(settings) };
  writeFileSync(endpoints, JSON.stringify(forOperators, undefined, 2));
  cleanup.add(() => rmSync(endpoints, { force: true }));
  return { stack, uploads, eventLog, clients, outputs, reviews, settings, siteUrl, inboxUrl };
}

/** The outputs of the template that this command uses. */
const Outputs = z.object({
  UploadsBucket: z.string(),
  PublicBucket: z.string(),
  ReviewsTable: z.string(),
  AlertsTopic: z.string(),
});

/** The state of every upload, by name. */
async function summaryRows({
  clients,
  outputs,
  eventLog,
  reviews,
  settings,
}: Awaited<ReturnType<typeof startStack>>): Promise<SummaryRow[]> {
  const keys = await keysIn(clients.s3, outputs.UploadsBucket);
  const known = new Map<string, SummaryRow>();
  const now = new Date().toISOString();
  const rowOf = (review: Review) => summaryRow(review, now, settings.publisher.timeZone);
  for await (const review of reviews.all(() => {})) known.set(review.name, rowOf(review));
  for (const name of keys.flatMap((key) => eventLog.know(key) ?? []))
    if (!known.has(name)) known.set(name, rowOf(newReview(name)));
  return [...known.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
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
  Officers' dashboard    ${inboxUrl}/dashboard/
  Drop reviews in        ${options.uploads}/
  or with an S3 client   aws s3 cp FILE.pdf s3://${bucket}/ --endpoint-url ${stack.s3Url}
                         (any credentials, region ${stack.environment.AWS_REGION})
${options.exit ? '' : '\nCtrl-C stops it.\n'}`;
}
