import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { OperatorAlarm } from './operator-alarm.ts';
import type { PipelineStep } from './pipeline-step.ts';

export interface SweepScheduleProps {
  readonly sweep: PipelineStep;
  /** Destination of failed invocations. */
  readonly failed: Queue;
  readonly operators: ITopic;
}

/** Runs the sweep: `due` every minute, `recent` every five, `all` every night. Alarms if it does not run. */
export class SweepSchedule extends Construct {
  constructor(scope: Construct, id: string, { sweep, failed, operators }: SweepScheduleProps) {
    super(scope, id);
    const runs = {
      // A rate would count its minutes from the deployment, and end embargoes up to a minute late.
      due: Schedule.cron({}),
      recent: Schedule.rate(Duration.minutes(5)),
      all: Schedule.cron({ minute: '20', hour: '2' }),
    };
    for (const [scopeOfSweep, schedule] of Object.entries(runs)) {
      const rule = new Rule(this, scopeOfSweep, { schedule });
      const event = RuleTargetInput.fromObject({ scope: scopeOfSweep });
      rule.addTarget(new LambdaFunction(sweep.lambda, { event, deadLetterQueue: failed }));
    }
    new OperatorAlarm(this, 'stalled', {
      heading: 'sweep stalled',
      impact: 'Embargoes and retirements that are due wait, and nothing that went wrong fixes itself.',
      metric: new MathExpression({
        expression: 'FILL(invocations, 0) - FILL(errors, 0)',
        usingMetrics: {
          invocations: sweep.lambda.metricInvocations({ statistic: 'sum' }),
          errors: sweep.lambda.metricErrors({ statistic: 'sum' }),
        },
        label: 'sweeps that ended well',
        period: Duration.minutes(15),
      }),
      threshold: 1,
      below: true,
      silenceIsBad: true,
      operators,
    });
  }
}
