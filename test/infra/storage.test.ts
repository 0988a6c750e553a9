import { describe, expect, test } from 'vitest';
import { type Synthesized, synthesized } from './synthesized.ts';

const template = synthesized();
const ofType = (type: string): readonly Synthesized[] => template.filter((one) => one.type === type);
const buckets = ofType('AWS::S3::Bucket');
const bucketPolicies = ofType('AWS::S3::BucketPolicy');

describe.each(buckets.map((bucket) => [bucket.id, bucket] as const))('the bucket %s', (id, bucket) => {
  test('is private', () => {
    expect(bucket.properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
  });

  test('is encrypted, and speaks TLS only', () => {
    const [rule] = bucket.properties.BucketEncryption.ServerSideEncryptionConfiguration;
    expect(rule.ServerSideEncryptionByDefault.SSEAlgorithm).toBe('AES256');
    const policy = bucketPolicies.find(({ properties }) => properties.Bucket === `<${id}>`);
    expect(policy?.properties.PolicyDocument.Statement).toContainEqual({
      Effect: 'Deny',
      Action: 's3:*',
      Principal: { AWS: '*' },
      Resource: [`<${id}.Arn>`, `<${id}.Arn>/*`],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
  });

  test('is logged, unless it holds the logs', () => {
    const logs = bucket.properties.LoggingConfiguration?.DestinationBucketName;
    expect(logs).toBe(id === 'accesslogs' ? undefined : '<accesslogs>');
  });

  test('outlives the stack', () => {
    expect(bucket.deletionPolicy).toBe('RetainExceptOnCreate');
  });
});

test('uploads and clean copies keep old versions for a while; public files, which withdrawal must end, keep none', () => {
  const versioned = buckets.filter(
    ({ properties }) => properties.VersioningConfiguration?.Status === 'Enabled',
  );
  expect(versioned.map(({ id }) => id)).toEqual(['uploads', 'cleancopies']);
  for (const { properties } of versioned)
    expect(
      properties.LifecycleConfiguration.Rules[0].NoncurrentVersionExpiration.NoncurrentDays,
    ).toBeGreaterThan(0);
});

test('logs do not stay for ever', () => {
  const logs = buckets.find(({ id }) => id === 'accesslogs');
  expect(logs?.properties.LifecycleConfiguration.Rules[0].ExpirationInDays).toBe(90);
  const groups = ofType('AWS::Logs::LogGroup');
  expect(groups.filter(({ properties }) => properties.RetentionInDays === undefined)).toEqual([]);
  const functions = ofType('AWS::Lambda::Function');
  expect(functions.map(({ properties }) => properties.LoggingConfig.LogGroup)).toEqual(
    groups.map(({ id }) => `<${id}>`),
  );
});

test('new uploads go to the uploads queue, and removals to a queue of their own', () => {
  const uploads = buckets.find(({ id }) => id === 'uploads');
  expect(uploads?.properties.NotificationConfiguration).toEqual({
    QueueConfigurations: [
      { Event: 's3:ObjectCreated:*', Queue: '<uploadsqueue.Arn>' },
      { Event: 's3:ObjectRemoved:*', Queue: '<removalsqueue.Arn>' },
    ],
  });
});

test('nothing that outlives a failed first deployment stands in the way of the second', () => {
  const left = template.filter(({ deletionPolicy = 'Delete' }) => deletionPolicy !== 'Delete');
  expect(new Set(left.map(({ type }) => type))).toEqual(new Set(['AWS::S3::Bucket', 'AWS::DynamoDB::Table']));
  // Their names are CloudFormation's, or end in a part of the stack's own ID.
  const names = left.map(({ properties }) => properties.BucketName ?? properties.TableName);
  const fixed = names.filter((name) => name !== undefined && !JSON.stringify(name).includes('AWS::StackId'));
  expect(fixed).toEqual([]);
  // Turned on at the end of `npm run deploy`: CloudFormation could not undo the first attempt.
  const [table] = ofType('AWS::DynamoDB::Table');
  expect(table?.properties.DeletionProtectionEnabled).toBeUndefined();
});

test('the table can be restored to any second', () => {
  const [table] = ofType('AWS::DynamoDB::Table');
  expect(table?.properties).toMatchObject({
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
  });
  expect(table?.deletionPolicy).toBe('RetainExceptOnCreate');
});

test('topics take messages over TLS only', () => {
  const topics = ofType('AWS::SNS::Topic').map(({ id }) => id);
  expect(topics).toEqual(['operators', 'officers', 'alerts']);
  for (const topic of topics) {
    const policy = ofType('AWS::SNS::TopicPolicy').find(({ properties }) =>
      properties.Topics.includes(`<${topic}>`),
    );
    expect(policy?.properties.PolicyDocument.Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Action: 'sns:Publish',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    );
  }
});

test('receipts and alerts are encrypted, also in an account that has no key yet; alarms CloudWatch could not encrypt', () => {
  const keys = ofType('AWS::SNS::Topic').map(({ id, properties }) => [id, properties.KmsMasterKeyId]);
  expect(Object.fromEntries(keys)).toEqual({
    officers: 'alias/aws/sns',
    alerts: 'alias/aws/sns',
    operators: undefined,
  });
});

test('nothing brings a function of CDK in another language', () => {
  const runtimes = ofType('AWS::Lambda::Function').map(({ properties }) => properties.Runtime);
  expect(new Set(runtimes)).toEqual(new Set(['nodejs24.x']));
});
