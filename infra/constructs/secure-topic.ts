import { Aws, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, type IRole, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnTopic, Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { asciiLine } from '#shared/domain/escape.ts';

/** The longest name that SNS takes for whom its mails are from. */
const LONGEST_NAME = 100;

export interface SecureTopicProps {
  /** Whom its mails are from. */
  readonly displayName: string;
  /** Encrypts what SNS holds. CloudWatch cannot publish alarms to a topic that AWS's own key encrypts. */
  readonly encrypted: boolean;
}

/** A topic that takes messages over TLS only. */
export class SecureTopic extends Topic {
  constructor(scope: Construct, id: string, props: SecureTopicProps) {
    super(scope, id, {
      topicName: `${Stack.of(scope).stackName}-${id}`,
      displayName: asciiLine(props.displayName, LONGEST_NAME),
      enforceSSL: true,
    });
    // By this name the key is made in an account that has none yet; by the ARN that CDK would write, it is
    // not. https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html
    if (props.encrypted) this.#resource.kmsMasterKeyId = 'alias/aws/sns';
  }

  get #resource(): CfnTopic {
    const { defaultChild } = this.node;
    if (!(defaultChild instanceof CfnTopic)) throw new Error('A topic without a resource.');
    return defaultChild;
  }

  /** Refuses messages from everybody but this role, administrators included. */
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

  /** Lets the alarms of this account publish here. */
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
   * Sends to these addresses, each of which must confirm once. What cannot be delivered waits in
   * `undelivered`.
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
