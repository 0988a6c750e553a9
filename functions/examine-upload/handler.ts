import '#shared/runtime/interpret-schemas.ts';
import { dynamoReviews } from '#shared/adapters/dynamo-reviews.ts';
import { isolatedExaminer } from '#shared/adapters/isolated-examiner.ts';
import { powertoolsJournal } from '#shared/adapters/powertools-journal.ts';
import { s3Uploads } from '#shared/adapters/s3-uploads.ts';
import { s3Vetted } from '#shared/adapters/s3-vetted.ts';
import { sqsFifoQueue } from '#shared/adapters/sqs-queue.ts';
import { systemClock } from '#shared/adapters/system-clock.ts';
import { dynamoClient, s3ClientForReports, sqsClient } from '#shared/runtime/aws-clients.ts';
import { readEnv } from '#shared/runtime/env.ts';
import { queueHandler } from '#shared/runtime/queue-handler.ts';
import { settingsFrom } from '#shared/runtime/read-settings.ts';
import { logger, metrics } from '#shared/runtime/telemetry.ts';
import { uploadSignals } from '#shared/runtime/upload-signals.ts';
import { examineUpload } from './examine-upload.ts';

// Cold start: settings, clients, adapters.
const env = readEnv('REVIEWS_TABLE', 'UPLOADS_BUCKET', 'VETTED_BUCKET', 'CHANGES_QUEUE', 'SETTINGS');
const s3 = s3ClientForReports();
const settings = settingsFrom(env.SETTINGS);
const deps = {
  uploads: s3Uploads(s3, env.UPLOADS_BUCKET),
  vetted: s3Vetted(s3, env.VETTED_BUCKET),
  reviews: dynamoReviews(dynamoClient(), env.REVIEWS_TABLE),
  changes: sqsFifoQueue(sqsClient(), env.CHANGES_QUEUE),
  examiner: isolatedExaminer({ types: settings.types }),
  clock: systemClock,
  journal: powertoolsJournal(logger, metrics),
  settings,
};

// Every message: uploads that changed.
export const handler = queueHandler(uploadSignals, (signal) => examineUpload(deps, signal));
