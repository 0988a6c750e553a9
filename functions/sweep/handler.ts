import '#shared/runtime/zod-without-jit.ts';
import * as z from 'zod';
import { dynamoEntries } from '#shared/adapters/dynamo-entries.ts';
import { dynamoReviews } from '#shared/adapters/dynamo-reviews.ts';
import { powertoolsEventLog } from '#shared/adapters/powertools-event-log.ts';
import { s3PublicFiles } from '#shared/adapters/s3-public-files.ts';
import { s3Uploads } from '#shared/adapters/s3-uploads.ts';
import { snsTopicSubscribers } from '#shared/adapters/sns-topic-subscribers.ts';
import { sqsDeliveryLog } from '#shared/adapters/sqs-delivery-log.ts';
import { sqsFifoQueue, sqsQueue } from '#shared/adapters/sqs-queue.ts';
import { systemClock } from '#shared/adapters/system-clock.ts';
import { dynamoClient, s3Client, snsClient, sqsClient } from '#shared/runtime/aws-clients.ts';
import { readEnv } from '#shared/runtime/env.ts';
import { settingsFrom } from '#shared/runtime/read-settings.ts';
import { logger, metrics } from '#shared/runtime/telemetry.ts';
import { sweep } from './sweep.ts';

// Cold start: settings, clients, adapters.
const env = readEnv(
  'REVIEWS_TABLE',
  'UPLOADS_BUCKET',
  'PUBLIC_BUCKET',
  'CLEAN_COPIES_BUCKET',
  'UPLOADS_QUEUE',
  'CHANGES_QUEUE',
  'ALERTS_QUEUE',
  'AUDIT_QUEUE',
  'OFFICERS_TOPIC',
  'OPERATORS_TOPIC',
  'SETTINGS',
);
const dynamo = dynamoClient();
const s3 = s3Client();
const sqs = sqsClient();
const sns = snsClient();
const deps = {
  uploads: s3Uploads(s3, env.UPLOADS_BUCKET),
  reviews: dynamoReviews(dynamo, env.REVIEWS_TABLE),
  entries: dynamoEntries(dynamo, env.REVIEWS_TABLE),
  publicFiles: s3PublicFiles(s3, env.PUBLIC_BUCKET, env.CLEAN_COPIES_BUCKET),
  deliveryLog: sqsDeliveryLog(sqs, env.AUDIT_QUEUE),
  uploadSignals: sqsQueue<{ name: string }>(sqs, env.UPLOADS_QUEUE),
  changes: sqsFifoQueue<{ name: string }>(sqs, env.CHANGES_QUEUE),
  alerts: sqsQueue<{ name: string }>(sqs, env.ALERTS_QUEUE),
  officers: snsTopicSubscribers(sns, env.OFFICERS_TOPIC),
  operators: snsTopicSubscribers(sns, env.OPERATORS_TOPIC),
  clock: systemClock,
  eventLog: powertoolsEventLog(logger, metrics),
  settings: settingsFrom(env.SETTINGS),
};

const Schedule = z.object({ scope: z.enum(['due', 'recent', 'all']) });

// Every schedule: how much to look at.
export const handler = async (event: unknown): Promise<void> => sweep(deps, Schedule.parse(event));
