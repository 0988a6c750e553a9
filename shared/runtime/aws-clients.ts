import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';

/**
 * Request timeout of each client in milliseconds: less than half the timeout of a function that consumes a
 * queue, so that a hanging request is retried before Lambda kills the function.
 */
export const REQUEST_TIMEOUTS = {
  dynamoClient: 8_000,
  sqsClient: 8_000,
  snsClient: 8_000,
  cloudFrontClient: 8_000,
  s3Client: 15_000,
  s3ClientForReports: 45_000,
} as const;

/**
 * SDK clients, created once per cold start to reuse connections. Region, credentials and endpoints
 * (`AWS_ENDPOINT_URL`, `AWS_ENDPOINT_URL_S3`, ...) come from the environment. A request is tried three times.
 */
const settingsOf = (client: keyof typeof REQUEST_TIMEOUTS) => ({
  maxAttempts: 3,
  requestHandler: {
    connectionTimeout: 2_000,
    requestTimeout: REQUEST_TIMEOUTS[client],
    throwOnRequestTimeout: true,
  },
});

export const dynamoClient = (): DynamoDBClient => new DynamoDBClient(settingsOf('dynamoClient'));

export const sqsClient = (): SQSClient => new SQSClient(settingsOf('sqsClient'));

/**
 * One attempt: a retried `Publish` after a lost response would alert everybody twice. The queue retries
 * safely.
 */
export const snsClient = (): SNSClient => new SNSClient({ ...settingsOf('snsClient'), maxAttempts: 1 });

export const cloudFrontClient = (): CloudFrontClient => new CloudFrontClient(settingsOf('cloudFrontClient'));

export const s3Client = (): S3Client => s3ClientWith('s3Client');

/** Timeout for whole reports, which take longer to transfer. */
export const s3ClientForReports = (): S3Client => s3ClientWith('s3ClientForReports');

/**
 * Path-style addresses for endpoints other than AWS. Checksum validation is off: an object may carry a
 * checksum that the SDK cannot verify (SHA-512, XXHash), and then it refuses to read. TLS protects the bytes.
 */
const s3ClientWith = (client: 's3Client' | 's3ClientForReports'): S3Client =>
  new S3Client({
    ...settingsOf(client),
    responseChecksumValidation: 'WHEN_REQUIRED',
    forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL),
  });
