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

/** Resources that all steps share. */
export interface StepSurroundings {
  /** Folder with one bundle for each step, by its name. */
  readonly bundles: string;
  /** Topic for alarms. */
  readonly operators: ITopic;
  /** Enables X-Ray traces. */
  readonly tracing: IManagedPolicy;
}

/** A queue that feeds a step. */
export interface StepSource {
  /** Begins the headings of its alarms; the step's name if absent. */
  readonly name?: string;
  readonly inbox: WorkQueue;
  /** Maximum concurrency of the event source: a bulk load waits in the queue. */
  readonly atOnce: number;
  /** Batch size, 1 by default: a PDF that harms the process then harms no other message. */
  readonly together?: number;
  /** Maximum age of a message before an alarm. */
  readonly stalledAfter: Duration;
}

export interface PipelineStepProps extends StepSurroundings {
  /** What readers, subscribers or officers lose while this step fails: the first sentence of its alarms. */
  readonly impact: string;
  readonly timeout: Duration;
  /** Memory in MB; Lambda scales the processor with it. */
  readonly memory: number;
  readonly environment: Readonly<Record<string, string>>;
  /** The step's permissions, beside its own log. */
  readonly may: readonly PolicyStatement[];
  /** Event source. */
  readonly from?: StepSource;
  /** A second queue, for messages that must not wait behind those of the first. */
  readonly urgent?: StepSource;
  /** Reserved concurrency; absent: the account's unreserved pool. */
  readonly reserved?: number | undefined;
  /** Destination of failed asynchronous invocations. */
  readonly failed?: Queue;
}

/** A Lambda function named after its folder in `functions/`, with role, log, event sources and alarms. */
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
      // The policy above is complete: grants of other constructs are ignored.
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
      // A single crash is retried. Three of four over 15 minutes are an alarm. Throttling needs no alarm of
      // its own: the age of the oldest message shows it.
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

/** Namespace of the functions' metrics. */
export const METRICS_NAMESPACE = 'ReviewPublisher';

/** Permissions of Lambda's poller. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
const CONSUME = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

/** A statement that allows these actions on exactly these resources. */
export function allow(actions: readonly string[], ...resources: string[]): PolicyStatement {
  return new PolicyStatement({ effect: Effect.ALLOW, actions: [...actions], resources });
}
