import { Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export interface BrokenAlarmProps {
  /** Heading in docs/operators.md, lower case: also the alarm's name. */
  readonly heading: string;
  /** What a reader, a subscriber or an officer loses while it lasts: one sentence. */
  readonly impact: string;
  readonly metric: IMetric;
  /** Alarms from this value on; with `below`, under it. */
  readonly threshold: number;
  readonly below?: boolean;
  /** Periods of the metric that must all be bad. */
  readonly periods?: number;
  /** Silence is bad too: for what must happen. */
  readonly silenceIsBad?: boolean;
  readonly operators: ITopic;
}

/**
 * Tells the operators when, and only when, something is broken: what is lost, and where the runbook says what
 * to do.
 */
export class OperatorAlarm extends Alarm {
  constructor(scope: Construct, id: string, props: BrokenAlarmProps) {
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

/** The address of a heading inside a Markdown page. */
const anchorOf = (heading: string): string => heading.toLowerCase().replaceAll(' ', '-');
