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
            // An account has a limited number of filters: whoever wants everything needs none.
            ...(Object.keys(filter).length > 0 && {
              Attributes: { FilterPolicy: JSON.stringify(filter), FilterPolicyScope: 'MessageAttributes' },
            }),
          }),
        );
      } catch (error) {
        // A confirmed subscription of this address with other choices stays as it is: only its owner may change it.
        // An address that SNS cannot use is answered alike. A filter that it refuses is a defect of ours.
        if (error instanceof InvalidParameterException && !/filter ?polic/i.test(error.message)) return;
        throw error;
      }
    },
  };
}
