import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Effect, type IRole, PolicyStatement, StarPrincipal } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  CfnBucket,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

export interface PrivateBucketProps {
  /** Fixed where people type it, else made up by CloudFormation. */
  readonly bucketName?: string;
  /** Where its access log goes; the bucket of the logs itself has none. */
  readonly accessLogs?: IBucket;
  /** Keeps replaced and removed objects for this long; without it they are gone at once. */
  readonly keepOldVersions?: Duration;
  /** Removes objects of this age. */
  readonly expireAfter?: Duration;
  /** The services that deliver logs write with an access control list. */
  readonly takesAccessControlLists?: boolean;
}

/** A bucket that nobody reads without being named: no public access, TLS only, encrypted, logged, kept when the stack goes. */
export class PrivateBucket extends Bucket {
  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id, {
      ...named(props.bucketName),
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: props.keepOldVersions !== undefined,
      objectOwnership: props.takesAccessControlLists
        ? ObjectOwnership.BUCKET_OWNER_PREFERRED
        : ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [
        {
          id: 'tidy',
          abortIncompleteMultipartUploadAfter: Duration.days(2),
          ...(props.keepOldVersions && {
            noncurrentVersionExpiration: props.keepOldVersions,
            expiredObjectDeleteMarker: true,
          }),
          ...(props.expireAfter && { expiration: props.expireAfter }),
        },
      ],
      ...(props.accessLogs && {
        serverAccessLogsBucket: props.accessLogs,
        serverAccessLogsPrefix: `s3/${id}/`,
      }),
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }

  // Without this, exactOptionalPropertyTypes finds that a Bucket is no IBucket.
  override get isWebsite(): boolean {
    return super.isWebsite ?? false;
  }

  /** The layer below, for what the layer above cannot say. */
  get resource(): CfnBucket {
    const { defaultChild } = this.node;
    if (!(defaultChild instanceof CfnBucket)) throw new Error('A bucket without a resource.');
    return defaultChild;
  }

  /**
   * Lets a role do this with the objects of this bucket. It stands at the bucket, so that one place says who
   * reads and who writes here.
   */
  allowObjects(role: IRole, ...actions: string[]): void {
    this.addToResourcePolicy(
      new PolicyStatement({ principals: [role], actions, resources: [this.arnForObjects('*')] }),
    );
  }

  /** Refuses new objects from everybody but these roles, administrators included. */
  onlyTheseWrite(...roles: IRole[]): void {
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'OnlyThePipelineWrites',
        effect: Effect.DENY,
        principals: [new StarPrincipal()],
        actions: ['s3:PutObject'],
        resources: [this.arnForObjects('*')],
        conditions: { ArnNotEquals: { 'aws:PrincipalArn': roles.map((role) => role.roleArn) } },
      }),
    );
  }
}

const named = (bucketName: string | undefined): BucketProps => (bucketName ? { bucketName } : {});

/** A bucket's ARN by its name alone, where a reference would go round in a circle. */
export const bucketArn = (bucketName: string): string => `arn:${Aws.PARTITION}:s3:::${bucketName}`;
