import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';

/**
 * How long one request of each client may take, in milliseconds: less than half of what a function has that
 * works off a queue, so that a request that hangs is tried again before the function is killed with
 * everything it has in hand.
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
 * Clients of the SDK, one for each cold start, so that connections are used again. Region and credentials
 * come from the environment, other endpoints too (`AWS_ENDPOINT_URL`, `AWS_ENDPOINT_URL_S3`, ...). A request
 * that takes too long throws; the SDK then tries it again, three times in all.
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
 * Another endpoint than AWS has no host name for each bucket. An object may have a checksum of a kind that
 * the SDK cannot check (SHA-512, XXHash), and then refuses to read: nothing here asks for it, TLS keeps the
 * bytes.
 */
const s3ClientWith = (client: 's3Client' | 's3ClientForReports'): S3Client =>
  new S3Client({
    ...settingsOf(client),
    responseChecksumValidation: 'WHEN_REQUIRED',
    forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL),
  });
