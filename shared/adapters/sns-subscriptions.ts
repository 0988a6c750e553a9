import { InvalidParameterException, type SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import type { Subscriptions } from '../ports.ts';

/** Subscriptions to the alerts topic. SNS asks the owner of an address to confirm it. */
export function snsSubscriptions(client: SNSClient, topicArn: string): Subscriptions {
  return {
    async order({ protocol, endpoint, filter }) {
      try {
        await client.send(
          new SubscribeCommand({
            TopicArn: topicArn,
            Protocol: protocol,
            Endpoint: endpoint,
            Attributes: { FilterPolicy: JSON.stringify(filter), FilterPolicyScope: 'MessageAttributes' },
          }),
        );
      } catch (error) {
        // A confirmed subscription of this address with other choices stays as it is: only its owner may change it.
        if (error instanceof InvalidParameterException) return;
        throw error;
      }
    },
  };
}
