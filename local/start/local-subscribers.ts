import { ListTopicsCommand, type SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import type { TopicStore } from '../aws/messaging/topic-store.ts';

/** Sample subscribers: one for each protocol. */
const READERS = [
  ['email-json', 'machine@example.org'],
  ['sms', '+447700900123'],
  ['email', 'reader@example.org'],
] as const;

/**
 * Subscribes the sample readers, and confirms their subscriptions and those of the template. Later
 * subscribers confirm theirs in the inbox.
 */
export async function subscribeSamples(
  sns: SNSClient,
  topics: TopicStore,
  alertsTopic: string,
): Promise<void> {
  for (const [Protocol, Endpoint] of READERS)
    await sns.send(new SubscribeCommand({ TopicArn: alertsTopic, Protocol, Endpoint }));
  const { Topics = [] } = await sns.send(new ListTopicsCommand({}));
  for (const { TopicArn } of Topics) {
    for (const { token, confirmed, endpoint } of topics.subscriptions(TopicArn)) {
      const ours = TopicArn !== alertsTopic || READERS.some(([, reader]) => reader === endpoint);
      if (ours && confirmed === 0) topics.confirmQuietly(token);
    }
  }
}
