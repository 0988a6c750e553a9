import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { dynamoIdentities } from '../adapters/dynamo-identities.ts';
import { dynamoReviews } from '../adapters/dynamo-reviews.ts';
import { powertoolsEventLog } from '../adapters/powertools-event-log.ts';
import { s3CleanCopies } from '../adapters/s3-clean-copies.ts';
import { s3Uploads } from '../adapters/s3-uploads.ts';
import { sqsFifoQueue } from '../adapters/sqs-queue.ts';
import { systemClock } from '../adapters/system-clock.ts';
import { settingsFrom } from './read-settings.ts';
import { logger, metrics } from './telemetry.ts';

type Variable = 'REVIEWS_TABLE' | 'UPLOADS_BUCKET' | 'CLEAN_COPIES_BUCKET' | 'CHANGES_QUEUE' | 'SETTINGS';

/** The ports and settings of every function that examines uploads. */
export function examinationPorts(
  env: Readonly<Record<Variable, string>>,
  { s3, dynamo, sqs }: { readonly s3: S3Client; readonly dynamo: DynamoDBClient; readonly sqs: SQSClient },
) {
  return {
    uploads: s3Uploads(s3, env.UPLOADS_BUCKET),
    cleanCopies: s3CleanCopies(s3, env.CLEAN_COPIES_BUCKET),
    reviews: dynamoReviews(dynamo, env.REVIEWS_TABLE),
    identities: dynamoIdentities(dynamo, env.REVIEWS_TABLE),
    changes: sqsFifoQueue<{ name: string }>(sqs, env.CHANGES_QUEUE),
    clock: systemClock,
    eventLog: powertoolsEventLog(logger, metrics),
    settings: settingsFrom(env.SETTINGS),
  };
}
