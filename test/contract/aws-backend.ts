import { randomUUID } from 'node:crypto';
import {
  CreateTableCommand,
  DeleteTableCommand,
  type DynamoDBClient,
  PutItemCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import {
  CreateTopicCommand,
  DeleteTopicCommand,
  GetSubscriptionAttributesCommand,
  ListSubscriptionsByTopicCommand,
  type SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { marshall } from '@aws-sdk/util-dynamodb';
import { dynamoDecisionLog } from '#shared/adapters/dynamo-decision-log.ts';
import { dynamoEntries } from '#shared/adapters/dynamo-entries.ts';
import { dynamoIdentities } from '#shared/adapters/dynamo-identities.ts';
import { dynamoRateLimiter } from '#shared/adapters/dynamo-rate-limiter.ts';
import { dynamoReviews } from '#shared/adapters/dynamo-reviews.ts';
import { s3CleanCopies } from '#shared/adapters/s3-clean-copies.ts';
import { s3PublicFiles } from '#shared/adapters/s3-public-files.ts';
import { s3Uploads } from '#shared/adapters/s3-uploads.ts';
import { snsAlertsTopic } from '#shared/adapters/sns-alerts-topic.ts';
import { snsOfficersTopic } from '#shared/adapters/sns-officers-topic.ts';
import { snsSubscriptions } from '#shared/adapters/sns-subscriptions.ts';
import { sqsDeliveryLog } from '#shared/adapters/sqs-delivery-log.ts';
import { sqsFifoQueue, sqsQueue } from '#shared/adapters/sqs-queue.ts';
import type { StoredItem } from '#shared/domain/stored-item.ts';
import { letTopicWrite } from '../support/let-topic-write.ts';
import type { Backend, ListedSubscription, SubscriptionLinks } from './backend.ts';

export interface AwsClients {
  readonly dynamo: DynamoDBClient;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly sns: SNSClient;
}

/**
 * The AWS adapters on whatever the clients speak to: makes its own tables, buckets, queues and topics, and
 * removes them.
 */
export function awsBackend(
  name: string,
  local: boolean,
  clients: AwsClients,
  /** Follows the link in a message to an address whose messages can be read. */
  confirm?: (topicArn: string, endpoint: string) => Promise<void>,
  linksTo?: (topicArn: string, endpoint: string) => Promise<SubscriptionLinks>,
): Backend {
  const { dynamo, s3, sqs, sns } = clients;
  const removals: (() => Promise<unknown>)[] = [];
  const unique = (): string => `review-publisher-contract-${randomUUID()}`;

  const table = async (): Promise<string> => {
    const TableName = unique();
    await dynamo.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: ['pk', 'sk', 'dueBucket', 'dueAt', 'part'].map((AttributeName) => ({
          AttributeName,
          AttributeType: AttributeName === 'part' ? 'N' : 'S',
        })),
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        GlobalSecondaryIndexes: [
          {
            IndexName: 'due',
            Projection: { ProjectionType: 'KEYS_ONLY' },
            KeySchema: [
              { AttributeName: 'dueBucket', KeyType: 'HASH' },
              { AttributeName: 'dueAt', KeyType: 'RANGE' },
            ],
          },
        ],
        LocalSecondaryIndexes: [
          {
            IndexName: 'by-part',
            Projection: { ProjectionType: 'ALL' },
            KeySchema: [
              { AttributeName: 'pk', KeyType: 'HASH' },
              { AttributeName: 'part', KeyType: 'RANGE' },
            ],
          },
        ],
      }),
    );
    removals.push(() => dynamo.send(new DeleteTableCommand({ TableName })));
    await waitUntilTableExists(
      { client: dynamo, maxWaitTime: 60, minDelay: local ? 0.05 : 0.5 },
      { TableName },
    );
    return TableName;
  };

  const bucket = async (versioned: boolean): Promise<string> => {
    const Bucket = unique();
    const region = await s3.config.region();
    await s3.send(
      new CreateBucketCommand({
        Bucket,
        ...(region === 'eu-west-2' && { CreateBucketConfiguration: { LocationConstraint: region } }),
      }),
    );
    removals.push(() => emptyAndDelete(s3, Bucket));
    if (versioned) {
      await s3.send(
        new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
      );
    }
    return Bucket;
  };

  const queue = async (fifo: boolean): Promise<string> => {
    const { QueueUrl } = await sqs.send(
      new CreateQueueCommand({
        QueueName: unique() + (fifo ? '.fifo' : ''),
        Attributes: { VisibilityTimeout: '2', ...(fifo && { FifoQueue: 'true' }) },
      }),
    );
    if (QueueUrl === undefined) throw new Error('No queue was made.');
    removals.push(() => sqs.send(new DeleteQueueCommand({ QueueUrl })));
    return reachable(QueueUrl, await sqs.config.endpoint?.());
  };

  const receive = async (QueueUrl: string): Promise<string | undefined> => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 1, WaitTimeSeconds: 1 }),
    );
    const [message] = Messages;
    if (message) await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
    return message?.Body;
  };

  const topic = async (): Promise<string> => {
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: unique() }));
    if (TopicArn === undefined) throw new Error('No topic was made.');
    removals.push(() => sns.send(new DeleteTopicCommand({ TopicArn })));
    return TopicArn;
  };

  const listed = async (TopicArn: string): Promise<ListedSubscription[]> => {
    const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    return Promise.all(
      Subscriptions.map(async ({ Endpoint = '', SubscriptionArn }) => {
        if (!SubscriptionArn?.startsWith('arn:')) return { endpoint: Endpoint, confirmed: false };
        const { Attributes } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
        const filter: unknown = JSON.parse(Attributes?.FilterPolicy ?? '{}');
        return { endpoint: Endpoint, confirmed: true, filter };
      }),
    );
  };

  const topicWithQueue = async (raw: boolean): Promise<{ topicArn: string; queueUrl: string }> => {
    const TopicArn = await topic();
    const queueUrl = await queue(false);
    const queueArn = await letTopicWrite(sqs, queueUrl, TopicArn);
    await sns.send(
      new SubscribeCommand({
        TopicArn,
        Protocol: 'sqs',
        Endpoint: queueArn,
        Attributes: { RawMessageDelivery: String(raw) },
      }),
    );
    return { topicArn: TopicArn, queueUrl };
  };

  const putItem = async (TableName: string, item: StoredItem): Promise<void> => {
    await dynamo.send(new PutItemCommand({ TableName, Item: marshall(item) }));
  };

  return {
    name,
    local,
    async reviews() {
      const name = await table();
      return {
        ...dynamoReviews(dynamo, name),
        plant: (review, item) =>
          putItem(name, { pk: `upload#${review}`, sk: 'record', dueBucket: 'due', ...item }),
      };
    },
    async entries() {
      const name = await table();
      return {
        ...dynamoEntries(dynamo, name),
        plant: (year, slug, item) => putItem(name, { pk: `listed#${year}`, sk: slug, ...item }),
      };
    },
    async decisionLog() {
      const name = await table();
      return { port: dynamoDecisionLog(dynamo, name), reviews: dynamoReviews(dynamo, name) };
    },
    async identities() {
      const name = await table();
      return { port: dynamoIdentities(dynamo, name), reviews: dynamoReviews(dynamo, name) };
    },
    async uploads() {
      const Bucket = await bucket(true);
      const SCANS = { clean: 'NO_THREATS_FOUND', threat: 'THREATS_FOUND', 'not-scanned': 'UNSUPPORTED' };
      return {
        port: s3Uploads(s3, Bucket),
        put: async (Key, Body) => void (await s3.send(new PutObjectCommand({ Bucket, Key, Body }))),
        remove: async (Key) => void (await s3.send(new DeleteObjectCommand({ Bucket, Key }))),
        async scanned(Key, result) {
          const TagSet = [{ Key: 'GuardDutyMalwareScanStatus', Value: SCANS[result] }];
          await s3.send(new PutObjectTaggingCommand({ Bucket, Key, Tagging: { TagSet } }));
        },
      };
    },
    async publicFiles() {
      const cleanCopiesBucket = await bucket(true);
      const port = s3PublicFiles(s3, await bucket(false), cleanCopiesBucket);
      return { port, cleanCopies: s3CleanCopies(s3, cleanCopiesBucket) };
    },
    async queue<Message extends { readonly name: string }>(kind: 'standard' | 'fifo') {
      const url = await queue(kind === 'fifo');
      return {
        port: kind === 'fifo' ? sqsFifoQueue<Message>(sqs, url) : sqsQueue<Message>(sqs, url),
        async receive() {
          const body = await receive(url);
          return body === undefined ? undefined : JSON.parse(body);
        },
      };
    },
    async alerts({ raw }) {
      const alerts = await topicWithQueue(raw);
      const officers = await topicWithQueue(false);
      const alertsTopic = snsAlertsTopic(sns, alerts.topicArn);
      return {
        topic: alertsTopic,
        deliveryLog: sqsDeliveryLog(sqs, alerts.queueUrl),
        officers: snsOfficersTopic(sns, officers.topicArn),
        async receipts() {
          const bodies: string[] = [];
          for (let body = await receive(officers.queueUrl); body; body = await receive(officers.queueUrl)) {
            bodies.push(body);
          }
          return bodies.map((body) => {
            const { Subject, Message } = JSON.parse(body);
            return { subject: Subject, text: Message };
          });
        },
        repeat: (alert) => alertsTopic.publish(alert),
      };
    },
    async subscriptions() {
      const arn = await topic();
      return {
        port: snsSubscriptions(sns, arn),
        listed: () => listed(arn),
        confirm: confirm && ((endpoint) => confirm(arn, endpoint)),
        linksTo: linksTo && ((endpoint) => linksTo(arn, endpoint)),
      };
    },
    rateLimiter: async (clock) => dynamoRateLimiter(dynamo, await table(), clock),
    async close() {
      for (const remove of removals.reverse()) await remove();
      for (const client of [dynamo, s3, sqs, sns]) client.destroy();
    },
  };
}

/** An emulator may return queue URLs with a host name that does not resolve. */
function reachable(
  queueUrl: string,
  endpoint: { readonly protocol: string; readonly hostname: string; readonly port?: number } | undefined,
): string {
  if (!endpoint) return queueUrl;
  const port = endpoint.port === undefined ? '' : `:${endpoint.port}`;
  return `${endpoint.protocol}//${endpoint.hostname}${port}${new URL(queueUrl).pathname}`;
}

async function emptyAndDelete(s3: S3Client, Bucket: string): Promise<void> {
  for (;;) {
    const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    const objects = [...Versions, ...DeleteMarkers];
    if (objects.length === 0) break;
    for (const { Key, VersionId } of objects) {
      await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
    }
  }
  await s3.send(new DeleteBucketCommand({ Bucket }));
}
