import '#shared/runtime/zod-without-jit.ts';
import { dynamoReviews } from '#shared/adapters/dynamo-reviews.ts';
import { powertoolsEventLog } from '#shared/adapters/powertools-event-log.ts';
import { s3CleanCopies } from '#shared/adapters/s3-clean-copies.ts';
import { s3Uploads } from '#shared/adapters/s3-uploads.ts';
import { sqsFifoQueue } from '#shared/adapters/sqs-queue.ts';
import { systemClock } from '#shared/adapters/system-clock.ts';
import { isolatedExaminer } from '#shared/examination/isolated-examiner.ts';
import { dynamoClient, s3ClientForReports, sqsClient } from '#shared/runtime/aws-clients.ts';
import { readEnv } from '#shared/runtime/env.ts';
import { queueHandler } from '#shared/runtime/queue-handler.ts';
import { settingsFrom } from '#shared/runtime/read-settings.ts';
import { reviewChanged } from '#shared/runtime/review-changed.ts';
import { logger, metrics } from '#shared/runtime/telemetry.ts';
import { keepLastExamination } from './keep-last-examination.ts';
import { readScan } from './read-scan.ts';

// Of the function's 3,008 MB, so that what a PDF takes between two looks at its memory still fits.
const MEGABYTES_FOR_PDFS = 2000;

// Cold start: settings, clients, adapters.
const env = readEnv('REVIEWS_TABLE', 'UPLOADS_BUCKET', 'CLEAN_COPIES_BUCKET', 'CHANGES_QUEUE', 'SETTINGS');
const s3 = s3ClientForReports();
const settings = settingsFrom(env.SETTINGS);
const deps = {
  uploads: s3Uploads(s3, env.UPLOADS_BUCKET),
  cleanCopies: s3CleanCopies(s3, env.CLEAN_COPIES_BUCKET),
  reviews: dynamoReviews(dynamoClient(), env.REVIEWS_TABLE),
  changes: sqsFifoQueue(sqsClient(), env.CHANGES_QUEUE),
  examiner: keepLastExamination(
    isolatedExaminer({ types: settings.types, megabytes: MEGABYTES_FOR_PDFS, recognizes: true }),
  ),
  clock: systemClock,
  eventLog: powertoolsEventLog(logger, metrics),
  settings,
};

// Every message: one review with a scan to read.
export const handler = queueHandler(reviewChanged, (change) => readScan(deps, change));
