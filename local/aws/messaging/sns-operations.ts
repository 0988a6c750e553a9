import { arnOf } from '../account.ts';
import { AwsError, notImplemented } from '../http/aws-error.ts';
import type { XmlObject } from '../http/xml.ts';
import type { MessageAttributes } from './message-attributes.ts';
import type { Subscription, TopicStore } from './topic-store.ts';

/** Executes an operation of the SNS query protocol and returns its result element. Throws `AwsError`. */
export function answerSns(topics: TopicStore, form: URLSearchParams): XmlObject {
  const operation = form.get('Action') ?? '';
  const wanted = (name: string): string => {
    const value = form.get(name);
    if (value === null) throw new AwsError('InvalidParameter', `Invalid parameter: ${name}`);
    return value;
  };
  switch (operation) {
    case 'CreateTopic': {
      const name = wanted('Name');
      if (name.endsWith('.fifo')) throw notImplemented('FIFO topics');
      const arn = arnOf('sns', name);
      topics.create(arn, entries(form, 'Attributes'));
      return { TopicArn: arn };
    }
    case 'DeleteTopic':
      topics.delete(wanted('TopicArn'));
      return {};
    case 'Subscribe': {
      const made = topics.subscribe(
        wanted('TopicArn'),
        wanted('Protocol'),
        wanted('Endpoint'),
        entries(form, 'Attributes'),
      );
      const tell = made.confirmed === 1 || form.get('ReturnSubscriptionArn') === 'true';
      return { SubscriptionArn: tell ? made.arn : 'pending confirmation' };
    }
    case 'ConfirmSubscription':
      return {
        SubscriptionArn: topics.confirm(wanted('Token'), form.get('AuthenticateOnUnsubscribe') === 'true')
          .arn,
      };
    case 'Unsubscribe':
      topics.unsubscribe(wanted('SubscriptionArn'));
      return {};
    case 'ListSubscriptionsByTopic':
      return { Subscriptions: { member: topics.subscriptions(wanted('TopicArn')).map(subscriptionXml) } };
    case 'GetSubscriptionAttributes': {
      const subscription = topics.subscription(wanted('SubscriptionArn'));
      const attributes = {
        ...subscription.attributes,
        SubscriptionArn: subscription.arn,
        TopicArn: subscription.topic,
        Protocol: subscription.protocol,
        Endpoint: subscription.endpoint,
        PendingConfirmation: String(subscription.confirmed === 0),
      };
      return { Attributes: { entry: Object.entries(attributes).map(([key, value]) => ({ key, value })) } };
    }
    case 'SetSubscriptionAttributes':
      topics.setSubscriptionAttribute(
        wanted('SubscriptionArn'),
        wanted('AttributeName'),
        form.get('AttributeValue') ?? '',
      );
      return {};
    case 'Publish':
      return {
        MessageId: topics.publish(wanted('TopicArn'), {
          message: wanted('Message'),
          subject: form.get('Subject') ?? undefined,
          structure: form.get('MessageStructure') ?? undefined,
          attributes: messageAttributes(form),
        }),
      };
    default:
      throw notImplemented(`the SNS operation ${operation}`);
  }
}

function subscriptionXml(subscription: Subscription): XmlObject {
  return {
    SubscriptionArn: subscription.confirmed === 1 ? subscription.arn : 'PendingConfirmation',
    TopicArn: subscription.topic,
    Protocol: subscription.protocol,
    Endpoint: subscription.endpoint,
    Owner: '',
  };
}

/** `Attributes.entry.1.key=...&Attributes.entry.1.value=...` */
function entries(form: URLSearchParams, name: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (let index = 1; form.has(`${name}.entry.${index}.key`); index++)
    found[form.get(`${name}.entry.${index}.key`) ?? ''] = form.get(`${name}.entry.${index}.value`) ?? '';
  return found;
}

function messageAttributes(form: URLSearchParams): MessageAttributes {
  const found: MessageAttributes = {};
  for (let index = 1; form.has(`MessageAttributes.entry.${index}.Name`); index++) {
    const at = `MessageAttributes.entry.${index}`;
    found[form.get(`${at}.Name`) ?? ''] = {
      DataType: form.get(`${at}.Value.DataType`) ?? 'String',
      StringValue: form.get(`${at}.Value.StringValue`) ?? undefined,
      BinaryValue: form.get(`${at}.Value.BinaryValue`) ?? undefined,
    };
  }
  return found;
}
