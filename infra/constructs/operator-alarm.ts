import { Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export interface OperatorAlarmProps {
  /** Heading in docs/operators.md in lower case, also the alarm's name. */
  readonly heading: string;
  /** What a reader, subscriber or officer loses meanwhile: one sentence. */
  readonly impact: string;
  readonly metric: IMetric;
  /** Alarms at or above this value; with `below`, below it. */
  readonly threshold: number;
  readonly below?: boolean;
  /** Number of consecutive periods that must breach. */
  readonly periods?: number;
  /** Missing data is a breach, for events that must happen. */
  readonly silenceIsBad?: boolean;
  readonly operators: ITopic;
}

/** An alarm to the operators that says what is lost, and links to the runbook. */
export class OperatorAlarm extends Alarm {
  constructor(scope: Construct, id: string, props: OperatorAlarmProps) {
    super(scope, id, {
      alarmName: `${Stack.of(scope).stackName} ${props.heading}`,
      alarmDescription: `${props.impact} What to do: docs/operators.md#${anchorOf(props.heading)}`,
      metric: props.metric,
      threshold: props.threshold,
      comparisonOperator: props.below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: props.periods ?? 1,
      treatMissingData: props.silenceIsBad ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    this.addAlarmAction(new SnsAction(props.operators));
  }
}

/** Anchor of a Markdown heading. */
const anchorOf = (heading: string): string => heading.toLowerCase().replaceAll(' ', '-');
