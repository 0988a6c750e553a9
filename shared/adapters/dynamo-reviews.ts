import { type DynamoDBClient, GetItemCommand, paginateQuery, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { Review } from '#shared/domain/review/review.ts';
import type { Reviews } from '#shared/ports.ts';
import { dynamoPutRevision } from './dynamo-put-revision.ts';

const PREFIX = 'upload#';

/**
 * Records in a table with keys `pk` (`upload#<name>`) and `sk` (`record`). Its sparse index `due` (keys only) has
 * `dueBucket` (always `due`) and `dueAt`. Throws when a stored record is not one.
 */
export function dynamoReviews(client: DynamoDBClient, table: string): Reviews {
  const parse = (item: Parameters<typeof unmarshall>[0]): Review => Review.parse(unmarshall(item));
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
        ...(review.dueAt !== undefined && { dueBucket: 'due' }),
        ...review,
      });
    },
    async due(now, limit) {
      const names: string[] = [];
      const pages = paginateQuery(
        { client, pageSize: limit },
        {
          TableName: table,
          IndexName: 'due',
          KeyConditionExpression: 'dueBucket = :due AND dueAt <= :now',
          ExpressionAttributeValues: { ':due': { S: 'due' }, ':now': { S: now } },
        },
      );
      for await (const { Items = [] } of pages) {
        for (const { pk } of Items) if (pk?.S !== undefined) names.push(pk.S.slice(PREFIX.length));
        if (names.length >= limit) break;
      }
      return names.slice(0, limit);
    },
    async *all() {
      const pages = paginateScan(
        { client },
        {
          TableName: table,
          FilterExpression: 'begins_with(pk, :prefix)',
          ExpressionAttributeValues: { ':prefix': { S: PREFIX } },
          ConsistentRead: true,
        },
      );
      for await (const { Items = [] } of pages) for (const item of Items) yield parse(item);
    },
  };
}
