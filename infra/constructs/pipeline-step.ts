import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import {
  Effect,
  type IManagedPolicy,
  PolicyDocument,
  PolicyStatement,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as Lambda,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { OperatorAlarm } from './operator-alarm.ts';
import type { WorkQueue } from './work-queue.ts';

/** What all steps of a stack share. */
export interface StepSurroundings {
  /** Folder with one bundle for each step, by its name. */
  readonly bundles: string;
  /** Who is told when a step is broken. */
  readonly operators: ITopic;
  /** Lets a function send traces. */
  readonly tracing: IManagedPolicy;
}

/** A queue that feeds a step. */
export interface StepSource {
  /** Begins the headings of its alarms; the step's name if absent. */
  readonly name?: string;
  readonly inbox: WorkQueue;
  /** At most this many at once: a bulk load waits in the queue and leaves room for the others. */
  readonly atOnce: number;
  /** Messages of one invocation, 1 if absent: what one PDF does to the process then happens to no other. */
  readonly together?: number;
  /** A message older than this is an alarm. */
  readonly stalledAfter: Duration;
}

export interface PipelineStepProps extends StepSurroundings {
  /** What readers, subscribers or officers lose while this step fails: one sentence, the first thing in its alarms. */
  readonly impact: string;
  readonly timeout: Duration;
  /** Megabytes; the processor grows with them. */
  readonly memory: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Everything this step may do, beside writing its own log and what buckets say of their objects. */
  readonly may: readonly PolicyStatement[];
  /** The queue that feeds it. */
  readonly from?: StepSource;
  /** A second queue, for messages that must not wait behind those of the first. */
  readonly urgent?: StepSource;
  /** At most this many at once, kept free for it; absent: as many as the account has left. */
  readonly reserved?: number | undefined;
  /** Where invocations go that failed for good, when no queue feeds it. */
  readonly failed?: Queue;
}

/** A function named as its folder in `functions/`, with its role, its log, the queue that feeds it, and its alarms. */
export class PipelineStep extends Construct {
  readonly lambda: Lambda;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: PipelineStepProps) {
    super(scope, id);
    const functionName = `${Stack.of(this).stackName}-${id}`;
    const logGroup = new LogGroup(this, 'log', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: RetentionDays.SIX_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      managedPolicies: [props.tracing],
      inlinePolicies: {
        [id]: new PolicyDocument({
          statements: [
            allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn),
            ...[props.from, props.urgent].flatMap((source) =>
              source ? [allow(CONSUME, source.inbox.queue.queueArn)] : [],
            ),
            ...(props.failed ? [allow(['sqs:SendMessage'], props.failed.queueArn)] : []),
            ...props.may,
          ],
        }),
      },
    });
    this.lambda = new Lambda(this, 'function', {
      functionName,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(`${props.bundles}/${id}`),
      // What it may do is written above, whole: constructs that would add to it are not listened to.
      role: this.role.withoutPolicyUpdates(),
      timeout: props.timeout,
      memorySize: props.memory,
      environment: {
        ...props.environment,
        POWERTOOLS_SERVICE_NAME: id,
        POWERTOOLS_METRICS_NAMESPACE: METRICS_NAMESPACE,
      },
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
      ...(props.failed && { deadLetterQueue: props.failed }),
      ...(props.reserved !== undefined && { reservedConcurrentExecutions: props.reserved }),
    });
    if (props.from) this.#feed(props.from.name ?? id, props, props.from);
    if (props.urgent) this.#feed(props.urgent.name ?? id, props, props.urgent, 'urgent-');
    if (props.from) this.#watchFailures(id, props);
  }

  #feed(name: string, { impact, operators }: PipelineStepProps, from: StepSource, prefix = ''): void {
    this.lambda.addEventSourceMapping(`${prefix}inbox`, {
      eventSourceArn: from.inbox.queue.queueArn,
      batchSize: from.together ?? 1,
      reportBatchItemFailures: true,
      maxConcurrency: from.atOnce,
    });
    new OperatorAlarm(this, `${prefix}dead-letters`, {
      heading: `${name} dead letters`,
      impact,
      metric: from.inbox.deadLetters.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: 'max',
      }),
      threshold: 1,
      operators,
    });
    new OperatorAlarm(this, `${prefix}stalled`, {
      heading: `${name} stalled`,
      impact,
      metric: from.inbox.queue.metricApproximateAgeOfOldestMessage({
        period: Duration.minutes(5),
        statistic: 'max',
      }),
      threshold: from.stalledAfter.toSeconds(),
      operators,
    });
  }

  #watchFailures(id: string, { impact, operators }: PipelineStepProps): void {
    new OperatorAlarm(this, 'failing', {
      heading: `${id} failing`,
      impact,
      // A crash now and then is retried and harmless. Three of four, for a quarter of an hour, are not. Each metric is
      // paid for: of throttling, what waits for too long tells already.
      metric: new MathExpression({
        expression: 'IF(errors >= 3, 100 * errors / invocations, 0)',
        usingMetrics: {
          errors: this.lambda.metricErrors({ statistic: 'sum' }),
          invocations: this.lambda.metricInvocations({ statistic: 'sum' }),
        },
        label: 'crashed, per cent',
        period: Duration.minutes(15),
      }),
      threshold: 75,
      operators,
    });
  }
}

/** Where the functions' own metrics are found. */
export const METRICS_NAMESPACE = 'ReviewPublisher';

/** What Lambda's poller needs of a queue. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
const CONSUME = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

/** A statement that allows these actions on exactly these resources. */
export function allow(actions: readonly string[], ...resources: string[]): PolicyStatement {
  return new PolicyStatement({ effect: Effect.ALLOW, actions: [...actions], resources });
}
