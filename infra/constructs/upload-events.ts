import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { PrivateBucket } from './private-bucket.ts';

export interface UploadEventsProps {
  readonly uploads: PrivateBucket;
  /** ARN of the bucket, made from its name: the bucket needs the queue's policy first, so that cannot refer to it. */
  readonly arn: string;
  readonly to: Queue;
}

/**
 * Sends what happens in the uploads bucket to a queue. Written at the lower layer: the upper one would bring a
 * function of its own in another language.
 */
export class UploadEvents extends Construct {
  constructor(scope: Construct, id: string, { uploads, arn, to }: UploadEventsProps) {
    super(scope, id);
    const policy = to.addToResourcePolicy(
      new PolicyStatement({
        sid: 'UploadsTell',
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [to.queueArn],
        conditions: {
          ArnEquals: { 'aws:SourceArn': arn },
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        },
      }),
    );
    const { resource } = uploads;
    resource.notificationConfiguration = {
      queueConfigurations: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'].map((event) => ({
        event,
        queue: to.queueArn,
      })),
    };
    // S3 sends a trial message when this is set up, and refuses a queue that does not let it.
    if (policy.policyDependable) resource.node.addDependency(policy.policyDependable);
  }
}
