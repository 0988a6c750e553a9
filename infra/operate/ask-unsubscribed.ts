import { type SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { snsTopicSubscribers } from '#shared/adapters/sns-topic-subscribers.ts';
import { unsubscribedOf } from '#shared/domain/staff-subscriptions.ts';

/**
 * Sends a confirmation request to each address that gets no messages of a topic. What cannot be delivered
 * later goes to the queue. Returns the addresses.
 */
export async function askUnsubscribed(
  sns: SNSClient,
  {
    TopicArn,
    addresses,
    deadLetterTargetArn,
  }: {
    readonly TopicArn: string;
    readonly addresses: readonly string[];
    readonly deadLetterTargetArn: string | undefined;
  },
): Promise<readonly string[]> {
  const subscribers = await Array.fromAsync(snsTopicSubscribers(sns, TopicArn).all());
  const { missing, pending } = unsubscribedOf(addresses, subscribers);
  const unsubscribed = [...pending, ...missing];
  const Attributes = { RedrivePolicy: JSON.stringify({ deadLetterTargetArn }) };
  for (const Endpoint of unsubscribed)
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint, Attributes }));
  return unsubscribed;
}
