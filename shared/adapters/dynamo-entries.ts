import { type DynamoDBClient, GetItemCommand, PutItemCommand, paginateQuery } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { Entry } from '#shared/domain/entry.ts';
import type { Entries } from '#shared/ports.ts';
import { dynamoPutRevision } from './dynamo-put-revision.ts';

const partitionOf = (year: number): string => `listed#${year}`;

/**
 * Entries in a table with keys `pk` (`listed#<year>`) and `sk` (the slug); the years themselves under `years`.
 * Throws when a stored entry is not one.
 */
export function dynamoEntries(client: DynamoDBClient, table: string): Entries {
  const queryAll = async (partition: string): Promise<Record<string, unknown>[]> => {
    const items: Record<string, unknown>[] = [];
    const pages = paginateQuery(
      { client },
      {
        TableName: table,
        KeyConditionExpression: 'pk = :partition',
        ExpressionAttributeValues: { ':partition': { S: partition } },
        ConsistentRead: true,
      },
    );
    for await (const { Items = [] } of pages) items.push(...Items.map((item) => unmarshall(item)));
    return items;
  };
  return {
    async get(year, slug) {
      const { Item } = await client.send(
        new GetItemCommand({
          TableName: table,
          Key: { pk: { S: partitionOf(year) }, sk: { S: slug } },
          ConsistentRead: true,
        }),
      );
      return Item && Entry.parse(unmarshall(Item));
    },
    async put(entry) {
      if (entry.revision === 0) {
        // First the year: an entry in a year that nobody knows of would never be listed.
        await client.send(
          new PutItemCommand({
            TableName: table,
            Item: { pk: { S: 'years' }, sk: { S: String(entry.year) } },
          }),
        );
      }
      return dynamoPutRevision(client, table, { pk: partitionOf(entry.year), sk: entry.slug, ...entry });
    },
    async ofYear(year) {
      return (await queryAll(partitionOf(year))).map((item) => Entry.parse(item));
    },
    async years() {
      return (await queryAll('years')).map(({ sk }) => Number(sk)).sort((a, b) => b - a);
    },
  };
}
