import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { REGION } from './account.ts';
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
  /** A cloud assembly, as written by `cdk synth`. */
  readonly assembly: string;
  /** Folder for all state. */
  readonly folder: string;
  /** Ports; 0 or absent picks a free one. */
  readonly sitePort?: number;
  readonly s3Port?: number;
  /** Base address of links in e-mails. */
  readonly linkBase?: () => string;
  /** Called after each put or deleted object. */
  readonly onChange?: (change: { bucket: string; key: string; removed: boolean }) => void;
  /** Called with every line of a function's output. */
  readonly onLine?: (line: string, functionName: string) => void;
  /** Called with errors of functions and emulators. */
  readonly onError?: (error: unknown) => void;
  /** Retry delay of a failed message in seconds; 5 by default. */
  readonly retryAfterSeconds?: () => number;
  /** For tests: a proxy between functions and an emulator that injects faults. */
  readonly proxy?: (service: 's3' | 'dynamodb', url: string) => Promise<LocalServer>;
  /** For tests: delivers a bucket's event late, reordered or repeated. */
  readonly deliveryHook?: (deliver: () => void) => void;
}

/** Environment variables of the SDK. Functions learn their endpoints only from these. */
type Environment = Readonly<Record<string, string>>;

export interface EmbeddedStack {
  /** Outputs of the template. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Endpoints, region and credentials for any SDK client. */
  readonly environment: Environment;
  readonly siteUrl: string;
  readonly s3Url: string;
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  readonly queues: QueueStore;
  readonly topics: TopicStore;
  /** True when no function runs and no message is pending. */
  isQuiet(): boolean;
  /** Number of dead-lettered messages by queue. */
  deadLetters(): Readonly<Record<string, number>>;
  /** Runs each schedule once, now. */
  runSchedules(): Promise<void>;
  stop(): Promise<void>;
}

const MOST_AT_ONCE = Math.max(2, availableParallelism());

/** Default retry delay, in place of the queue's visibility timeout. */
const RETRY_SECONDS = 5;

/** Cleanup of everything started so far. Runs in reverse order. */
type Closing = (() => Promise<unknown>)[];

/**
 * Runs a synthesized stack on this machine: creates every resource of its template in an emulator, and runs
 * every function's bundle in worker threads. An unknown resource or operation is an error.
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
    // Functions get its address in their environment, so it starts before they are created.
    let made: Resources | undefined;
    const control = await startControlServer({
      stackName: () => template.stackName,
      outputs: () => made?.outputs ?? {},
      functions: () => made?.compute.functions ?? new Map(),
    });
    closing.push(() => control.close());
    const servers = await startServers(options, control.url, closing);
    const resources = await makeResources(options, template, servers, closing);
    made = resources;
    const viewer = await startViewer(options, servers, resources, closing);
    startPollers(options, servers, resources, closing);
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

/** Starts all emulators. */
async function startServers(
  options: EmbeddedStackOptions,
  controlUrl: string,
  closing: Closing,
): Promise<Servers> {
  const { folder, onError = () => undefined, deliveryHook = (deliver) => deliver() } = options;
  const messaging = await startMessagingServer({
    folder,
    onError,
    ...(options.linkBase && { linkBase: options.linkBase }),
  });
  closing.push(() => messaging.close());
  const s3 = await startS3Server({
    folder,
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
    // Default endpoint: refuses any other service, so that no request reaches AWS.
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

interface Resources {
  readonly outputs: Readonly<Record<string, string>>;
  readonly compute: ComputeParts;
  /** Buckets that CloudFront may list. */
  readonly listed: ReadonlySet<string>;
}

/** Creates every resource of the template. */
async function makeResources(
  options: EmbeddedStackOptions,
  template: Template,
  { messaging, s3, dynamo, site, environment }: Servers,
  closing: Closing,
): Promise<Resources> {
  const { onLine = () => undefined } = options;
  const listed = new Set<string>();
  const compute: ComputeParts = { functions: new Map(), mappings: [], schedules: [], urls: new Map() };
  closing.push(() => Promise.all([...compute.functions.values()].map((one) => one.stop())));
  const tables = new DynamoDBClient({
    endpoint: dynamo.url,
    region: REGION,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  closing.push(async () => tables.destroy());
  const outputs = await createResources(template, {
    ...noOpHandlers(),
    ...bucketHandlers(s3.store, listed),
    ...tableHandlers(tables),
    ...messagingHandlers(messaging),
    ...computeHandlers(template, compute, { environment, onLine }),
    ...siteHandlers(site),
  });
  return { outputs, compute, listed };
}

/** Starts a poller for each event source of a function. */
function startPollers(
  { retryAfterSeconds = () => RETRY_SECONDS, onError = () => undefined }: EmbeddedStackOptions,
  { messaging: { queues } }: Servers,
  { compute }: Resources,
  closing: Closing,
): void {
  for (const { functionName, queueArn, batchSize, concurrency, reportsFailures } of compute.mappings) {
    const lambda = compute.functions.get(functionName);
    const queue = queueArn.split(':').at(-1) ?? '';
    if (lambda === undefined || !queues.names().includes(queue))
      throw new Error(`${queueArn} feeds ${functionName}, and one of them does not exist.`);
    const poller = new QueuePoller({
      queues,
      queue,
      lambda,
      batchSize,
      // More concurrency than processors would only slow each function down.
      concurrency: Math.min(concurrency ?? MOST_AT_ONCE, MOST_AT_ONCE),
      reportsFailures,
      retryAfterSeconds,
      onFailure: onError,
    });
    closing.push(() => poller.stop());
    poller.start();
  }
}

/** Starts the schedules. Returns a function that runs each of them once. */
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

/** Status of the whole stack. */
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

/** Serves the template's first distribution. */
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
