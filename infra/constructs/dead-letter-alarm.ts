import { Duration } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { OperatorAlarm } from './operator-alarm.ts';
import { deadLetterQueue } from './work-queue.ts';

export interface DeadLetterAlarmProps {
  /** An existing dead-letter queue. By default a new one, named after this construct. */
  readonly queue?: Queue;
  /** Heading in docs/operators.md. */
  readonly heading: string;
  /** What is lost while a message waits: one sentence. */
  readonly impact: string;
  readonly operators: ITopic;
}

/** A dead-letter queue outside the steps, with its alarm. */
export class DeadLetterAlarm extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, props: DeadLetterAlarmProps) {
    super(scope, id);
    this.queue = props.queue ?? deadLetterQueue(this, 'queue', id);
    new OperatorAlarm(this, 'alarm', {
      heading: props.heading,
      impact: props.impact,
      metric: this.queue.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: 'max',
      }),
      threshold: 1,
      operators: props.operators,
    });
  }
}
