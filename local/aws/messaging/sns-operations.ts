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
    case 'ListTopics':
      return list('Topics', topics.arns(), (arn) => ({ TopicArn: arn }));
    case 'GetTopicAttributes': {
      const arn = wanted('TopicArn');
      const confirmed = topics.subscriptions(arn).filter((one) => one.confirmed === 1).length;
      const pending = topics.subscriptions(arn).length - confirmed;
      return map({
        ...topics.attributes(arn),
        TopicArn: arn,
        SubscriptionsConfirmed: String(confirmed),
        SubscriptionsPending: String(pending),
      });
    }
    case 'SetTopicAttributes': {
      const arn = wanted('TopicArn');
      const attributes = topics.attributes(arn);
      topics.create(arn, { ...attributes, [wanted('AttributeName')]: form.get('AttributeValue') ?? '' });
      return {};
    }
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
    case 'ListSubscriptions':
      return list('Subscriptions', topics.subscriptions(), subscriptionXml);
    case 'ListSubscriptionsByTopic':
      return list('Subscriptions', topics.subscriptions(wanted('TopicArn')), subscriptionXml);
    case 'GetSubscriptionAttributes': {
      const subscription = topics.subscription(wanted('SubscriptionArn'));
      return map({
        ...subscription.attributes,
        SubscriptionArn: subscription.arn,
        TopicArn: subscription.topic,
        Protocol: subscription.protocol,
        Endpoint: subscription.endpoint,
        PendingConfirmation: String(subscription.confirmed === 0),
      });
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

function list<T>(name: string, members: readonly T[], write: (member: T) => XmlObject): XmlObject {
  return { [name]: { member: members.map(write) } };
}

function map(values: Readonly<Record<string, string>>): XmlObject {
  return { Attributes: { entry: Object.entries(values).map(([key, value]) => ({ key, value })) } };
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
