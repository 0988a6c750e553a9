import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { SNSClient } from '@aws-sdk/client-sns';
import { GetQueueUrlCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { dynamoDecisionLog } from '#shared/adapters/dynamo-decision-log.ts';
import { dynamoEntries } from '#shared/adapters/dynamo-entries.ts';
import { dynamoReviews } from '#shared/adapters/dynamo-reviews.ts';
import { s3Uploads } from '#shared/adapters/s3-uploads.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { DecisionLog, Entries, Reviews, Uploads } from '#shared/ports.ts';
import { dynamoClient, s3Client, snsClient, sqsClient } from '#shared/runtime/aws-clients.ts';
import { settingsFrom } from '#shared/runtime/read-settings.ts';
import { readSettings } from '../read-settings.ts';

/** Endpoints of a running `npm start`, as environment variables of the SDK. */
const LOCAL_ENDPOINTS = path.resolve(import.meta.dirname, '../../.local/endpoints.json');

/** A work queue and its dead-letter queue. */
export interface WorkingQueue {
  readonly name: string;
  readonly url: string;
  readonly deadLettersUrl: string;
}

/** A deployed stack, or the one that `npm start` runs. */
export interface Deployment {
  /** Value of a stack output. Throws if there is none. */
  readonly output: (name: string) => string;
  readonly sqs: SQSClient;
  readonly sns: SNSClient;
  readonly reviews: Reviews;
  readonly entries: Entries;
  readonly decisions: DecisionLog;
  readonly uploads: Uploads;
  /** The settings of the deployment, or of a file. */
  readonly settings: (file?: string) => Settings;
  readonly queues: readonly WorkingQueue[];
  /** Queue of undeliverable messages, for people to read. Never replayed. */
  readonly undeliveredUrl: string;
}

/** In processing order. */
const QUEUES = ['uploads', 'removals', 'scans', 'changes.fifo', 'alerts', 'audit'];

/**
 * Finds a deployment by its stack's outputs. `local`: the one of `npm start`; else region, credentials and
 * endpoints come from the environment. Throws if there is none.
 */
export async function findDeployment(options: {
  readonly local: boolean;
  readonly stack?: string | undefined;
}): Promise<Deployment> {
  if (options.local) Object.assign(process.env, localEndpoints());
  const stack = options.stack ?? 'review-publisher';
  const sqs = sqsClient();
  const urlOf = async (name: string): Promise<string> => {
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: `${stack}-${name}` }));
    if (QueueUrl === undefined) throw new Error(`There is no queue ${stack}-${name}.`);
    return QueueUrl;
  };
  const queues = await Promise.all(
    QUEUES.map(async (queue) => ({
      name: queue.replace('.fifo', ''),
      url: await urlOf(queue),
      deadLettersUrl: await urlOf(queue.replace(/^\w+/, '$&-dead-letters')),
    })),
  );
  const undeliveredUrl = await urlOf('undelivered');
  const output = await stackOutputs(stack);
  const dynamo = dynamoClient();
  return {
    output,
    sqs,
    sns: snsClient(),
    reviews: dynamoReviews(dynamo, output('ReviewsTable')),
    decisions: dynamoDecisionLog(dynamo, output('ReviewsTable')),
    entries: dynamoEntries(dynamo, output('ReviewsTable')),
    uploads: s3Uploads(s3Client(), output('UploadsBucket')),
    settings: (file) =>
      options.local ? settingsFrom(process.env.SETTINGS ?? '') : readSettings(file ?? 'infra/settings.yaml'),
    queues,
    undeliveredUrl,
  };
}

/** Reads the outputs of a stack. Throws if there is no such stack. */
async function stackOutputs(StackName: string): Promise<(name: string) => string> {
  const cloudformation = new CloudFormationClient({});
  try {
    const { Stacks = [] } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
    const outputs = new Map(
      (Stacks[0]?.Outputs ?? []).map(({ OutputKey, OutputValue = '' }) => [OutputKey, OutputValue]),
    );
    return (name) => {
      const value = outputs.get(name);
      if (value === undefined) throw new Error(`The stack ${StackName} has no output ${name}.`);
      return value;
    };
  } finally {
    cloudformation.destroy();
  }
}

function localEndpoints(): Record<string, string> {
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(LOCAL_ENDPOINTS, 'utf8')));
  } catch (cause) {
    throw new Error('Nothing runs on this machine. Start it first: npm start', { cause });
  }
}
