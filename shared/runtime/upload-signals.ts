import * as z from 'zod';
import { nameOfKey } from '#shared/domain/review/files/upload-key.ts';
import type { UploadSignal } from '#shared/ports.ts';

/** Keys in S3 notifications are URL-encoded, with + for a space. */
const EncodedKey = z.string().transform((key) => decodeURIComponent(key.replaceAll('+', ' ')));

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
const S3Record = z
  .object({
    eventName: z.string(),
    eventTime: z.iso.datetime().optional(),
    userIdentity: z.object({ principalId: z.string() }).optional(),
    s3: z.object({
      object: z.object({
        key: EncodedKey,
        sequencer: z.string(),
        eTag: z.string().optional(),
        versionId: z.string().nullish(),
      }),
    }),
  })
  .transform(({ eventName, eventTime, userIdentity, s3: { object } }): UploadSignal[] => {
    const name = nameOfKey(object.key);
    if (name === undefined) return [];
    return [
      {
        name,
        drop: {
          key: object.key,
          sequencer: object.sequencer,
          removed: /^(s3:)?(ObjectRemoved|LifecycleExpiration):/.test(eventName),
          ...(userIdentity && { principal: userIdentity.principalId }),
          ...(object.eTag !== undefined && { etag: object.eTag }),
          ...(typeof object.versionId === 'string' && { version: object.versionId }),
          ...(eventTime !== undefined && { at: new Date(eventTime).toISOString() }),
        },
      },
    ];
  });

const S3Notification = z.object({ Records: z.array(S3Record) }).transform(({ Records }) => Records.flat());

/** The test event that S3 sends when notifications are configured. */
const S3TestEvent = z.object({ Event: z.literal('s3:TestEvent') }).transform((): UploadSignal[] => []);

/**
 * GuardDuty scan result:
 * https://docs.aws.amazon.com/guardduty/latest/ug/monitor-with-eventbridge-s3-malware-protection.html
 */
const ScanResult = z
  .object({
    'detail-type': z.literal('GuardDuty Malware Protection Object Scan Result'),
    detail: z.object({ s3ObjectDetails: z.object({ objectKey: z.string() }) }),
  })
  .transform(({ detail }): UploadSignal[] => {
    const name = nameOfKey(detail.s3ObjectDetails.objectKey);
    return name === undefined ? [] : [{ name }];
  });

/** A signal from the sweep. */
const OwnSignal = z.strictObject({ name: z.string() }).transform((signal): UploadSignal[] => [signal]);

/**
 * Parses a message of the uploads queue: an S3 notification, a GuardDuty scan result, or a signal of the
 * sweep. It may contain several signals, or none.
 */
export const uploadSignals: z.ZodType<readonly UploadSignal[]> = z.union([
  S3Notification,
  S3TestEvent,
  ScanResult,
  OwnSignal,
]);
