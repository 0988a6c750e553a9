import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** Default number of receives before a message goes to the dead-letter queue. */
const TRIES = 5;
/** SQS's maximum retention. */
const KEPT = Duration.days(14);

export interface WorkQueueProps {
  /** Timeout of the consuming function. */
  readonly readerTimeout: Duration;
  /** FIFO: one message of a group at a time, in order. */
  readonly fifo?: boolean;
  /** Delivery delay. */
  readonly delay?: Duration;
  /** Number of receives before the dead-letter queue (`maxReceiveCount`), if not the default. */
  readonly tries?: number;
}

/** A queue and its dead-letter queue, encrypted and TLS only. */
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
      // Six times the consumer's timeout, as AWS recommends, so that a message in work is not delivered
      // again. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
      visibilityTimeout: Duration.seconds(6 * props.readerTimeout.toSeconds()),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: props.tries ?? TRIES },
    });
  }
}

/** A dead-letter queue. `name` is without the stack's name. */
export function deadLetterQueue(scope: Construct, id: string, name: string, fifo = false): Queue {
  return new Queue(scope, id, shared(scope, name, fifo));
}

function shared(scope: Construct, name: string, fifo = false): QueueProps {
  return {
    queueName: `${Stack.of(scope).stackName}-${name}${fifo ? '.fifo' : ''}`,
    // Each send has its own deduplication ID, because equal signals are not duplicates.
    ...(fifo && { fifo, contentBasedDeduplication: false }),
    retentionPeriod: KEPT,
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    removalPolicy: RemovalPolicy.DESTROY,
  };
}
