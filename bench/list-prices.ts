/** A list price before any free tier, with its source. */
export interface ListPrice {
  readonly what: string;
  /** US dollars per `unit`. */
  readonly dollars: number;
  readonly unit: string;
  readonly source: string;
}

/**
 * Year of the prices. They are not looked up: compare them with their sources before relying on them. In
 * November 2026 most were checked against copies of the price pages, or guides to them, of 2024 to 2026;
 * those of logs, KMS, DynamoDB storage, CloudFront requests and Textract were not.
 */
export const PRICES_OF = '2025';

/** Prices of US East (N. Virginia), as in the examples of these pages. London costs 15 to 20 % more. */
export const PRICES = {
  lambdaGbSecond: price('Lambda, Arm', 0.0000133334, 'GB-second', 'https://aws.amazon.com/lambda/pricing/'),
  lambdaRequest: price('Lambda', 0.2 / 1e6, 'request', 'https://aws.amazon.com/lambda/pricing/'),
  s3Put: price('S3 Standard', 0.005 / 1e3, 'PUT, COPY or LIST', 'https://aws.amazon.com/s3/pricing/'),
  s3Get: price('S3 Standard', 0.0004 / 1e3, 'GET', 'https://aws.amazon.com/s3/pricing/'),
  s3GbMonth: price('S3 Standard', 0.023, 'GB and month', 'https://aws.amazon.com/s3/pricing/'),
  dynamoRead: price(
    'DynamoDB, on demand',
    0.125 / 1e6,
    'read unit',
    'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  ),
  dynamoWrite: price(
    'DynamoDB, on demand',
    0.625 / 1e6,
    'write unit',
    'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  ),
  dynamoGbMonth: price(
    'DynamoDB, with recovery to any point',
    0.25 + 0.2,
    'GB and month',
    'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  ),
  sqsRequest: price('SQS, standard', 0.4 / 1e6, 'request', 'https://aws.amazon.com/sqs/pricing/'),
  sqsFifoRequest: price('SQS, FIFO', 0.5 / 1e6, 'request', 'https://aws.amazon.com/sqs/pricing/'),
  snsRequest: price('SNS', 0.5 / 1e6, 'request', 'https://aws.amazon.com/sns/pricing/'),
  snsMail: price('SNS', 2 / 1e5, 'e-mail', 'https://aws.amazon.com/sns/pricing/'),
  alarmMonth: price('CloudWatch', 0.1, 'alarm and month', 'https://aws.amazon.com/cloudwatch/pricing/'),
  dashboardMonth: price('CloudWatch', 3, 'dashboard and month', 'https://aws.amazon.com/cloudwatch/pricing/'),
  metricMonth: price(
    'CloudWatch',
    0.3,
    'metric of our own and month',
    'https://aws.amazon.com/cloudwatch/pricing/',
  ),
  logGb: price('CloudWatch Logs', 0.5, 'GB', 'https://aws.amazon.com/cloudwatch/pricing/'),
  trace: price('X-Ray', 5 / 1e6, 'trace', 'https://aws.amazon.com/xray/pricing/'),
  keyMonth: price('KMS', 1, 'key and month', 'https://aws.amazon.com/kms/pricing/'),
  cloudFrontGb: price('CloudFront, Europe', 0.085, 'GB', 'https://aws.amazon.com/cloudfront/pricing/'),
  cloudFrontRequest: price(
    'CloudFront, Europe',
    0.012 / 1e4,
    'HTTPS request',
    'https://aws.amazon.com/cloudfront/pricing/',
  ),
  textractPage: price('Textract, text alone', 1.5 / 1e3, 'page', 'https://aws.amazon.com/textract/pricing/'),
} as const;

function price(what: string, dollars: number, unit: string, source: string): ListPrice {
  return { what, dollars, unit, source };
}
