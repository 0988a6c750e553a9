import { GetSubscriptionAttributesCommand, type SNSClient } from '@aws-sdk/client-sns';
import { snsTopicSubscribers } from '#shared/adapters/sns-topic-subscribers.ts';
import { unsubscribedOf } from '#shared/domain/staff-subscriptions.ts';
import { isProtected } from './is-protected.ts';

/** Says which of these addresses get the messages of a topic, for `npm run status`. */
export async function describeStaff(
  sns: SNSClient,
  topicArn: string,
  addresses: readonly string[],
): Promise<string> {
  const subscribers = await Array.fromAsync(snsTopicSubscribers(sns, topicArn).all());
  const { missing, pending } = unsubscribedOf(addresses, subscribers);
  const confirmed = subscribers.filter(({ arn }) => arn !== undefined);
  const attributes = await Promise.all(
    confirmed.map(({ arn }) => sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn: arn }))),
  );
  const unprotected = attributes.filter(({ Attributes }) => !isProtected(Attributes)).length;
  return [
    `${confirmed.length} confirmed`,
    ...(unprotected > 0 ? [`${unprotected} of them can be ended by a mail scanner (npm run confirm)`] : []),
    ...listed('pending', pending),
    ...listed('missing', missing),
  ].join(', ');
}

const listed = (what: string, addresses: readonly string[]): string[] =>
  addresses.length > 0 ? [`${addresses.length} ${what}: ${addresses.join(' ')}`] : [];
