import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';

export type Lack = 'permissions' | 'permission for tags of an upload' | 'deletion protection';

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
  /** What the engine does not do, so that nothing is checked. */
  readonly lacks: ReadonlySet<Lack>;
  /** Arguments and environment with which the operators' commands find the stack. */
  readonly environment: Readonly<Record<string, string>>;
  /** The settings with which the stack was deployed. */
  readonly settingsFile: string;
  /** Address of the public site for a browser. */
  readonly siteUrl: string;
  /** Dead letters of every queue. */
  readonly deadLetters: () => Promise<number>;
  /** Runs an action while the uploads bucket sends no events; absent if others use the stack. */
  readonly withoutEvents?: (work: () => Promise<void>) => Promise<void>;
  /** Deletes the resources that the target created for itself. */
  readonly close: () => Promise<void>;
}

/** A promise that the suite checks. Later checks build on earlier ones. */
export interface Check {
  readonly title: string;
  /** Throws a sentence if the promise is broken. May return a remark for the report. */
  readonly run: () => Promise<unknown>;
}
