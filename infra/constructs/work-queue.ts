import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** How often a message is tried before it waits for an operator. */
const TRIES = 5;
/** The longest that SQS keeps a message. */
const KEPT = Duration.days(14);

export interface WorkQueueProps {
  /** How long the function that reads it may run. */
  readonly readerTimeout: Duration;
  /** One message of a group at a time, in order. */
  readonly fifo?: boolean;
  /** How long each message waits before anybody gets it. */
  readonly delay?: Duration;
  /** How often a message is tried, if not the usual number of times. */
  readonly tries?: number;
}

/** A queue and its dead letters, encrypted and TLS only. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    const name = id.replace(/-queue$/, '');
    this.deadLetters = deadLetterQueue(this, 'dead-letters', `${name}-dead-letters`, props.fifo);
    this.queue = new Queue(this, 'queue', {
      ...shared(this, name, props.fifo),
      ...(props.delay && { deliveryDelay: props.delay }),
      // Six times the reader's time-out, as AWS advises: a message that is being worked on is not handed out again.
      // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
      visibilityTimeout: Duration.seconds(6 * props.readerTimeout.toSeconds()),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: props.tries ?? TRIES },
    });
  }
}

/** Where messages wait that could not be handled. `name` without the stack's. */
export function deadLetterQueue(scope: Construct, id: string, name: string, fifo = false): Queue {
  return new Queue(scope, id, shared(scope, name, fifo));
}

function shared(scope: Construct, name: string, fifo = false): QueueProps {
  return {
    queueName: `${Stack.of(scope).stackName}-${name}${fifo ? '.fifo' : ''}`,
    // Each send has a deduplication id of its own: two equal signals are two signals.
    ...(fifo && { fifo, contentBasedDeduplication: false }),
    retentionPeriod: KEPT,
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    removalPolicy: RemovalPolicy.DESTROY,
  };
}
