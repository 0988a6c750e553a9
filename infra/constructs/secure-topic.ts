import { Aws, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, type IRole, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnTopic, Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { asciiLine } from '#shared/domain/escape.ts';

/** Maximum length of an SNS display name. */
const LONGEST_NAME = 100;

export interface SecureTopicProps {
  /** Sender name of its e-mails. */
  readonly displayName: string;
  /** Encryption at rest. CloudWatch alarms cannot publish to a topic with the AWS managed key. */
  readonly encrypted: boolean;
}

/** A topic that accepts messages over TLS only. */
export class SecureTopic extends Topic {
  constructor(scope: Construct, id: string, props: SecureTopicProps) {
    super(scope, id, {
      topicName: `${Stack.of(scope).stackName}-${id}`,
      displayName: asciiLine(props.displayName, LONGEST_NAME),
      enforceSSL: true,
    });
    // The alias creates the key in a new account; the ARN that CDK would write does not.
    // https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html
    if (props.encrypted) this.#resource.kmsMasterKeyId = 'alias/aws/sns';
  }

  get #resource(): CfnTopic {
    const { defaultChild } = this.node;
    if (!(defaultChild instanceof CfnTopic)) throw new Error('A topic without a resource.');
    return defaultChild;
  }

  /** Denies Publish to everybody but this role, administrators included. */
  onlyThisPublishes(role: IRole): void {
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'OnlyOnePublishes',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['sns:Publish'],
        resources: [this.topicArn],
        conditions: { ArnNotEquals: { 'aws:PrincipalArn': role.roleArn } },
      }),
    );
  }

  /** Allows the alarms of this account to publish. */
  takesAlarms(): void {
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsTell',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
  }

  /**
   * Subscribes e-mail addresses, each of which must be confirmed. Undeliverable messages go to `undelivered`.
   */
  mailTo(addresses: readonly string[], undelivered: Queue): void {
    for (const address of new Set(addresses)) {
      new Subscription(this, address, {
        topic: this,
        protocol: SubscriptionProtocol.EMAIL,
        endpoint: address,
        deadLetterQueue: undelivered,
      });
    }
  }
}
