import { type Stack, Validations } from 'aws-cdk-lib';
import type { PrivateBucket } from './constructs/private-bucket.ts';

/** Findings of the AwsSolutions and Serverless rules that we accept, each with its reason. */
export function acknowledgeFindings(stack: Stack, { uploads }: { readonly uploads: PrivateBucket }): void {
  Validations.of(stack).acknowledge(
    {
      id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray knows no resources to name; it is a policy of its own with nothing else in it.',
    },
    {
      id: `AwsSolutions::AwsSolutions-IAM5[Resource::<${stack.getLogicalId(uploads.resource)}.Arn>/*]`,
      reason: 'The officers drop files of any name into the uploads bucket, and reach no other.',
    },
    {
      id: 'AwsSolutions::AwsSolutions-CFR1',
      reason: 'The listing is public to the whole world: families and researchers also read it from abroad.',
    },
    {
      id: 'AwsSolutions::AwsSolutions-CFR2',
      reason:
        'Static files without cookies or query strings, and one form whose function counts, checks and bounds what it takes.',
    },
    {
      id: 'AwsSolutions::AwsSolutions-CFR4',
      reason:
        'Without a certificate in the settings the site has a name of CloudFront and its TLS rules; with one, TLS 1.2.',
    },
    {
      id: 'Serverless::Serverless-SQSRedrivePolicy',
      reason:
        'Found at the dead-letter queues, which are where messages end. A test asks for one behind every other queue.',
    },
    {
      id: 'Serverless::Serverless-LambdaDLQ',
      reason:
        'Found at functions that only queues call: the queue has the dead letters. The sweep, called by a clock, has its own.',
    },
    {
      id: 'Serverless::Serverless-LambdaEventSourceMappingDestination',
      reason: 'Lambda takes such destinations for streams only; for SQS the queue has the dead letters.',
    },
  );
}
