import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { allow } from './pipeline-step.ts';
import type { PrivateBucket } from './private-bucket.ts';

/** The officers' policy: put, list, read and delete objects of the uploads bucket. */
export function uploaderPolicy(scope: Construct, uploads: PrivateBucket): ManagedPolicy {
  return new ManagedPolicy(scope, 'uploader', {
    description: 'Drop reviews, list them and take them out again',
    statements: [
      allow(['s3:ListBucket', 's3:GetBucketLocation', 's3:ListBucketMultipartUploads'], uploads.bucketArn),
      allow(
        [
          's3:PutObject',
          's3:GetObject',
          's3:DeleteObject',
          's3:AbortMultipartUpload',
          's3:ListMultipartUploadParts',
        ],
        uploads.arnForObjects('*'),
      ),
    ],
  });
}
