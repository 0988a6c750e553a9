import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ALERT_LEASE_SECONDS, DELIVERY_LOG_GRACE_SECONDS } from '#shared/domain/review/record/timeouts.ts';
import { REQUEST_TIMEOUTS } from '#shared/runtime/aws-clients.ts';
import { readSettings } from '../../infra/read-settings.ts';
import { STEPS, type Synthesized, synthesized } from './synthesized.ts';

const template = synthesized();
const ofType = (type: string): readonly Synthesized[] => template.filter((one) => one.type === type);
const queues = ofType('AWS::SQS::Queue');
const functions = ofType('AWS::Lambda::Function');
const sources = ofType('AWS::Lambda::EventSourceMapping');

const named = (name: string): Synthesized => {
  const found = template.find(({ id }) => `<${id}>` === name || `<${id}.Arn>` === name);
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found;
};

/** The queues without consumers, and the senders of each. */
const deadLetters = new Set<string>([
  ...queues.map(({ properties }) => properties.RedrivePolicy?.deadLetterTargetArn),
  ...functions.map(({ properties }) => properties.DeadLetterConfig?.TargetArn),
  ...ofType('AWS::SNS::Subscription').map(({ properties }) => properties.RedrivePolicy?.deadLetterTargetArn),
  ...ofType('AWS::Events::Rule').flatMap(({ properties }) =>
    properties.Targets.map((target: { DeadLetterConfig?: { Arn: string } }) => target.DeadLetterConfig?.Arn),
  ),
]);
const isDeadLetters = ({ id }: Synthesized): boolean => deadLetters.has(`<${id}.Arn>`);
const working = queues.filter((queue) => !isDeadLetters(queue));

describe.each(working.map((queue) => [queue.id, queue] as const))('%s', (_, { id, properties }) => {
  test('has dead letters of its kind, after five tries or more', () => {
    const letters = named(properties.RedrivePolicy.deadLetterTargetArn);
    expect(properties.RedrivePolicy.maxReceiveCount).toBeGreaterThanOrEqual(5);
    expect(letters.properties.FifoQueue).toBe(properties.FifoQueue);
    expect(letters.id).not.toBe(id);
  });

  test('hides a message for six times as long as its reader may run', () => {
    const source = sources.find((one) => one.properties.EventSourceArn === `<${id}.Arn>`);
    // The audit queue is read by the sweep itself.
    const reader = source ? named(source.properties.FunctionName) : named('<sweepfunction>');
    expect(properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * reader.properties.Timeout);
    expect(source !== undefined || id === 'auditqueue').toBe(true);
  });
});

test.each(queues.map((queue) => [queue.id, queue.properties] as const))(
  '%s keeps its messages for 14 days, encrypted, and takes them over TLS only',
  (id, properties) => {
    expect(properties.MessageRetentionPeriod).toBe(14 * 24 * 60 * 60);
    expect(properties.SqsManagedSseEnabled).toBe(true);
    const policy = ofType('AWS::SQS::QueuePolicy').find((one) => one.properties.Queues.includes(`<${id}>`));
    expect(policy?.properties.PolicyDocument.Statement).toContainEqual({
      Effect: 'Deny',
      Action: 'sqs:*',
      Principal: { AWS: '*' },
      Resource: `<${id}.Arn>`,
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
  },
);

test('nothing that AWS delivers by itself is lost: clocks and subscriptions have dead letters', () => {
  const rules = ofType('AWS::Events::Rule').flatMap(({ properties }) => properties.Targets);
  const subscriptions = ofType('AWS::SNS::Subscription');
  expect(rules.filter((target) => target.DeadLetterConfig === undefined)).toEqual([]);
  expect(subscriptions.filter(({ properties }) => properties.RedrivePolicy === undefined)).toEqual([]);
  expect(rules.length).toBe(3);
  expect(subscriptions.length).toBeGreaterThan(2);
});

test('functions without an event source have a dead-letter queue', () => {
  const fed = new Set(sources.map(({ properties }) => properties.FunctionName));
  // Whoever calls a function by its address waits for the answer.
  const answering = new Set(ofType('AWS::Lambda::Url').map(({ properties }) => properties.TargetFunctionArn));
  const called = functions.filter(({ id }) => !fed.has(`<${id}>`) && !answering.has(`<${id}.Arn>`));
  expect(called.map(({ id }) => id)).toEqual(['sweepfunction']);
  for (const { properties } of called) expect(properties.DeadLetterConfig.TargetArn).toBeDefined();
});

test('a failed message goes back alone', () => {
  expect(sources).toHaveLength(5);
  for (const { properties } of sources)
    expect(properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
});

test('a removal has a queue of its own, which nothing delays, with room of its own at the function', () => {
  const [bucket] = ofType('AWS::S3::Bucket').filter(({ id }) => id === 'uploads');
  const events = bucket?.properties.NotificationConfiguration.QueueConfigurations;
  expect(events).toEqual([
    { Event: 's3:ObjectCreated:*', Queue: '<uploadsqueue.Arn>' },
    { Event: 's3:ObjectRemoved:*', Queue: '<removalsqueue.Arn>' },
  ]);
  const source = sources.find(({ properties }) => properties.EventSourceArn === '<removalsqueue.Arn>');
  expect(source?.properties).toMatchObject({
    FunctionName: '<examineuploadfunction>',
    ScalingConfig: { MaximumConcurrency: 2 },
  });
});

test('only publications are handled together: a PDF could harm what is in its process, an alert takes its second', () => {
  const batches = sources.map(({ properties }) => [properties.FunctionName, properties.BatchSize]);
  expect(Object.fromEntries(batches)).toEqual({
    '<examineuploadfunction>': 1,
    '<readscanfunction>': 1,
    '<publishreviewfunction>': 10,
    '<alertsubscribersfunction>': 1,
  });
});

test('an upload waits for its note as long as the settings say, and nothing else waits', () => {
  const delays = (all: readonly Synthesized[]) =>
    all.flatMap(({ id, type, properties }) =>
      type === 'AWS::SQS::Queue' && properties.DelaySeconds > 0 ? [[id, properties.DelaySeconds]] : [],
    );
  expect(delays(template)).toEqual([['uploadsqueue', 15]]);
  const settings = readSettings('infra/settings.yaml');
  const patient = synthesized({ ...settings, waitForNote: 900 });
  expect(delays(patient)).toEqual([['uploadsqueue', 900]]);
  expect(delays(synthesized({ ...settings, waitForNote: 0 }))).toEqual([]);
  const stalled = patient.find(({ id }) => id === 'examineuploadstalled');
  expect(stalled?.properties.Threshold).toBe(900 + 900);
});

test('a new account, which runs ten functions at once, has room for all queues; clock and form are retried', () => {
  const atOnce = sources.map(({ properties }) => Number(properties.ScalingConfig.MaximumConcurrency));
  expect(atOnce.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(10);
});

test('at most one alert a second: two at once, one message each, at least two seconds each', () => {
  const source = sources.find(({ properties }) => properties.FunctionName === '<alertsubscribersfunction>');
  expect(source?.properties).toMatchObject({ BatchSize: 1, ScalingConfig: { MaximumConcurrency: 2 } });
});

test('a claim outlives the function that made it', () => {
  expect(ALERT_LEASE_SECONDS).toBeGreaterThan(named('<alertsubscribersfunction>').properties.Timeout);
});

test('an alert stays in the audit queue while sweeps fail for an hour, each tried three times', () => {
  const hearing = ofType('AWS::Events::Rule').find(({ properties }) =>
    properties.Targets[0].Input.includes('recent'),
  );
  const [, minutes] = /^rate\((\d+) minutes\)$/.exec(hearing?.properties.ScheduleExpression) ?? [];
  expect(DELIVERY_LOG_GRACE_SECONDS).toBeGreaterThan(60 * Number(minutes));
  // https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
  const hearingsOfAnHour = 3 * (60 / Number(minutes));
  expect(named('<auditqueue>').properties.RedrivePolicy.maxReceiveCount).toBeGreaterThan(hearingsOfAnHour);
});

test.each(STEPS.filter((step) => step !== 'subscribe'))(
  '%s lives to try a request again that hangs: each may take less than half of its time',
  (step) => {
    const source = readFileSync(
      path.resolve(import.meta.dirname, `../../functions/${step}/handler.ts`),
      'utf8',
    );
    const clients = Object.entries(REQUEST_TIMEOUTS).filter(([client]) => source.includes(`${client}()`));
    const lambda = functions.find(({ properties }) => properties.FunctionName === `review-publisher-${step}`);
    expect(clients.length).toBeGreaterThanOrEqual(2);
    for (const [client, milliseconds] of clients)
      expect(2 * milliseconds, client).toBeLessThan(1000 * lambda?.properties.Timeout);
  },
);

test('one publish-review at a time works on a review: groups in order, and no signal is taken for another', () => {
  const changes = named('<changesqueue>').properties;
  expect(changes).toMatchObject({ FifoQueue: true, ContentBasedDeduplication: false });
});
