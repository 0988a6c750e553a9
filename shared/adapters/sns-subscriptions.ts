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
            // The number of filter policies per account is limited: a subscription to everything needs none.
            ...(Object.keys(filter).length > 0 && {
              Attributes: { FilterPolicy: JSON.stringify(filter), FilterPolicyScope: 'MessageAttributes' },
            }),
          }),
        );
      } catch (error) {
        // A confirmed subscription of this address keeps its filter: only its owner may change it.
        // An unusable address gets the same answer as any other. A refused filter policy is our fault.
        if (error instanceof InvalidParameterException && !/filter ?polic/i.test(error.message)) return;
        throw error;
      }
    },
  };
}
