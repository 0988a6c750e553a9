import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { Creator } from '../template/create-resources.ts';
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

/** Creates tables where they are not there yet. */
export function tableCreators(dynamo: DynamoDBClient, arnPrefix: string): Readonly<Record<string, Creator>> {
  const table: Creator = async ({ properties, physicalName }) => {
    const { TableName = physicalName, ...wanted } = readProperties(properties, TableProperties, MEANINGLESS);
    if (!(await exists(dynamo, TableName)))
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
    return { ref: TableName, attributes: { Arn: `${arnPrefix}:table/${TableName}` } };
  };
  return { 'AWS::DynamoDB::Table': table, 'AWS::DynamoDB::GlobalTable': table };
}

/** Without what is absent: the SDK takes no `undefined`. */
function asWanted({ IndexName, KeySchema, Projection: { ProjectionType, NonKeyAttributes } }: Index) {
  return {
    IndexName,
    KeySchema,
    Projection: { ProjectionType, ...(NonKeyAttributes && { NonKeyAttributes }) },
  };
}

async function exists(dynamo: DynamoDBClient, TableName: string): Promise<boolean> {
  try {
    await dynamo.send(new DescribeTableCommand({ TableName }));
    return true;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    throw error;
  }
}
