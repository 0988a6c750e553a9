import * as z from 'zod';
import { repeated, type XmlObject } from '../http/xml.ts';
import type { Bucket, BucketNotifications } from './schema.ts';

const FilterRule = z.object({ Name: z.string(), Value: z.string() });
/** A notification configuration. Supports queues only. */
export const NotificationConfiguration = z.union([
  // An empty element removes all notifications.
  z.literal('').transform(() => ({ QueueConfiguration: [] })),
  z.strictObject({
    '#text': z.string().optional(),
    QueueConfiguration: repeated(
      z.object({
        Id: z.string().optional(),
        Queue: z.string(),
        Event: repeated(z.string()),
        Filter: z.object({ S3Key: z.object({ FilterRule: repeated(FilterRule) }) }).optional(),
      }),
    ),
  }),
]);

export function readNotifications(body: z.infer<typeof NotificationConfiguration>): BucketNotifications {
  return body.QueueConfiguration.map((rule, index) => {
    const value = (name: string) =>
      rule.Filter?.S3Key.FilterRule.find((one) => one.Name.toLowerCase() === name)?.Value ?? '';
    return {
      id: rule.Id ?? `rule-${index + 1}`,
      queue: rule.Queue,
      events: rule.Event,
      prefix: value('prefix'),
      suffix: value('suffix'),
    };
  });
}

/** GetBucketNotificationConfiguration. */
export function notificationXml(bucket: Bucket): XmlObject {
  return {
    QueueConfiguration: bucket.notifications.map((rule) => {
      const filters = (['prefix', 'suffix'] as const)
        .filter((name) => rule[name] !== '')
        .map((name) => ({ Name: name, Value: rule[name] }));
      return {
        Id: rule.id,
        Queue: rule.queue,
        Event: rule.events,
        Filter: filters.length === 0 ? undefined : { S3Key: { FilterRule: filters } },
      };
    }),
  };
}
