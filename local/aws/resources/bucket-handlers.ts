import {
  BucketAlreadyOwnedByYou,
  CreateBucketCommand,
  type Event,
  GetBucketNotificationConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  type QueueConfiguration,
  type S3Client,
} from '@aws-sdk/client-s3';
import * as z from 'zod';
import type { ResourceHandler } from '../template/create-resources.ts';
import { readProperties } from '../template/read-properties.ts';

const Rule = z.strictObject({
  Event: z.custom<Event>((value) => typeof value === 'string' && value.startsWith('s3:')),
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
  s3: S3Client,
  listedByCloudFront: Set<string>,
): Readonly<Record<string, ResourceHandler>> {
  return {
    'AWS::S3::Bucket': async ({ properties, physicalName }) => {
      const wanted = readProperties(properties, BucketProperties, MEANINGLESS);
      const Bucket = wanted.BucketName ?? physicalName.toLowerCase();
      await s3.send(new CreateBucketCommand({ Bucket })).catch((error: unknown) => {
        // Created at an earlier start.
        if (!(error instanceof BucketAlreadyOwnedByYou)) throw error;
      });
      if (wanted.VersioningConfiguration?.Status === 'Enabled')
        await s3.send(
          new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
        );
      await notify(s3, Bucket, wanted.NotificationConfiguration?.QueueConfigurations ?? []);
      const domain = `${Bucket}.s3.local`;
      return {
        ref: Bucket,
        attributes: {
          Arn: `arn:aws:s3:::${Bucket}`,
          DomainName: domain,
          RegionalDomainName: domain,
        },
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
async function notify(s3: S3Client, Bucket: string, rules: readonly z.infer<typeof Rule>[]): Promise<void> {
  const wanted = rules.map((rule, index): QueueConfiguration => {
    const filters = rule.Filter?.S3Key.Rules ?? [];
    return {
      Id: `rule-${index + 1}`,
      QueueArn: rule.Queue,
      Events: [rule.Event],
      ...(filters.length > 0 && {
        Filter: {
          Key: {
            FilterRules: filters.map(({ Name, Value }) => ({
              Name: Name.toLowerCase() === 'prefix' ? 'prefix' : 'suffix',
              Value,
            })),
          },
        },
      }),
    };
  });
  const current = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
  if (fingerprint(current.QueueConfigurations ?? []) === fingerprint(wanted)) return;
  await s3.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket,
      NotificationConfiguration: { QueueConfigurations: wanted },
    }),
  );
}

function fingerprint(rules: readonly QueueConfiguration[]): string {
  return JSON.stringify(
    rules.map((rule) => [
      rule.QueueArn,
      rule.Events,
      (rule.Filter?.Key?.FilterRules ?? []).map((filter) => [filter.Name, filter.Value]),
    ]),
  );
}
