import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  paginateScan,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { REVIEW_SCHEMA, readReview } from '#shared/domain/review/record/stored-review.ts';
import type { Review } from '#shared/domain/review/review.ts';
import { UnreadableItem } from '#shared/domain/unreadable-item.ts';
import type { Reviews } from '#shared/ports.ts';
import { dynamoPutRevision } from './dynamo-put-revision.ts';

const PREFIX = 'upload#';

/**
 * Records in a table with keys `pk` (`upload#<name>`) and `sk` (`record`). Its sparse index `due` (keys only)
 * has
 * `dueBucket` (always `due`) and `dueAt`.
 */
export function dynamoReviews(client: DynamoDBClient, table: string): Reviews {
  const parse = (item: Record<string, AttributeValue>): Review => {
    const { pk: _pk, sk: _sk, dueBucket: _dueBucket, ...record } = unmarshall(item);
    return readReview(record);
  };
  const readable = (item: Record<string, AttributeValue>, onUnreadable: (name: string) => void): Review[] => {
    try {
      return [parse(item)];
    } catch (error) {
      if (!(error instanceof UnreadableItem)) throw error;
      onUnreadable(item.pk?.S?.slice(PREFIX.length) ?? '');
      return [];
    }
  };
  return {
    async get(name) {
      const { Item } = await client.send(
        new GetItemCommand({
          TableName: table,
          Key: { pk: { S: PREFIX + name }, sk: { S: 'record' } },
          ConsistentRead: true,
        }),
      );
      return Item && parse(Item);
    },
    put(review) {
      return dynamoPutRevision(client, table, {
        pk: PREFIX + review.name,
        sk: 'record',
        ...review,
        ...(review.dueAt !== undefined && { dueBucket: 'due' }),
        schema: REVIEW_SCHEMA,
      });
    },
    async due(now, limit, cursor) {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'due',
          KeyConditionExpression: 'dueBucket = :due AND dueAt <= :now',
          ExpressionAttributeValues: { ':due': { S: 'due' }, ':now': { S: now } },
          Limit: limit,
          ...(cursor !== undefined && { ExclusiveStartKey: JSON.parse(cursor) }),
        }),
      );
      return {
        names: Items.flatMap(({ pk }) => (pk?.S === undefined ? [] : [pk.S.slice(PREFIX.length)])),
        ...(LastEvaluatedKey && { cursor: JSON.stringify(LastEvaluatedKey) }),
      };
    },
    async *all(onUnreadable) {
      const pages = paginateScan(
        { client },
        {
          TableName: table,
          FilterExpression: 'begins_with(pk, :prefix) AND sk = :record',
          ExpressionAttributeValues: { ':prefix': { S: PREFIX }, ':record': { S: 'record' } },
          ConsistentRead: true,
        },
      );
      for await (const { Items = [] } of pages) yield* Items.flatMap((item) => readable(item, onUnreadable));
    },
  };
}
