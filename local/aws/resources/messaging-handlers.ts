import * as z from 'zod';
import { arnOf } from '../account.ts';
import { queueUrlOf } from '../messaging/sqs-operations.ts';
import type { TopicStore } from '../messaging/topic-store.ts';
import type { MessagingServer } from '../messaging-server.ts';
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

/** Creates queues, topics and subscriptions. */
export function messagingHandlers({
  url,
  queues,
  topics,
}: MessagingServer): Readonly<Record<string, ResourceHandler>> {
  return {
    'AWS::SQS::Queue': ({ properties, physicalName }) => {
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
      queues.create(QueueName, Attributes);
      const QueueUrl = queueUrlOf(url, QueueName);
      return { ref: QueueUrl, attributes: { Arn: arnOf('sqs', QueueName), QueueName, QueueUrl } };
    },
    'AWS::SNS::Topic': ({ properties, physicalName }) => {
      const { TopicName: Name = physicalName, DisplayName } = readProperties(properties, TopicProperties, [
        'KmsMasterKeyId',
        'SignatureVersion',
        'Tags',
        'TracingConfig',
      ]);
      const TopicArn = arnOf('sns', Name);
      topics.create(TopicArn, texts({ DisplayName }));
      return { ref: TopicArn, attributes: { TopicArn, TopicName: Name } };
    },
    'AWS::SNS::Subscription': ({ properties }) => {
      // Local deliveries do not fail, so RedrivePolicy has no effect.
      const wanted = readProperties(properties, SubscriptionProperties, ['RedrivePolicy']);
      const { TopicArn, Protocol, Endpoint, ...attributes } = wanted;
      return { ref: subscribe(topics, TopicArn, Protocol, Endpoint, texts(attributes)) };
    },
  };
}

/** Subscribes, or updates the attributes of the subscription from an earlier start. */
function subscribe(
  topics: TopicStore,
  topic: string,
  protocol: string,
  endpoint: string,
  attributes: Record<string, string>,
): string {
  const known = topics
    .subscriptions(topic)
    .find((one) => one.protocol === protocol && one.endpoint === endpoint);
  if (known === undefined) return topics.subscribe(topic, protocol, endpoint, attributes).arn;
  for (const [name, value] of Object.entries(attributes))
    topics.setSubscriptionAttribute(known.arn, name, value);
  return known.arn;
}

function texts(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
