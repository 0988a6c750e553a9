import { ListSubscriptionsByTopicCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { TopicSubscribers } from '../ports.ts';

/** Subscribers to a topic, all pages. */
export function snsTopicSubscribers(client: SNSClient, topicArn: string): TopicSubscribers {
  return {
    async *all() {
      let NextToken: string | undefined;
      do {
        const page = await client.send(
          new ListSubscriptionsByTopicCommand({ TopicArn: topicArn, NextToken }),
        );
        for (const { Endpoint = '', SubscriptionArn } of page.Subscriptions ?? []) {
          // SNS writes `Deleted` for three days after the end of a subscription.
          if (SubscriptionArn === 'Deleted') continue;
          const arn = SubscriptionArn?.startsWith('arn:') ? SubscriptionArn : undefined;
          yield { address: Endpoint, arn };
        }
        NextToken = page.NextToken;
      } while (NextToken !== undefined);
    },
  };
}
