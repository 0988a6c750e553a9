import { Duration, Stack } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { PipelineStep } from './pipeline-step.ts';
import type { WorkQueue } from './work-queue.ts';

export interface PipelineDashboardProps {
  readonly steps: readonly PipelineStep[];
  readonly queues: readonly WorkQueue[];
}

/** The operators' CloudWatch dashboard: invocations, errors, queues. */
export class PipelineDashboard extends Construct {
  constructor(scope: Construct, id: string, { steps, queues }: PipelineDashboardProps) {
    super(scope, id);
    const period = Duration.minutes(5);
    const graph = { width: 12, height: 6 };
    new Dashboard(this, 'page', {
      dashboardName: Stack.of(this).stackName,
      widgets: [
        [
          new TextWidget({
            width: 24,
            height: 1,
            markdown: 'What to do when something is wrong: docs/operators.md',
          }),
        ],
        [
          new GraphWidget({
            ...graph,
            title: 'Waiting (oldest message, seconds)',
            left: queues.map(({ node, queue }) =>
              queue.metricApproximateAgeOfOldestMessage({ label: node.id, period }),
            ),
          }),
          new GraphWidget({
            ...graph,
            title: 'Dead letters',
            left: queues.map(({ node, deadLetters }) =>
              deadLetters.metricApproximateNumberOfMessagesVisible({ label: node.id, period }),
            ),
          }),
        ],
        [
          new GraphWidget({
            ...graph,
            title: 'Runs',
            left: steps.map(({ node, lambda }) => lambda.metricInvocations({ label: node.id, period })),
          }),
          new GraphWidget({
            ...graph,
            title: 'Runs that failed',
            left: steps.map(({ node, lambda }) => lambda.metricErrors({ label: node.id, period })),
          }),
        ],
        [
          new GraphWidget({
            ...graph,
            title: 'Time of a run (slowest of 100, milliseconds)',
            left: steps.map(({ node, lambda }) =>
              lambda.metricDuration({ label: node.id, period, statistic: 'p99' }),
            ),
          }),
        ],
      ],
    });
  }
}
