import { expect, test } from 'vitest';
import { readSettings } from '../../infra/read-settings.ts';
import { permissionsOf, statementsOf } from './permissions.ts';
import { STEPS, synthesized } from './synthesized.ts';

const template = synthesized();
const permissions = permissionsOf(template);

/** The role of a step. */
const roleOf = (step: string): string => `${step.replaceAll('-', '')}role`;

const TRACING = ['xray:PutTelemetryRecords *', 'xray:PutTraceSegments *'];
const log = (step: string): string[] =>
  ['logs:CreateLogStream', 'logs:PutLogEvents'].map(
    (action) => `${action} <${step.replaceAll('-', '')}log.Arn>`,
  );
const consume = (queue: string): string[] =>
  ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'].map(
    (action) => `${action} <${queue}.Arn>`,
  );

/** What examining the uploads of a review takes, by whichever function. */
const EXAMINATION = [
  's3:ListBucket <uploads.Arn>',
  's3:GetObject <uploads.Arn>/*',
  's3:PutObject <cleancopies.Arn>/*',
  'dynamodb:GetItem <reviews.Arn>',
  'dynamodb:PutItem <reviews.Arn>',
  'sqs:SendMessage <changesqueue.Arn>',
];
/** All that each function may do. A new line here is a decision. */
const ALLOWED: Record<(typeof STEPS)[number], readonly string[]> = {
  'examine-upload': [
    ...TRACING,
    ...log('examine-upload'),
    ...consume('uploadsqueue'),
    ...consume('removalsqueue'),
    ...EXAMINATION,
    'sqs:SendMessage <scansqueue.Arn>',
  ],
  'read-scan': [...TRACING, ...log('read-scan'), ...consume('scansqueue'), ...EXAMINATION],
  'publish-review': [
    ...TRACING,
    ...log('publish-review'),
    ...consume('changesqueue'),
    'dynamodb:GetItem <reviews.Arn>',
    'dynamodb:PutItem <reviews.Arn>',
    'dynamodb:Query <reviews.Arn>',
    'dynamodb:Query <reviews.Arn>/index/by-part',
    'dynamodb:UpdateItem <reviews.Arn>',
    's3:GetObject <cleancopies.Arn>/*',
    's3:ListBucket <public.Arn>',
    's3:GetObject <public.Arn>/*',
    's3:PutObject <public.Arn>/*',
    's3:DeleteObject <public.Arn>/*',
    'cloudfront:CreateInvalidation arn:<AWS::Partition>:cloudfront::<AWS::AccountId>:distribution/<sitedistribution>',
    'sqs:SendMessage <alertsqueue.Arn>',
    'sqs:SendMessage <uploadsqueue.Arn>',
    'sns:Publish <officers>',
  ],
  'alert-subscribers': [
    ...TRACING,
    ...log('alert-subscribers'),
    ...consume('alertsqueue'),
    'dynamodb:GetItem <reviews.Arn>',
    'dynamodb:PutItem <reviews.Arn>',
    'sns:Publish <alerts>',
  ],
  sweep: [
    ...TRACING,
    ...log('sweep'),
    'dynamodb:GetItem <reviews.Arn>',
    'dynamodb:PutItem <reviews.Arn>',
    'dynamodb:Query <reviews.Arn>',
    'dynamodb:Query <reviews.Arn>/index/by-part',
    'dynamodb:Query <reviews.Arn>/index/due',
    'dynamodb:Scan <reviews.Arn>',
    's3:ListBucket <uploads.Arn>',
    's3:ListBucket <public.Arn>',
    's3:GetObject <public.Arn>/*',
    's3:PutObject <public.Arn>/*',
    'sqs:SendMessage <uploadsqueue.Arn>',
    'sqs:SendMessage <changesqueue.Arn>',
    'sqs:SendMessage <alertsqueue.Arn>',
    'sqs:SendMessage <undeliveredqueue.Arn>',
    'sqs:ReceiveMessage <auditqueue.Arn>',
    'sqs:DeleteMessage <auditqueue.Arn>',
    'sns:ListSubscriptionsByTopic <officers>',
    'sns:ListSubscriptionsByTopic <operators>',
  ],
  subscribe: [
    ...TRACING,
    ...log('subscribe'),
    'dynamodb:UpdateItem <reviews.Arn>',
    'sns:Subscribe <alerts>',
    'sns:ConfirmSubscription <alerts>',
    'sns:GetSubscriptionAttributes <alerts>',
    'sns:SetSubscriptionAttributes <alerts>',
    'sns:Unsubscribe <alerts>',
  ],
};

const mayDo = (who: string): string[] =>
  permissions
    .filter((one) => one.who === who)
    .map(({ action, resource }) => `${action} ${resource}`)
    .sort();

test.each(STEPS)('%s has exactly the permissions that it needs', (step) => {
  expect(mayDo(roleOf(step))).toEqual([...ALLOWED[step]].sort());
});

test('the clock starts nothing before the sweep may write, which a first deployment lets it after minutes', () => {
  const rules = template.filter(({ type }) => type === 'AWS::Events::Rule');
  expect(rules.map(({ after }) => after)).toEqual(rules.map(() => ['publicPolicy']));
  expect(rules.length).toBeGreaterThan(0);
});

test('an officer may put, list, look back at and delete uploads, and nothing else', () => {
  expect(mayDo('uploader')).toEqual([
    's3:AbortMultipartUpload <uploads.Arn>/*',
    's3:DeleteObject <uploads.Arn>/*',
    's3:GetBucketLocation <uploads.Arn>',
    's3:GetObject <uploads.Arn>/*',
    's3:ListBucket <uploads.Arn>',
    's3:ListBucketMultipartUploads <uploads.Arn>',
    's3:ListMultipartUploadParts <uploads.Arn>/*',
    's3:PutObject <uploads.Arn>/*',
  ]);
});

test('no statement allows an action by a wildcard, or by exception', () => {
  const allowing = [...statementsOf(template)].filter(({ Effect }) => Effect === 'Allow');
  expect(permissions.filter(({ action }) => action.includes('*'))).toEqual([]);
  expect(allowing.filter((one) => one.NotAction !== undefined || one.NotResource !== undefined)).toEqual([]);
});

test('nothing is allowed on every resource but traces, which X-Ray cannot narrow', () => {
  const everywhere = permissions.filter(({ resource }) => resource === '*');
  expect(new Set(everywhere.map(({ action }) => action))).toEqual(
    new Set(['xray:PutTraceSegments', 'xray:PutTelemetryRecords']),
  );
});

test('a wildcard inside a resource stands for the objects of one bucket only', () => {
  const wild = new Set(
    permissions.map(({ resource }) => resource).filter((one) => one.length > 1 && one.includes('*')),
  );
  expect([...wild].filter((one) => !/^<\w+\.Arn>(\/s3\/[\w-]+)?\/\*$/.test(one))).toEqual([]);
  expect(wild.size).toBeGreaterThan(0);
});

test('the function that opens uploaded files reaches neither the public bucket nor any topic', () => {
  const reached = permissions.filter(({ who }) => who === roleOf('examine-upload'));
  expect(
    reached.filter(({ action, resource }) => action.startsWith('sns:') || resource.includes('<public')),
  ).toEqual([]);
  expect(reached.some(({ resource }) => resource.includes('<uploads'))).toBe(true);
});

test('no function reads uploaded files and writes public ones', () => {
  const readers = permissions.filter(
    ({ action, resource }) => action === 's3:GetObject' && resource.startsWith('<uploads'),
  );
  const writers = permissions.filter(
    ({ action, resource }) => /Put|Delete/.test(action) && resource.startsWith('<public'),
  );
  const both = readers.filter(({ who }) => writers.some((writer) => writer.who === who));
  expect(both).toEqual([]);
  expect(writers.length).toBeGreaterThan(0);
});

test('functions that do not publish write private records, never the entries that become public', () => {
  const puts = [...statementsOf(template)].filter(
    ({ Action, who }) =>
      [Action].flat().includes('dynamodb:PutItem') && !who.includes(roleOf('publish-review')),
  );
  expect(puts).toHaveLength(4);
  for (const { Condition } of puts)
    expect(Condition).toEqual({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['upload#*'] } });
});

test('the publisher may update only permalink counters in place', () => {
  const its = [...statementsOf(template)].filter(({ who }) => who.includes(roleOf('publish-review')));
  expect(its.find(({ Action }) => Action === 'dynamodb:UpdateItem')?.Condition).toEqual({
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['years'] },
  });
});

test('the function that readers reach counts forms and subscribes people: no record, no entry, no machine', () => {
  const its = [...statementsOf(template)].filter(({ who }) => who.includes(roleOf('subscribe')));
  expect(its.find(({ Action }) => Action === 'dynamodb:UpdateItem')?.Condition).toEqual({
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['rate-limit#*'] },
  });
  expect(its.find(({ Action }) => Action === 'sns:Subscribe')?.Condition).toEqual({
    StringEquals: { 'sns:Protocol': ['email'] },
  });
});

test('the whole world may call one function, by its address only', () => {
  const open = template
    .filter(({ type }) => type === 'AWS::Lambda::Permission')
    .filter(({ properties }) => !/\.amazonaws\.com$/.test(properties.Principal));
  expect(new Set(open.map(({ properties }) => properties.FunctionName))).toEqual(
    new Set(['<subscribefunction.Arn>']),
  );
  for (const { properties } of open)
    expect(properties.FunctionUrlAuthType === 'NONE' || properties.InvokedViaFunctionUrl).toBe(true);
});

test('only alert-subscribers may publish alerts, and everybody else is denied', () => {
  const publishers = permissions.filter(
    ({ action, resource }) => action === 'sns:Publish' && resource === '<alerts>',
  );
  expect(publishers.map(({ who }) => who)).toEqual([roleOf('alert-subscribers')]);
  expect([...statementsOf(template)]).toContainEqual(
    expect.objectContaining({
      Effect: 'Deny',
      Action: 'sns:Publish',
      Resource: '<alerts>',
      Condition: { ArnNotEquals: { 'aws:PrincipalArn': `<${roleOf('alert-subscribers')}.Arn>` } },
    }),
  );
});

test.each([
  ['cleancopies', ['examine-upload', 'read-scan']],
  ['public', ['publish-review', 'sweep']],
])('nobody slips a file into the %s bucket by hand', (bucket, writers) => {
  expect([...statementsOf(template)]).toContainEqual(
    expect.objectContaining({
      Effect: 'Deny',
      Action: 's3:PutObject',
      Resource: `<${bucket}.Arn>/*`,
      Condition: {
        ArnNotEquals: { 'aws:PrincipalArn': writers.map((step) => `<${roleOf(step)}.Arn>`) },
      },
    }),
  );
});

test('nobody but the malware scan tags uploads, for its result is a tag', () => {
  const scanned = synthesized({ ...readSettings('infra/settings.yaml'), malwareScan: true });
  expect([...statementsOf(scanned)]).toContainEqual(
    expect.objectContaining({
      Effect: 'Deny',
      Action: ['s3:PutObjectTagging', 's3:PutObjectVersionTagging'],
      Resource: '<uploads.Arn>/*',
      Condition: { ArnNotEquals: { 'aws:PrincipalArn': '<malwarescanrole.Arn>' } },
    }),
  );
  const taggers = permissionsOf(scanned).filter(({ action }) => /^s3:Put.*Tagging$/.test(action));
  expect([...new Set(taggers.map(({ who }) => who))]).toEqual(['malwarescanrole']);
});

test('a service is let in only for this account, or for one resource of it', () => {
  const services = [...statementsOf(template)].filter(
    ({ Effect, who }) => Effect === 'Allow' && who.some((one) => one.endsWith('.amazonaws.com')),
  );
  const open = services.filter(
    ({ Condition }) => !/aws:SourceA(rn|ccount)/i.test(JSON.stringify(Condition ?? {})),
  );
  expect(open).toEqual([]);
  expect(services.length).toBeGreaterThan(5);
});
