import {
  ConfirmSubscriptionCommand,
  GetSubscriptionAttributesCommand,
  InvalidParameterException,
  NotFoundException,
  SetSubscriptionAttributesCommand,
  type SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import * as z from 'zod';
import type { SubscriptionFilter, Subscriptions } from '../ports.ts';

/** A filter policy of ours. Anything else was set by hand, and is replaced with the next change. */
const Values = z.array(z.string()).exactOptional();
const Filter = z.object({ event: Values, type: Values, themes: Values }).catch({});

/** Subscriptions to the alerts topic. SNS asks the owner of an address to confirm it. */
export function snsSubscriptions(client: SNSClient, topicArn: string): Subscriptions {
  const isOurs = (subscriptionArn: string): boolean => subscriptionArn.startsWith(`${topicArn}:`);
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
    async confirm(link) {
      if (link.topicArn !== topicArn) return false;
      try {
        await client.send(
          new ConfirmSubscriptionCommand({
            TopicArn: topicArn,
            Token: link.token,
            AuthenticateOnUnsubscribe: 'true',
          }),
        );
        return true;
      } catch (error) {
        if (isUnknown(error)) return false;
        throw error;
      }
    },
    async filterOf(subscriptionArn) {
      if (!isOurs(subscriptionArn)) return undefined;
      try {
        const { Attributes } = await client.send(
          new GetSubscriptionAttributesCommand({ SubscriptionArn: subscriptionArn }),
        );
        return Attributes?.PendingConfirmation === 'true' ? undefined : filterIn(Attributes?.FilterPolicy);
      } catch (error) {
        if (isUnknown(error)) return undefined;
        throw error;
      }
    },
    async change(subscriptionArn, filter) {
      if (!isOurs(subscriptionArn)) return;
      await client.send(
        new SetSubscriptionAttributesCommand({
          SubscriptionArn: subscriptionArn,
          AttributeName: 'FilterPolicy',
          AttributeValue: JSON.stringify(filter),
        }),
      );
    },
    async end(subscriptionArn) {
      if (isOurs(subscriptionArn))
        await client.send(new UnsubscribeCommand({ SubscriptionArn: subscriptionArn }));
    },
  };
}

const isUnknown = (error: unknown): boolean =>
  error instanceof NotFoundException || error instanceof InvalidParameterException;

function filterIn(policy: string | undefined): SubscriptionFilter {
  return policy === undefined ? {} : Filter.parse(JSON.parse(policy));
}
