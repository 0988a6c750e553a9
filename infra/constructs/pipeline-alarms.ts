import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { OperatorAlarm } from './operator-alarm.ts';
import { METRICS_NAMESPACE } from './pipeline-step.ts';

/** Alarms on events of the steps. */
export class PipelineAlarms extends Construct {
  constructor(scope: Construct, id: string, { operators }: { readonly operators: ITopic }) {
    super(scope, id);
    new OperatorAlarm(this, 'upload-without-outcome', {
      heading: 'upload without outcome',
      impact: 'An officer has dropped a review and is not told what becomes of it.',
      // The sweep signals such an upload again every five minutes. After three times, signalling does not
      // help.
      metric: told('sweep', 'sweep.found.lost', Duration.minutes(5)),
      threshold: 1,
      periods: 3,
      operators,
    });
    new OperatorAlarm(this, 'alert-in-doubt', {
      heading: 'alert in doubt',
      impact: 'Subscribers may hear of the same review more than once.',
      // A crash may leave one, which is settled. Two within half an hour: the delivery log receives nothing.
      metric: told('sweep', 'alert.reconciled.undelivered', Duration.minutes(30)),
      threshold: 2,
      operators,
    });
    new OperatorAlarm(this, 'subscription-missing', {
      heading: 'subscription missing',
      impact: 'An officer does not hear what becomes of an upload, or an operator hears no alarm.',
      // Ten of the twelve sweeps of an hour: time to confirm after a deployment.
      metric: told('sweep', 'staff.unsubscribed', Duration.hours(1)),
      threshold: 10,
      operators,
    });
    new OperatorAlarm(this, 'listing-would-shrink', {
      heading: 'listing would shrink',
      impact: 'The public listing stays as it is, without the newest changes.',
      metric: sumOf(['publish-review', 'listing.refused'], ['sweep', 'listing.refused']),
      threshold: 1,
      operators,
    });
    new OperatorAlarm(this, 'unreadable-item', {
      heading: 'unreadable item',
      impact: 'One review stays as it is, whatever its officer does. All others go on.',
      metric: sumOf(
        ['sweep', 'record.unreadable'],
        ['sweep', 'entry.unreadable'],
        ['publish-review', 'entry.unreadable'],
      ),
      threshold: 1,
      operators,
    });
  }
}

/** Metric of an event (see PipelineEvent): its sum over a period. */
function told(step: string, metricName: string, period: Duration): Metric {
  return new Metric({
    namespace: METRICS_NAMESPACE,
    metricName,
    dimensionsMap: { service: step },
    statistic: 'sum',
    period,
  });
}

/** Sum of several metrics over five minutes. Missing data counts as 0. */
function sumOf(...metrics: readonly (readonly [step: string, metricName: string])[]): MathExpression {
  const period = Duration.minutes(5);
  return new MathExpression({
    expression: metrics.map((_, at) => `FILL(m${at}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(metrics.map(([step, name], at) => [`m${at}`, told(step, name, period)])),
    period,
  });
}
