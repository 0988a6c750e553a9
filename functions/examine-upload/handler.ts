import '#shared/runtime/zod-without-jit.ts';
import { dynamoReviews } from '#shared/adapters/dynamo-reviews.ts';
import { powertoolsEventLog } from '#shared/adapters/powertools-event-log.ts';
import { s3CleanCopies } from '#shared/adapters/s3-clean-copies.ts';
import { s3Uploads } from '#shared/adapters/s3-uploads.ts';
import { sqsFifoQueue, sqsQueue } from '#shared/adapters/sqs-queue.ts';
import { systemClock } from '#shared/adapters/system-clock.ts';
import { isolatedExaminer } from '#shared/examination/isolated-examiner.ts';
import { dynamoClient, s3ClientForReports, sqsClient } from '#shared/runtime/aws-clients.ts';
import { readEnv } from '#shared/runtime/env.ts';
import { queueHandler } from '#shared/runtime/queue-handler.ts';
import { settingsFrom } from '#shared/runtime/read-settings.ts';
import { logger, metrics } from '#shared/runtime/telemetry.ts';
import { uploadSignals } from '#shared/runtime/upload-signals.ts';
import { examineUpload } from './examine-upload.ts';

// Of the function's 2,048 MB. The rest is headroom for what a PDF allocates between two memory checks.
const MEGABYTES_FOR_PDFS = 1450;

// Cold start: settings, clients, adapters.
const env = readEnv(
  'REVIEWS_TABLE',
  'UPLOADS_BUCKET',
  'CLEAN_COPIES_BUCKET',
  'CHANGES_QUEUE',
  'SCANS_QUEUE',
  'SETTINGS',
);
const s3 = s3ClientForReports();
const settings = settingsFrom(env.SETTINGS);
const deps = {
  uploads: s3Uploads(s3, env.UPLOADS_BUCKET),
  cleanCopies: s3CleanCopies(s3, env.CLEAN_COPIES_BUCKET),
  reviews: dynamoReviews(dynamoClient(), env.REVIEWS_TABLE),
  changes: sqsFifoQueue(sqsClient(), env.CHANGES_QUEUE),
  scans: sqsQueue(sqsClient(), env.SCANS_QUEUE),
  examiner: isolatedExaminer({ types: settings.types, megabytes: MEGABYTES_FOR_PDFS }),
  clock: systemClock,
  eventLog: powertoolsEventLog(logger, metrics),
  settings,
};

// Every message: uploads that changed.
export const handler = queueHandler(uploadSignals, (signal) => examineUpload(deps, signal));
