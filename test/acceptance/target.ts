import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';

/** A deployed stack, wherever it runs. */
export interface Target {
  readonly stackName: string;
  /** An output of the stack. */
  readonly output: (name: string) => string;
  /** Acts as an officer, with `UploaderPolicy` and nothing else. */
  readonly officer: { readonly s3: S3Client; readonly sns: SNSClient };
  /** Acts as whoever deployed the stack. */
  readonly operator: {
    readonly s3: S3Client;
    readonly sns: SNSClient;
    readonly sqs: SQSClient;
    readonly lambda: LambdaClient;
  };
  /** True where permissions are checked. */
  readonly enforces: boolean;
  /** What the operators' commands need to find the stack. */
  readonly environment: Readonly<Record<string, string>>;
  /** In which clocks of the review notes tell the time. */
  readonly timeZone: string;
  /** Where a browser reaches the public site. */
  readonly siteUrl: string;
  /** Dead letters of every queue. */
  readonly deadLetters: () => Promise<number>;
  /** Does something while the uploads bucket tells nobody; absent where others use the stack. */
  readonly withoutEvents?: (work: () => Promise<void>) => Promise<void>;
  /** Deletes what the target made for itself. */
  readonly close: () => Promise<void>;
}

/** A promise that the suite checks. Later checks build on earlier ones. */
export interface Check {
  readonly title: string;
  /** Throws a sentence if the promise is broken. Answers words that are worth a note, or nothing. */
  readonly run: () => Promise<unknown>;
}
