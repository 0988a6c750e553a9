import '#shared/runtime/zod-without-jit.ts';
import { cloudFrontCaches } from '#shared/adapters/cloudfront-caches.ts';
import { dynamoDecisionLog } from '#shared/adapters/dynamo-decision-log.ts';
import { dynamoEntries } from '#shared/adapters/dynamo-entries.ts';
import { dynamoReviews } from '#shared/adapters/dynamo-reviews.ts';
import { powertoolsEventLog } from '#shared/adapters/powertools-event-log.ts';
import { s3CleanCopies } from '#shared/adapters/s3-clean-copies.ts';
import { s3PublicFiles } from '#shared/adapters/s3-public-files.ts';
import { snsOfficersTopic } from '#shared/adapters/sns-officers-topic.ts';
import { sqsQueue } from '#shared/adapters/sqs-queue.ts';
import { systemClock } from '#shared/adapters/system-clock.ts';
import {
  cloudFrontClient,
  dynamoClient,
  s3Client,
  snsClient,
  sqsClient,
} from '#shared/runtime/aws-clients.ts';
import { readEnv } from '#shared/runtime/env.ts';
import { queueHandler } from '#shared/runtime/queue-handler.ts';
import { settingsFrom } from '#shared/runtime/read-settings.ts';
import { reviewChanged } from '#shared/runtime/review-changed.ts';
import { logger, metrics } from '#shared/runtime/telemetry.ts';
import { listingWriter } from './listing-writer.ts';
import { publishReview } from './publish-review.ts';

const env = readEnv(
  'REVIEWS_TABLE',
  'CLEAN_COPIES_BUCKET',
  'PUBLIC_BUCKET',
  'DISTRIBUTION_ID',
  'ALERTS_QUEUE',
  'UPLOADS_QUEUE',
  'OFFICERS_TOPIC',
  'SETTINGS',
);
const dynamo = dynamoClient();
const s3 = s3Client();
const ports = {
  reviews: dynamoReviews(dynamo, env.REVIEWS_TABLE),
  entries: dynamoEntries(dynamo, env.REVIEWS_TABLE),
  cleanCopies: s3CleanCopies(s3, env.CLEAN_COPIES_BUCKET),
  publicFiles: s3PublicFiles(s3, env.PUBLIC_BUCKET, env.CLEAN_COPIES_BUCKET),
  caches: cloudFrontCaches(cloudFrontClient(), env.DISTRIBUTION_ID),
  alerts: sqsQueue(sqsClient(), env.ALERTS_QUEUE),
  uploadSignals: sqsQueue<{ name: string }>(sqsClient(), env.UPLOADS_QUEUE),
  decisionLog: dynamoDecisionLog(dynamo, env.REVIEWS_TABLE),
  officers: snsOfficersTopic(snsClient(), env.OFFICERS_TOPIC),
  clock: systemClock,
  eventLog: powertoolsEventLog(logger, metrics),
  settings: settingsFrom(env.SETTINGS),
};
const deps = { ...ports, writeListing: listingWriter(ports) };

// One message is one changed review. Reviews of a batch share listing writes.
export const handler = queueHandler(reviewChanged, (change) => publishReview(deps, change));
