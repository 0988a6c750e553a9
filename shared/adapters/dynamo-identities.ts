import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Identities } from '#shared/ports.ts';
import { dynamoItem } from './dynamo-item.ts';

/** Private items in the table of the records: `pk` is `upload#<identity>`, `sk` is `identity`. */
export function dynamoIdentities(client: DynamoDBClient, table: string): Identities {
  return {
    async claim(identity, name, replacing = name) {
      const key = { pk: `upload#${identity}`, sk: 'identity' };
      try {
        await client.send(
          new PutItemCommand({
            TableName: table,
            Item: dynamoItem({ ...key, review: name }),
            ConditionExpression: 'attribute_not_exists(pk) OR review IN (:name, :replacing)',
            ExpressionAttributeValues: { ':name': { S: name }, ':replacing': { S: replacing } },
          }),
        );
        return name;
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
      const { Item } = await client.send(
        new GetItemCommand({ TableName: table, Key: dynamoItem(key), ConsistentRead: true }),
      );
      return Item?.review?.S ?? name;
    },
  };
}
