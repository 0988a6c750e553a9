import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { readNotifications } from '../s3/notification-xml.ts';
import type { ObjectStore } from '../s3/object-store.ts';
import type { ResourceHandler } from '../template/create-resources.ts';
import { readProperties } from '../template/read-properties.ts';

const Rule = z.strictObject({
  Event: z.string().startsWith('s3:'),
  Queue: z.string(),
  Filter: z
    .strictObject({
      S3Key: z.strictObject({ Rules: z.array(z.strictObject({ Name: z.string(), Value: z.string() })) }),
    })
    .optional(),
});
const BucketProperties = z.object({
  BucketName: z.string().optional(),
  VersioningConfiguration: z.strictObject({ Status: z.enum(['Enabled', 'Suspended']) }).optional(),
  NotificationConfiguration: z.strictObject({ QueueConfigurations: z.array(Rule).default([]) }).optional(),
});
const MEANINGLESS = [
  'BucketEncryption',
  'LifecycleConfiguration',
  'LoggingConfiguration',
  'OwnershipControls',
  'PublicAccessBlockConfiguration',
  'Tags',
];

const PolicyProperties = z.object({
  Bucket: z.string(),
  PolicyDocument: z.object({
    Statement: z.array(
      z.object({
        Effect: z.string(),
        Action: z.union([z.string().transform((one) => [one]), z.array(z.string())]),
        Principal: z.unknown(),
      }),
    ),
  }),
});

/**
 * Creates buckets. Records which of them CloudFront may list, because that decides the status of a missing
 * object.
 */
export function bucketHandlers(
  store: ObjectStore,
  listedByCloudFront: Set<string>,
): Readonly<Record<string, ResourceHandler>> {
  return {
    'AWS::S3::Bucket': ({ properties, physicalName }) => {
      const wanted = readProperties(properties, BucketProperties, MEANINGLESS);
      const bucket = wanted.BucketName ?? physicalName.toLowerCase();
      // It may exist since an earlier start.
      if (!store.buckets().some(({ name }) => name === bucket)) store.createBucket(bucket);
      if (wanted.VersioningConfiguration?.Status === 'Enabled') store.setVersioned(bucket);
      notify(store, bucket, wanted.NotificationConfiguration?.QueueConfigurations ?? []);
      const domain = `${bucket}.s3.local`;
      return {
        ref: bucket,
        attributes: { Arn: `arn:aws:s3:::${bucket}`, DomainName: domain, RegionalDomainName: domain },
      };
    },
    'AWS::S3::BucketPolicy': ({ properties, physicalName }) => {
      const { Bucket, PolicyDocument } = readProperties(properties, PolicyProperties);
      const lists = PolicyDocument.Statement.some(
        ({ Effect, Action, Principal }) =>
          Effect === 'Allow' &&
          Action.includes('s3:ListBucket') &&
          JSON.stringify(Principal).includes('cloudfront.amazonaws.com'),
      );
      if (lists) listedByCloudFront.add(Bucket);
      return { ref: physicalName };
    },
  };
}

/** Updates the notification configuration only if it differs, because each update sends a test event. */
function notify(store: ObjectStore, bucket: string, rules: readonly z.infer<typeof Rule>[]): void {
  const wanted = readNotifications({
    QueueConfiguration: rules.map(({ Queue, Event, Filter }) => ({
      Queue,
      Event: [Event],
      Filter: Filter && { S3Key: { FilterRule: Filter.S3Key.Rules } },
    })),
  });
  if (!isDeepStrictEqual(store.bucket(bucket).notifications, wanted)) store.setNotifications(bucket, wanted);
}
