import '#shared/runtime/zod-without-jit.ts';
import { isolatedExaminer } from '#shared/examination/isolated-examiner.ts';
import { keepExaminations } from '#shared/examination/keep-examinations.ts';
import { dynamoClient, s3ClientForReports, sqsClient } from '#shared/runtime/aws-clients.ts';
import { readEnv } from '#shared/runtime/env.ts';
import { examinationPorts } from '#shared/runtime/examination-ports.ts';
import { queueHandler } from '#shared/runtime/queue-handler.ts';
import { reviewChanged } from '#shared/runtime/review-changed.ts';
import { readScan } from './read-scan.ts';

// Of the function's 3,008 MB. The rest is headroom for what a PDF allocates between two memory checks.
const MEGABYTES_FOR_PDFS = 2000;

const env = readEnv('REVIEWS_TABLE', 'UPLOADS_BUCKET', 'CLEAN_COPIES_BUCKET', 'CHANGES_QUEUE', 'SETTINGS');
const ports = examinationPorts(env, { s3: s3ClientForReports(), dynamo: dynamoClient(), sqs: sqsClient() });
const { types } = ports.settings;
const examiner = isolatedExaminer({ types, megabytes: MEGABYTES_FOR_PDFS, recognizes: true });
const deps = { ...ports, examiner: keepExaminations(examiner) };

// Every message: one review with a scan to read.
export const handler = queueHandler(reviewChanged, (change) => readScan(deps, change));
