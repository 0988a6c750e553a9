import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { dynamoItem } from './dynamo-item.ts';

/**
 * Compare-and-swap: stores an item as `revision + 1` if the stored one has `revision` (0: there is none),
 * else returns `stale`. A write whose reply was lost may return `stale` when the SDK retries it.
 */
export async function dynamoPutRevision(
  client: DynamoDBClient,
  table: string,
  item: Record<string, unknown> & { readonly revision: number },
): Promise<'written' | 'stale'> {
  const { revision } = item;
  try {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: dynamoItem({ ...item, revision: revision + 1 }),
        ...(revision === 0
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: 'revision = :revision',
              ExpressionAttributeValues: { ':revision': { N: String(revision) } },
            }),
      }),
    );
    return 'written';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'stale';
    throw error;
  }
}
