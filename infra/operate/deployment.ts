import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetQueueUrlCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { dynamoDecisionLog } from '#shared/adapters/dynamo-decision-log.ts';
import { dynamoEntries } from '#shared/adapters/dynamo-entries.ts';
import { dynamoReviews } from '#shared/adapters/dynamo-reviews.ts';
import { s3Uploads } from '#shared/adapters/s3-uploads.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { DecisionLog, Entries, Reviews, Uploads } from '#shared/ports.ts';
import { dynamoClient, s3Client, sqsClient } from '#shared/runtime/aws-clients.ts';
import { settingsFrom } from '#shared/runtime/read-settings.ts';
import { readSettings } from '../read-settings.ts';

/** Where `npm start` says how to reach what it runs: the SDK's own environment variables. */
const LOCAL_ENDPOINTS = path.resolve(import.meta.dirname, '../../.local/endpoints.json');

/** A queue that a function works through, and where its dead letters wait. */
export interface WorkingQueue {
  readonly name: string;
  readonly url: string;
  readonly deadLettersUrl: string;
}

/** What the operators' commands work on: a deployed stack, or the one that `npm start` runs. */
export interface Deployment {
  /** The outputs of the stack, by name. Throws a sentence for one that it does not have. */
  readonly output: (name: string) => string;
  readonly sqs: SQSClient;
  readonly reviews: Reviews;
  readonly entries: Entries;
  readonly decisions: DecisionLog;
  readonly uploads: Uploads;
  /** The settings of `npm start`, or of a file. */
  readonly settings: (file?: string) => Settings;
  readonly queues: readonly WorkingQueue[];
  /** Dead-letter queues that are read by people and never replayed. */
  readonly undeliveredUrl: string;
}

/** In processing order. */
const QUEUES = ['uploads', 'removals', 'changes.fifo', 'alerts', 'audit'];

/**
 * Finds a deployment by the names that its stack gave. `local` is the one of `npm start`; else region,
 * credentials and other endpoints come from the environment. Throws a sentence when there is none.
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
