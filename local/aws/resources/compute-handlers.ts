import * as z from 'zod';
import { arnOf } from '../account.ts';
import { LambdaFunction } from '../lambda/lambda-function.ts';
import type { ResourceHandler } from '../template/create-resources.ts';
import { readProperties } from '../template/read-properties.ts';
import type { Template } from '../template/template.ts';

const FunctionProperties = z.object({
  FunctionName: z.string().optional(),
  Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
  Handler: z.string(),
  Runtime: z.string().regex(/^nodejs/, 'only functions for Node can be run'),
  Timeout: z.number().default(3),
  MemorySize: z.number().default(128),
  Environment: z.strictObject({ Variables: z.record(z.string(), z.string()) }).optional(),
});
const MEANINGLESS = [
  'Architectures',
  'DeadLetterConfig',
  'Description',
  'EphemeralStorage',
  'Layers',
  'LoggingConfig',
  'ReservedConcurrentExecutions',
  'Role',
  'Tags',
  'TracingConfig',
];

const MappingProperties = z.object({
  FunctionName: z.string(),
  EventSourceArn: z.string(),
  BatchSize: z.number().default(10),
  Enabled: z.boolean().default(true),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  ScalingConfig: z.strictObject({ MaximumConcurrency: z.number() }).optional(),
});

const UrlProperties = z.object({
  TargetFunctionArn: z.string(),
  AuthType: z.literal('NONE', 'only function URLs that are open can be called'),
  InvokeMode: z.literal('BUFFERED').default('BUFFERED'),
});

const RuleProperties = z.object({
  ScheduleExpression: z.string(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z.array(z.object({ Arn: z.string(), Id: z.string(), Input: z.string().optional() })),
});

/** An event source mapping. */
interface Mapping {
  readonly functionName: string;
  readonly queueArn: string;
  readonly batchSize: number;
  readonly concurrency: number | undefined;
  readonly reportsFailures: boolean;
}

/** A scheduled function. */
interface Clockwork {
  readonly expression: string;
  readonly functionArn: string;
  readonly input: unknown;
}

export interface ComputeParts {
  readonly functions: Map<string, LambdaFunction>;
  readonly mappings: Mapping[];
  readonly schedules: Clockwork[];
  /** Function ARNs by the domain name of their function URL. */
  readonly urls: Map<string, string>;
}

/** Collects functions, event sources and schedules, to be started after all resources exist. */
export function computeHandlers(
  template: Template,
  parts: ComputeParts,
  options: {
    /** Environment variables that Lambda adds. */
    readonly environment: Readonly<Record<string, string>>;
    readonly onLine: (line: string, functionName: string) => void;
  },
): Readonly<Record<string, ResourceHandler>> {
  return {
    'AWS::Lambda::Function': ({ properties, physicalName }) => {
      const wanted = readProperties(properties, FunctionProperties, MEANINGLESS);
      const name = wanted.FunctionName ?? physicalName;
      const arn = arnOf('lambda', `function:${name}`);
      const made = new LambdaFunction({
        name,
        arn,
        folder: template.assetFolder(wanted.Code.S3Key),
        handler: wanted.Handler,
        timeoutSeconds: wanted.Timeout,
        memoryMb: wanted.MemorySize,
        environment: {
          ...options.environment,
          AWS_LAMBDA_FUNCTION_NAME: name,
          AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
          AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(wanted.MemorySize),
          _HANDLER: wanted.Handler,
          ...wanted.Environment?.Variables,
        },
        onLine: options.onLine,
      });
      parts.functions.set(name, made);
      return { ref: name, attributes: { Arn: arn } };
    },
    'AWS::Lambda::EventSourceMapping': ({ properties, physicalName }) => {
      const wanted = readProperties(properties, MappingProperties, [
        'MaximumBatchingWindowInSeconds',
        'Tags',
      ]);
      if (wanted.Enabled)
        parts.mappings.push({
          functionName: wanted.FunctionName,
          queueArn: wanted.EventSourceArn,
          batchSize: wanted.BatchSize,
          concurrency: wanted.ScalingConfig?.MaximumConcurrency,
          reportsFailures: wanted.FunctionResponseTypes.length > 0,
        });
      return { ref: physicalName, attributes: { Id: physicalName } };
    },
    'AWS::Lambda::Url': ({ properties, logicalId }) => {
      const { TargetFunctionArn } = readProperties(properties, UrlProperties);
      const domainName = `${logicalId.toLowerCase()}.lambda-url.local`;
      parts.urls.set(domainName, TargetFunctionArn);
      return {
        ref: TargetFunctionArn,
        attributes: { FunctionArn: TargetFunctionArn, FunctionUrl: `https://${domainName}/` },
      };
    },
    'AWS::Events::Rule': ({ properties, physicalName }) => {
      const wanted = readProperties(properties, RuleProperties, ['Description', 'Name', 'RoleArn', 'Tags']);
      if (wanted.State === 'ENABLED')
        for (const { Arn, Input = '{}' } of wanted.Targets)
          parts.schedules.push({
            expression: wanted.ScheduleExpression,
            functionArn: Arn,
            input: JSON.parse(Input),
          });
      const arn = arnOf('events', `rule/${physicalName}`);
      return { ref: physicalName, attributes: { Arn: arn } };
    },
  };
}
