import { notImplemented } from '../http/aws-error.ts';
import { childrenOf, textOf, type XmlElement, xmlText } from '../http/xml.ts';
import type { BucketNotifications } from './notifications.ts';
import type { Bucket } from './schema.ts';

const NAMESPACE = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

/** Reads a notification configuration. Only queues are known. */
export function readNotifications(body: XmlElement): BucketNotifications {
  const foreign = body.children.find((child) => child.name !== 'QueueConfiguration');
  if (foreign !== undefined) throw notImplemented(`notifications to a ${foreign.name}`);
  return childrenOf(body, 'QueueConfiguration').map((rule, index) => {
    const key = childrenOf(rule, 'Filter').flatMap((filter) => childrenOf(filter, 'S3Key'))[0];
    const rules = key === undefined ? [] : childrenOf(key, 'FilterRule');
    const value = (name: string) =>
      textOf(
        rules.find((one) => textOf(one, 'Name')?.toLowerCase() === name) ?? {
          name,
          text: '',
          children: [],
        },
        'Value',
      ) ?? '';
    return {
      id: textOf(rule, 'Id') ?? `rule-${index + 1}`,
      queue: textOf(rule, 'Queue') ?? '',
      events: childrenOf(rule, 'Event').map((event) => event.text),
      prefix: value('prefix'),
      suffix: value('suffix'),
    };
  });
}

/** A bucket's notification configuration, as GetBucketNotificationConfiguration tells it. */
export function notificationXml(bucket: Bucket): string {
  const rules = bucket.notifications.map((rule) => {
    const filter = (['prefix', 'suffix'] as const)
      .filter((name) => rule[name] !== '')
      .map((name) => `<FilterRule>${xmlText('Name', name)}${xmlText('Value', rule[name])}</FilterRule>`);
    return `<QueueConfiguration>${[
      xmlText('Id', rule.id),
      xmlText('Queue', rule.queue),
      ...rule.events.map((event) => xmlText('Event', event)),
      filter.length === 0 ? '' : `<Filter><S3Key>${filter.join('')}</S3Key></Filter>`,
    ].join('')}</QueueConfiguration>`;
  });
  return `<NotificationConfiguration ${NAMESPACE}>${rules.join('')}</NotificationConfiguration>`;
}
