import {
  CreateTopicCommand,
  GetSubscriptionAttributesCommand,
  ListSubscriptionsByTopicCommand,
  SetSubscriptionAttributesCommand,
  type SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { CreateQueueCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { arnOf } from '../account.ts';
import type { ResourceHandler } from '../template/create-resources.ts';
import { readProperties } from '../template/read-properties.ts';

/** The API takes strings where CloudFormation has numbers, booleans and objects. */
const Text = z.union([
  z.string(),
  z.number().transform(String),
  z.boolean().transform(String),
  z.record(z.string(), z.unknown()).transform((value) => JSON.stringify(value)),
]);

const QUEUE_ATTRIBUTES = {
  ContentBasedDeduplication: Text.optional(),
  DeduplicationScope: Text.optional(),
  DelaySeconds: Text.optional(),
  FifoQueue: Text.optional(),
  FifoThroughputLimit: Text.optional(),
  MaximumMessageSize: Text.optional(),
  MessageRetentionPeriod: Text.optional(),
  ReceiveMessageWaitTimeSeconds: Text.optional(),
  RedriveAllowPolicy: Text.optional(),
  RedrivePolicy: Text.optional(),
  VisibilityTimeout: Text.optional(),
};
const QueueProperties = z.object({ QueueName: z.string().optional(), ...QUEUE_ATTRIBUTES });
const TopicProperties = z.object({ TopicName: z.string().optional(), DisplayName: z.string().optional() });
const SUBSCRIPTION_ATTRIBUTES = {
  FilterPolicy: Text.optional(),
  FilterPolicyScope: Text.optional(),
  RawMessageDelivery: Text.optional(),
};
const SubscriptionProperties = z.object({
  TopicArn: z.string(),
  Protocol: z.string(),
  Endpoint: z.string(),
  ...SUBSCRIPTION_ATTRIBUTES,
});

/** Creates queues, topics and subscriptions. Calls `onQueue` with each queue's URL. */
export function messagingHandlers(
  sqs: SQSClient,
  sns: SNSClient,
  onQueue: (arn: string, url: string) => void,
): Readonly<Record<string, ResourceHandler>> {
  return {
    'AWS::SQS::Queue': async ({ properties, physicalName }) => {
      const { QueueName: name, ...attributes } = readProperties(properties, QueueProperties, [
        'KmsDataKeyReusePeriodSeconds',
        'KmsMasterKeyId',
        'SqsManagedSseEnabled',
        'Tags',
      ]);
      const QueueName = name ?? (attributes.FifoQueue === 'true' ? `${physicalName}.fifo` : physicalName);
      const Attributes = texts(attributes);
      // Standard queues reject this attribute, even with the value false.
      if (Attributes.FifoQueue === 'false') delete Attributes.FifoQueue;
      const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
      const arn = arnOf('sqs', QueueName);
      onQueue(arn, QueueUrl);
      return { ref: QueueUrl, attributes: { Arn: arn, QueueName, QueueUrl } };
    },
    'AWS::SNS::Topic': async ({ properties, physicalName }) => {
      const { TopicName: Name = physicalName, DisplayName } = readProperties(properties, TopicProperties, [
        'KmsMasterKeyId',
        'SignatureVersion',
        'Tags',
        'TracingConfig',
      ]);
      const { TopicArn = '' } = await sns.send(
        new CreateTopicCommand({
          Name,
          ...(DisplayName !== undefined && { Attributes: { DisplayName } }),
        }),
      );
      return { ref: TopicArn, attributes: { TopicArn, TopicName: Name } };
    },
    'AWS::SNS::Subscription': async ({ properties }) => {
      // Local deliveries do not fail, so RedrivePolicy has no effect.
      const wanted = readProperties(properties, SubscriptionProperties, ['RedrivePolicy']);
      const { TopicArn, Protocol, Endpoint, ...attributes } = wanted;
      return { ref: await subscribe(sns, TopicArn, Protocol, Endpoint, texts(attributes)) };
    },
  };
}

/** Subscribes, or updates the attributes of the subscription from an earlier start. */
async function subscribe(
  sns: SNSClient,
  TopicArn: string,
  Protocol: string,
  Endpoint: string,
  Attributes: Record<string, string>,
): Promise<string> {
  const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  const known = Subscriptions.find((one) => one.Protocol === Protocol && one.Endpoint === Endpoint);
  if (known?.SubscriptionArn === undefined) {
    const made = await sns.send(
      new SubscribeCommand({ TopicArn, Protocol, Endpoint, Attributes, ReturnSubscriptionArn: true }),
    );
    return made.SubscriptionArn ?? '';
  }
  const SubscriptionArn = known.SubscriptionArn;
  if (SubscriptionArn === 'PendingConfirmation') return SubscriptionArn;
  const current = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
  for (const [AttributeName, AttributeValue] of Object.entries(Attributes)) {
    if (current.Attributes?.[AttributeName] !== AttributeValue)
      await sns.send(
        new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }),
      );
  }
  return SubscriptionArn;
}

function texts(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
