import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { allow } from './pipeline-step.ts';
import { uniqueName } from './unique-name.ts';

/** Sparse index of the records by `dueAt`. */
export const DUE = 'due';

/** Local index of the entries by year page: local indexes allow strongly consistent reads. */
export const BY_PART = 'by-part';

/** Private records and public entries in one table, read by the functions only. */
export function reviewsTable(scope: Construct): Table {
  const table = new Table(scope, 'reviews', {
    tableName: uniqueName(Stack.of(scope), 'reviews'),
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.DEFAULT,
    // TTL of rate-limit counters. No record and no entry has this attribute.
    timeToLiveAttribute: 'expires',
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    // `npm run deploy` enables deletion protection after a successful deployment, so that a failed first one
    // can be undone.
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  table.addGlobalSecondaryIndex({
    indexName: DUE,
    partitionKey: { name: 'dueBucket', type: AttributeType.STRING },
    sortKey: { name: 'dueAt', type: AttributeType.STRING },
    projectionType: ProjectionType.KEYS_ONLY,
  });
  table.addLocalSecondaryIndex({
    indexName: BY_PART,
    sortKey: { name: 'part', type: AttributeType.NUMBER },
    projectionType: ProjectionType.ALL,
  });
  return table;
}

/** Restricts a statement to private records: never the entries, which become public. */
export function privateRecords(actions: readonly string[], table: Table): PolicyStatement {
  return onlyKeys('upload#*', allow(actions, table.tableArn));
}

/** Restricts a statement to items whose partition key matches. */
export function onlyKeys(like: string, statement: PolicyStatement): PolicyStatement {
  statement.addCondition('ForAllValues:StringLike', { 'dynamodb:LeadingKeys': [like] });
  return statement;
}
