import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { arnOf } from '../account.ts';
import type { ResourceHandler } from '../template/create-resources.ts';
import { readProperties } from '../template/read-properties.ts';

const KeySchema = z
  .array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))
  .min(1);
const Index = z.strictObject({
  IndexName: z.string(),
  KeySchema,
  Projection: z.strictObject({
    ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
});
type Index = z.infer<typeof Index>;
const TableProperties = z.object({
  TableName: z.string().optional(),
  AttributeDefinitions: z.array(
    z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  KeySchema,
  GlobalSecondaryIndexes: z.array(Index).default([]),
  LocalSecondaryIndexes: z.array(Index).default([]),
});
const MEANINGLESS = [
  'BillingMode',
  'DeletionProtectionEnabled',
  'PointInTimeRecoverySpecification',
  'Replicas',
  'SSESpecification',
  'Tags',
  'TimeToLiveSpecification',
];

/** Creates missing tables. Throws if an existing table, from an earlier version, lacks an index. */
export function tableHandlers(dynamo: DynamoDBClient): Readonly<Record<string, ResourceHandler>> {
  const table: ResourceHandler = async ({ properties, physicalName }) => {
    const { TableName = physicalName, ...wanted } = readProperties(properties, TableProperties, MEANINGLESS);
    const indexes = [...wanted.GlobalSecondaryIndexes, ...wanted.LocalSecondaryIndexes];
    const there = await indexesThere(dynamo, TableName);
    if (there !== undefined && indexes.some(({ IndexName }) => !there.includes(IndexName)))
      throw new Error('This state was kept by an earlier version. Delete its folder, and start again.');
    if (there === undefined)
      await dynamo.send(
        new CreateTableCommand({
          TableName,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: wanted.AttributeDefinitions,
          KeySchema: wanted.KeySchema,
          ...(wanted.GlobalSecondaryIndexes.length > 0 && {
            GlobalSecondaryIndexes: wanted.GlobalSecondaryIndexes.map(asWanted),
          }),
          ...(wanted.LocalSecondaryIndexes.length > 0 && {
            LocalSecondaryIndexes: wanted.LocalSecondaryIndexes.map(asWanted),
          }),
        }),
      );
    return { ref: TableName, attributes: { Arn: arnOf('dynamodb', `table/${TableName}`) } };
  };
  return { 'AWS::DynamoDB::Table': table, 'AWS::DynamoDB::GlobalTable': table };
}

/** Without undefined properties, which the SDK rejects. */
function asWanted({ IndexName, KeySchema, Projection: { ProjectionType, NonKeyAttributes } }: Index) {
  return {
    IndexName,
    KeySchema,
    Projection: { ProjectionType, ...(NonKeyAttributes && { NonKeyAttributes }) },
  };
}

/** Names of a table's indexes, or undefined if the table does not exist. */
async function indexesThere(dynamo: DynamoDBClient, TableName: string): Promise<unknown[] | undefined> {
  try {
    const { Table } = await dynamo.send(new DescribeTableCommand({ TableName }));
    const indexes = [...(Table?.GlobalSecondaryIndexes ?? []), ...(Table?.LocalSecondaryIndexes ?? [])];
    return indexes.map(({ IndexName }) => IndexName);
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
