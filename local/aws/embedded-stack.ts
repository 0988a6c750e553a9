import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { bucketOrigin } from './cloudfront/bucket-origin.ts';
import { functionOrigin } from './cloudfront/function-origin.ts';
import { startInvalidations } from './cloudfront/invalidations.ts';
import { answerViewer, type Distribution, MOST_BODY_BYTES, type OriginServer } from './cloudfront/viewer.ts';
import { startControlServer } from './control-server.ts';
import { startDynamoServer } from './dynamo-server.ts';
import { lockFolder } from './folder-lock.ts';
import { type LocalServer, listenLocally, readBody } from './http/local-server.ts';
import type { LambdaFunction } from './lambda/lambda-function.ts';
import { QueuePoller } from './lambda/queue-poller.ts';
import { Schedule } from './lambda/schedule.ts';
import type { QueueStore } from './messaging/queue-store.ts';
import type { TopicStore } from './messaging/topic-store.ts';
import { type MessagingServer, startMessagingServer } from './messaging-server.ts';
import { bucketHandlers } from './resources/bucket-handlers.ts';
import { type ComputeParts, computeHandlers } from './resources/compute-handlers.ts';
import { messagingHandlers } from './resources/messaging-handlers.ts';
import { noOpHandlers } from './resources/no-op.ts';
import { type SiteParts, siteHandlers } from './resources/site-handlers.ts';
import { tableHandlers } from './resources/table-handlers.ts';
import { type S3Server, startS3Server } from './s3-server.ts';
import { createResources } from './template/create-resources.ts';
import { readTemplate, type Template } from './template/template.ts';

export interface EmbeddedStackOptions {
  /** A cloud assembly, as `cdk synth` writes it. */
  readonly assembly: string;
  /** Where everything is kept between starts. */
  readonly folder: string;
  /** Ports; 0 or absent takes a free one. */
  readonly sitePort?: number;
  readonly s3Port?: number;
  /** Where links in e-mails lead. */
  readonly linkBase?: () => string;
  /** Every object that was put or deleted in a bucket. */
  readonly onChange?: (change: { bucket: string; key: string; removed: boolean }) => void;
  /** Every line that a function writes. */
  readonly onLine?: (line: string, functionName: string) => void;
  /** Errors of functions and emulators. */
  readonly onError?: (error: unknown) => void;
  /** Seconds before a failed message is tried again; 5 if absent. */
  readonly retryAfterSeconds?: () => number;
  /** For tests: a proxy between the functions and an emulator, which injects faults. */
  readonly proxy?: (service: 's3' | 'dynamodb', url: string) => Promise<LocalServer>;
  /** For tests: delivers a bucket's event to its queue late, in another order, or more than once. */
  readonly deliveryHook?: (deliver: () => void) => void;
}

/** The SDK's own variables: nothing else tells a function where it runs. */
type Environment = Readonly<Record<string, string>>;

export interface EmbeddedStack {
  /** The template's outputs. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Endpoints, region and credentials, for any client of the SDK. */
  readonly environment: Environment;
  readonly siteUrl: string;
  readonly s3Url: string;
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  readonly queues: QueueStore;
  readonly topics: TopicStore;
  /** True when no function runs, and nothing waits that would make one run. */
  isQuiet(): boolean;
  /** Messages that nobody could handle, by queue. */
  deadLetters(): Readonly<Record<string, number>>;
  /** Runs each schedule once, now. */
  runSchedules(): Promise<void>;
  stop(): Promise<void>;
}

const REGION = 'eu-west-2';
const ACCOUNT = '000000000000';
const MOST_AT_ONCE = Math.max(2, availableParallelism());

/** A message that must be tried again waits this long, instead of the queue's visibility timeout. */
const RETRY_SECONDS = 5;

/** What was started so far, in order: the last is closed first. */
type Closing = (() => Promise<unknown>)[];

/**
 * Runs a synthesized stack on this machine: every resource of its template in an emulator, made through the
 * AWS SDK, and every function's bundle in worker threads. A resource or an operation that it does not know is
 * an error.
 */
export async function startEmbeddedStack(options: EmbeddedStackOptions): Promise<EmbeddedStack> {
  const closing: Closing = [];
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    mkdirSync(options.folder, { recursive: true });
    closing.push(lockFolder(options.folder));
    const template = readTemplate(options.assembly);
    // The functions are given its address before they exist.
    let made: Resources | undefined;
    const control = await startControlServer({
      stackName: () => template.stackName,
      outputs: () => made?.outputs ?? {},
      functions: () => made?.compute.functions ?? new Map(),
    });
    closing.push(() => control.close());
    const servers = await startServers(options, control.url, closing);
    const clients = makeClients(servers, closing);
    const resources = await makeResources(options, template, servers, clients, closing);
    made = resources;
    const viewer = await startViewer(options, servers, resources, closing);
    startPollers(options, clients, resources, closing);
    const runSchedules = startSchedules(options, resources, closing);
    return {
      ...views(servers, resources),
      outputs: resources.outputs,
      environment: servers.environment,
      siteUrl: viewer.url,
      s3Url: servers.s3.url,
      functions: resources.compute.functions,
      queues: servers.messaging.queues,
      topics: servers.messaging.topics,
      runSchedules,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Servers {
  readonly messaging: MessagingServer;
  readonly s3: S3Server;
  readonly dynamo: LocalServer;
  readonly site: SiteParts;
  readonly environment: Environment;
}

/** Starts an emulator of each service. */
async function startServers(
  options: EmbeddedStackOptions,
  controlUrl: string,
  closing: Closing,
): Promise<Servers> {
  const { folder, onError = () => undefined, deliveryHook = (deliver) => deliver() } = options;
  const messaging = await startMessagingServer({
    folder,
    region: REGION,
    account: ACCOUNT,
    onError,
    ...(options.linkBase && { linkBase: options.linkBase }),
  });
  closing.push(() => messaging.close());
  const s3 = await startS3Server({
    folder,
    region: REGION,
    account: ACCOUNT,
    port: options.s3Port ?? 0,
    onError,
    ...(options.onChange && { onChange: options.onChange }),
    deliver: async (queue, body) => {
      deliveryHook(() => void messaging.queues.send(queue.split(':').at(-1) ?? '', { body }));
    },
  });
  closing.push(() => s3.close());
  const dynamo = await startDynamoServer(join(folder, 'dynamodb'));
  closing.push(() => dynamo.close());
  const site: SiteParts = {
    distributions: new Map(),
    headersPolicies: new Map(),
    originRequestPolicies: new Map(),
    edgeFunctions: new Map(),
  };
  const cloudfront = await startInvalidations((id) => site.distributions.has(id));
  closing.push(() => cloudfront.close());

  const reached = async (service: 's3' | 'dynamodb', { url }: { readonly url: string }) => {
    const server = await options.proxy?.(service, url);
    if (server !== undefined) closing.push(() => server.close());
    return server?.url ?? url;
  };
  const environment: Environment = {
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    // A service without an endpoint of its own is refused here instead of reaching AWS.
    AWS_ENDPOINT_URL: messaging.url,
    AWS_ENDPOINT_URL_S3: await reached('s3', s3),
    AWS_ENDPOINT_URL_SQS: messaging.url,
    AWS_ENDPOINT_URL_SNS: messaging.url,
    AWS_ENDPOINT_URL_DYNAMODB: await reached('dynamodb', dynamo),
    AWS_ENDPOINT_URL_CLOUDFRONT: cloudfront.url,
    AWS_ENDPOINT_URL_CLOUDFORMATION: controlUrl,
    AWS_ENDPOINT_URL_LAMBDA: controlUrl,
    AWS_CONFIG_FILE: join(folder, 'no-aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'no-aws-credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    TZ: 'UTC',
  };
  return { messaging, s3, dynamo, site, environment };
}

interface Clients {
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly sns: SNSClient;
  readonly dynamo: DynamoDBClient;
}

function makeClients({ messaging, s3, dynamo }: Servers, closing: Closing): Clients {
  const client = (endpoint: string) => ({
    endpoint,
    region: REGION,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const clients = {
    s3: new S3Client({ ...client(s3.url), forcePathStyle: true }),
    sqs: new SQSClient(client(messaging.url)),
    sns: new SNSClient(client(messaging.url)),
    dynamo: new DynamoDBClient(client(dynamo.url)),
  };
  closing.push(async () => {
    for (const one of Object.values(clients)) one.destroy();
  });
  return clients;
}

interface Resources {
  readonly outputs: Readonly<Record<string, string>>;
  readonly compute: ComputeParts;
  /** Queue addresses by ARN. */
  readonly queueUrls: ReadonlyMap<string, string>;
  /** Buckets that CloudFront may list. */
  readonly listed: ReadonlySet<string>;
}

/** Makes every resource of the template. */
async function makeResources(
  options: EmbeddedStackOptions,
  template: Template,
  { site, environment }: Servers,
  clients: Clients,
  closing: Closing,
): Promise<Resources> {
  const { onLine = () => undefined } = options;
  const arnPrefix = `arn:aws:SERVICE:${REGION}:${ACCOUNT}`;
  const queueUrls = new Map<string, string>();
  const listed = new Set<string>();
  const compute: ComputeParts = { functions: new Map(), mappings: [], schedules: [], urls: new Map() };
  closing.push(() => Promise.all([...compute.functions.values()].map((one) => one.stop())));
  const outputs = await createResources(
    template,
    { region: REGION, account: ACCOUNT },
    {
      ...noOpHandlers({ region: REGION, account: ACCOUNT }),
      ...bucketHandlers(clients.s3, listed),
      ...tableHandlers(clients.dynamo, arnPrefix.replace('SERVICE', 'dynamodb')),
      ...messagingHandlers(clients.sqs, clients.sns, arnPrefix, (arn, url) => queueUrls.set(arn, url)),
      ...computeHandlers(template, compute, { arnPrefix, environment, onLine }),
      ...siteHandlers(site, arnPrefix),
    },
  );
  return { outputs, compute, queueUrls, listed };
}

/** Feeds the functions from their queues. */
function startPollers(
  { retryAfterSeconds = () => RETRY_SECONDS, onError = () => undefined }: EmbeddedStackOptions,
  { sqs }: Clients,
  { compute, queueUrls }: Resources,
  closing: Closing,
): void {
  for (const { functionName, queueArn, batchSize, concurrency, reportsFailures } of compute.mappings) {
    const lambda = compute.functions.get(functionName);
    const queueUrl = queueUrls.get(queueArn);
    if (lambda === undefined || queueUrl === undefined)
      throw new Error(`${queueArn} feeds ${functionName}, and one of them does not exist.`);
    const poller = new QueuePoller({
      sqs,
      queueUrl,
      queueArn,
      region: REGION,
      lambda,
      batchSize,
      // More than the machine has processors would only make each of them slower.
      concurrency: Math.min(concurrency ?? MOST_AT_ONCE, MOST_AT_ONCE),
      reportsFailures,
      retryAfterSeconds,
      onFailure: onError,
    });
    closing.push(() => poller.stop());
    poller.start();
  }
}

/** Starts the schedules. Answers a function that runs each of them once, now. */
function startSchedules(
  { onError = () => undefined }: EmbeddedStackOptions,
  { compute }: Resources,
  closing: Closing,
): () => Promise<void> {
  const runs = compute.schedules.map(({ expression, functionArn, input }) => {
    const lambda = [...compute.functions.values()].find(({ arn }) => arn === functionArn);
    if (lambda === undefined) throw new Error(`A schedule runs ${functionArn}, which does not exist.`);
    return { expression, work: () => lambda.invoke(input).then(() => undefined, onError) };
  });
  for (const { expression, work } of runs) {
    const schedule = new Schedule(expression, work);
    schedule.start();
    closing.push(async () => schedule.stop());
  }
  return async () => {
    for (const { work } of runs) await work();
  };
}

/** How the whole stack stands. */
function views(
  { s3, messaging: { queues } }: Servers,
  { compute }: Resources,
): Pick<EmbeddedStack, 'isQuiet' | 'deadLetters'> {
  const fed = compute.mappings.map(({ queueArn }) => queueArn.split(':').at(-1) ?? '');
  const dead = queues.names().filter((name) => isDeadLetterQueue(queues, name));
  return {
    isQuiet: () =>
      s3.isQuiet() &&
      [...compute.functions.values()].every(({ busy }) => busy === 0) &&
      fed.every((name) => {
        const { visible, inFlight, delayed } = queues.counts(name);
        return visible + inFlight + delayed === 0;
      }),
    deadLetters: () => {
      const counts = dead.map((name) => [name, queues.counts(name).visible] as const);
      return Object.fromEntries(counts.filter(([, count]) => count > 0));
    },
  };
}

/** Serves the first distribution of the template, as CloudFront does. */
async function startViewer(
  { sitePort, onError = () => undefined }: EmbeddedStackOptions,
  { site, s3 }: Servers,
  { compute, listed }: Resources,
  closing: Closing,
): Promise<LocalServer> {
  const originOf = (domainName: string): OriginServer => {
    const bucket = /^(.+)\.s3\.local$/.exec(domainName)?.[1];
    if (bucket !== undefined) return bucketOrigin(s3.url, bucket, () => listed.has(bucket));
    const arn = compute.urls.get(domainName);
    const lambda = [...compute.functions.values()].find((one) => one.arn === arn);
    if (lambda !== undefined) return functionOrigin(lambda, domainName, onError);
    throw new Error(`The local stack does not know the origin ${domainName}.`);
  };
  const [config] = site.distributions.values();
  const origins = (config?.Origins ?? []).map(
    ({ DomainName }) => [DomainName, originOf(DomainName)] as const,
  );
  const distribution: Distribution | undefined = config && {
    config,
    headersPolicies: site.headersPolicies,
    originRequestPolicies: site.originRequestPolicies,
    functions: site.edgeFunctions,
    origins: new Map(origins),
  };
  const viewer = await listenLocally(
    async (request, response) => {
      try {
        if (distribution === undefined) throw new Error('The template has no distribution.');
        await answerViewer(distribution, request, response, () => readBody(request, MOST_BODY_BYTES));
      } catch (error) {
        onError(error);
        if (response.headersSent) response.destroy();
        else response.writeHead(502).end('The local site could not answer.');
      }
    },
    sitePort,
    'any site',
  );
  closing.push(() => viewer.close());
  return viewer;
}

function isDeadLetterQueue(queues: QueueStore, name: string): boolean {
  return queues.names().some((other) => queues.attributes(other).RedrivePolicy?.includes(`:${name}"`));
}
