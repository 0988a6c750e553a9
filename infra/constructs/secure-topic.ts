import { Aws, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, type IRole, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias } from 'aws-cdk-lib/aws-kms';
import { Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export interface SecureTopicProps {
  readonly displayName: string;
  /** Encrypts what SNS holds. CloudWatch cannot publish alarms to a topic that AWS's own key encrypts. */
  readonly encrypted: boolean;
}

/** A topic that takes messages over TLS only. */
export class SecureTopic extends Topic {
  constructor(scope: Construct, id: string, props: SecureTopicProps) {
    super(scope, id, {
      topicName: `${Stack.of(scope).stackName}-${id}`,
      displayName: props.displayName,
      enforceSSL: true,
      ...(props.encrypted && { masterKey: Alias.fromAliasName(scope, `${id}-key`, 'alias/aws/sns') }),
    });
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

  /** Sends to these addresses, each of which must confirm once. What cannot be delivered waits in `undelivered`. */
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
