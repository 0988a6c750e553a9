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
import { answerViewer, type Distribution, type OriginServer } from './cloudfront/viewer.ts';
import { startDynamoServer } from './dynamo-server.ts';
import { lockFolder } from './folder-lock.ts';
import { type LocalServer, listenLocally, readBody } from './http/local-server.ts';
import type { LambdaFunction } from './lambda/lambda-function.ts';
import { QueuePoller } from './lambda/queue-poller.ts';
import { Schedule } from './lambda/schedule.ts';
import type { QueueStore } from './messaging/queue-store.ts';
import type { TopicStore } from './messaging/topic-store.ts';
import { startMessagingServer } from './messaging-server.ts';
import { bucketHandlers } from './resources/bucket-handlers.ts';
import { type ComputeParts, computeHandlers } from './resources/compute-handlers.ts';
import { messagingHandlers } from './resources/messaging-handlers.ts';
import { noOpHandlers } from './resources/no-op.ts';
import { type SiteParts, siteHandlers } from './resources/site-handlers.ts';
import { tableHandlers } from './resources/table-handlers.ts';
import { startS3Server } from './s3-server.ts';
import { createResources } from './template/create-resources.ts';
import { readTemplate } from './template/template.ts';

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
  /** A function that failed, or the trouble of an emulator. */
  readonly onError?: (error: unknown) => void;
  /** How long a message that has just failed waits for its next try; 5 when absent. */
  readonly retryAfterSeconds?: () => number;
  /** For tests: a server that the functions reach instead of an emulator, to see what goes wrong on the way. */
  readonly proxy?: (service: 's3' | 'dynamodb', url: string) => Promise<LocalServer>;
  /** For tests: carries a bucket's notification to its queue: late, in another order, or more than once. */
  readonly deliveryHook?: (deliver: () => void) => void;
}

/** Names of the SDK's own variables for the endpoints: all that a function learns of where it runs. */
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
  /** Does now what the clock would do, each schedule once. */
  runSchedules(): Promise<void>;
  stop(): Promise<void>;
}

const REGION = 'eu-west-2';
const ACCOUNT = '000000000000';
const MOST_AT_ONCE = Math.max(2, availableParallelism());
const BODY_LIMIT = 1024 * 1024;

/**
 * Runs a synthesized stack on this machine: every resource of its template in an emulator, made through the AWS SDK,
 * and every function's bundle in worker threads. A resource or an operation that it does not know is an error.
 */
export async function startEmbeddedStack(options: EmbeddedStackOptions): Promise<EmbeddedStack> {
  const { folder, onError = () => undefined, onLine = () => undefined } = options;
  const { deliveryHook = (deliver) => deliver() } = options;
  mkdirSync(folder, { recursive: true });
  const closing: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    return await start();
  } catch (error) {
    await stop();
    throw error;
  }

  async function start(): Promise<EmbeddedStack> {
    closing.push(lockFolder(folder));
    const template = readTemplate(options.assembly);
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
      // Whatever has no endpoint of its own is refused here instead of reaching AWS.
      AWS_ENDPOINT_URL: messaging.url,
      AWS_ENDPOINT_URL_S3: await reached('s3', s3),
      AWS_ENDPOINT_URL_SQS: messaging.url,
      AWS_ENDPOINT_URL_SNS: messaging.url,
      AWS_ENDPOINT_URL_DYNAMODB: await reached('dynamodb', dynamo),
      AWS_ENDPOINT_URL_CLOUDFRONT: cloudfront.url,
      AWS_CONFIG_FILE: join(folder, 'no-aws-config'),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'no-aws-credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
      TZ: 'UTC',
    };
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

    const arnPrefix = `arn:aws:SERVICE:${REGION}:${ACCOUNT}`;
    const queueUrls = new Map<string, string>();
    const listed = new Set<string>();
    const parts: ComputeParts = { functions: new Map(), mappings: [], schedules: [], urls: new Map() };
    const outputs = await createResources(
      template,
      { region: REGION, account: ACCOUNT },
      {
        ...noOpHandlers({ region: REGION, account: ACCOUNT }),
        ...bucketHandlers(clients.s3, listed),
        ...tableHandlers(clients.dynamo, arnPrefix.replace('SERVICE', 'dynamodb')),
        ...messagingHandlers(clients.sqs, clients.sns, arnPrefix, (arn, url) => queueUrls.set(arn, url)),
        ...computeHandlers(template, parts, { arnPrefix, environment, onLine }),
        ...siteHandlers(site, arnPrefix),
      },
    );
    closing.push(() => Promise.all([...parts.functions.values()].map((one) => one.stop())));

    const originOf = (domainName: string) => {
      const bucket = /^(.+)\.s3\.local$/.exec(domainName)?.[1];
      if (bucket !== undefined) return bucketOrigin(s3.url, bucket, () => listed.has(bucket));
      const arn = parts.urls.get(domainName);
      const lambda = [...parts.functions.values()].find((one) => one.arn === arn);
      if (lambda !== undefined) return functionOrigin(lambda, domainName, onError);
      throw new Error(`The local stack does not know the origin ${domainName}.`);
    };
    const viewer = await startViewer(site, originOf, options.sitePort ?? 0, onError);
    closing.push(() => viewer.close());

    const pollers = parts.mappings.map((mapping) => {
      const lambda = parts.functions.get(mapping.functionName);
      const queueUrl = queueUrls.get(mapping.queueArn);
      if (lambda === undefined || queueUrl === undefined)
        throw new Error(`${mapping.queueArn} feeds ${mapping.functionName}, and one of them is not there.`);
      return new QueuePoller({
        sqs: clients.sqs,
        queueUrl,
        queueArn: mapping.queueArn,
        region: REGION,
        lambda,
        batchSize: mapping.batchSize,
        // More than the machine has would only make each of them slower.
        concurrency: Math.min(mapping.concurrency ?? MOST_AT_ONCE, MOST_AT_ONCE),
        reportsFailures: mapping.reportsFailures,
        retryAfterSeconds: options.retryAfterSeconds ?? (() => 5),
        onFailure: onError,
      });
    });
    closing.push(() => Promise.all(pollers.map((poller) => poller.stop())));
    for (const poller of pollers) poller.start();

    const runs = parts.schedules.map(({ expression, functionArn, input }) => {
      const lambda = [...parts.functions.values()].find(({ arn }) => arn === functionArn);
      if (lambda === undefined) throw new Error(`A schedule runs ${functionArn}, which is not there.`);
      return { expression, work: () => lambda.invoke(input).then(() => undefined, onError) };
    });
    const schedules = runs.map(({ expression, work }) => new Schedule(expression, work));
    for (const schedule of schedules) schedule.start();
    closing.push(async () => {
      for (const schedule of schedules) schedule.stop();
    });

    const fed = parts.mappings.map(({ queueArn }) => queueArn.split(':').at(-1) ?? '');
    const dead = messaging.queues.names().filter((name) => isDeadLetterQueue(messaging.queues, name));
    return {
      outputs,
      environment,
      siteUrl: viewer.url,
      s3Url: s3.url,
      functions: parts.functions,
      queues: messaging.queues,
      topics: messaging.topics,
      isQuiet: () =>
        s3.isQuiet() &&
        [...parts.functions.values()].every(({ busy }) => busy === 0) &&
        fed.every((name) => {
          const { visible, inFlight, delayed } = messaging.queues.counts(name);
          return visible + inFlight + delayed === 0;
        }),
      deadLetters: () => {
        const counts = dead.map((name) => [name, messaging.queues.counts(name).visible] as const);
        return Object.fromEntries(counts.filter(([, count]) => count > 0));
      },
      async runSchedules() {
        for (const { work } of runs) await work();
      },
      stop,
    };
  }
}

function startViewer(
  site: SiteParts,
  originOf: (domainName: string) => OriginServer,
  port: number,
  onError: (error: unknown) => void,
) {
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
  return listenLocally(
    async (request, response) => {
      try {
        if (distribution === undefined) throw new Error('The template has no distribution.');
        await answerViewer(distribution, request, response, await readBody(request, BODY_LIMIT));
      } catch (error) {
        onError(error);
        if (response.headersSent) response.destroy();
        else response.writeHead(502).end('The local site could not answer.');
      }
    },
    port,
    'any site',
  );
}

function isDeadLetterQueue(queues: QueueStore, name: string): boolean {
  return queues.names().some((other) => queues.attributes(other).RedrivePolicy?.includes(`:${name}"`));
}
