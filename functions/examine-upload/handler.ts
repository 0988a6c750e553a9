import '#shared/runtime/zod-without-jit.ts';
import { sqsQueue } from '#shared/adapters/sqs-queue.ts';
import { isolatedExaminer } from '#shared/examination/isolated-examiner.ts';
import { keepExaminations } from '#shared/examination/keep-examinations.ts';
import { dynamoClient, s3ClientForReports, sqsClient } from '#shared/runtime/aws-clients.ts';
import { readEnv } from '#shared/runtime/env.ts';
import { examinationPorts } from '#shared/runtime/examination-ports.ts';
import { queueHandler } from '#shared/runtime/queue-handler.ts';
import { uploadSignals } from '#shared/runtime/upload-signals.ts';
import { examineUpload } from './examine-upload.ts';

// Of the function's 2,048 MB. The rest is headroom for what a PDF allocates between two memory checks.
const MEGABYTES_FOR_PDFS = 1450;

const env = readEnv(
  'REVIEWS_TABLE',
  'UPLOADS_BUCKET',
  'CLEAN_COPIES_BUCKET',
  'CHANGES_QUEUE',
  'SCANS_QUEUE',
  'SETTINGS',
);
const sqs = sqsClient();
const ports = examinationPorts(env, { s3: s3ClientForReports(), dynamo: dynamoClient(), sqs });
const { types } = ports.settings;
const examiner = isolatedExaminer({ types, megabytes: MEGABYTES_FOR_PDFS, startsAtOnce: true });
const deps = {
  ...ports,
  scans: sqsQueue<{ name: string }>(sqs, env.SCANS_QUEUE),
  examiner: keepExaminations(examiner),
};

// Every message: uploads that changed.
export const handler = queueHandler(uploadSignals, (signal) => examineUpload(deps, signal));
