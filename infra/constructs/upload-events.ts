import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { PrivateBucket } from './private-bucket.ts';

export interface UploadEventsProps {
  readonly uploads: PrivateBucket;
  /**
   * The bucket's ARN, built from its name: the bucket depends on the queues' policies, so a reference would
   * be circular.
   */
  readonly arn: string;
  readonly created: Queue;
  /** A separate queue, so that a withdrawal waits neither for a note nor behind examinations. */
  readonly removed: Queue;
}

/**
 * S3 event notifications of the uploads bucket to queues. Uses the L1 property, because the L2 construct adds
 * a Python function.
 */
export class UploadEvents extends Construct {
  constructor(scope: Construct, id: string, { uploads, arn, created, removed }: UploadEventsProps) {
    super(scope, id);
    const { resource } = uploads;
    const events = [
      { event: 's3:ObjectCreated:*', queue: created },
      { event: 's3:ObjectRemoved:*', queue: removed },
    ];
    resource.notificationConfiguration = {
      queueConfigurations: events.map(({ event, queue }) => ({ event, queue: queue.queueArn })),
    };
    for (const { queue } of events) {
      const policy = queue.addToResourcePolicy(
        new PolicyStatement({
          sid: 'UploadsTell',
          principals: [new ServicePrincipal('s3.amazonaws.com')],
          actions: ['sqs:SendMessage'],
          resources: [queue.queueArn],
          conditions: {
            ArnEquals: { 'aws:SourceArn': arn },
            StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
          },
        }),
      );
      // S3 sends a test message during setup and fails if the queue's policy does not exist yet.
      if (policy.policyDependable) resource.node.addDependency(policy.policyDependable);
    }
  }
}
