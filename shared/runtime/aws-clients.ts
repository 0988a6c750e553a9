import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';

/**
 * Clients of the SDK, one for each cold start, so that connections are used again. Region and credentials come from
 * the environment, other endpoints too (`AWS_ENDPOINT_URL`, `AWS_ENDPOINT_URL_S3`, ...).
 * A request that takes too long throws; the SDK then tries it again, three times in all.
 */
const settings = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 8_000, throwOnRequestTimeout: true },
};

export const dynamoClient = (): DynamoDBClient => new DynamoDBClient(settings);

export const sqsClient = (): SQSClient => new SQSClient(settings);

/** One attempt only: a second `Publish` after a lost answer would tell everybody twice. The queue tries again where that is safe. */
export const snsClient = (): SNSClient => new SNSClient({ ...settings, maxAttempts: 1 });

export const cloudFrontClient = (): CloudFrontClient => new CloudFrontClient(settings);

/** S3 moves whole reports: up to a minute. Another endpoint than AWS has no host name for each bucket. */
export const s3Client = (): S3Client =>
  new S3Client({
    ...settings,
    requestHandler: { ...settings.requestHandler, requestTimeout: 60_000 },
    forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL),
  });
