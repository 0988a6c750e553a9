import {
  type DynamoDBClient,
  GetItemCommand,
  paginateQuery,
  type QueryCommandInput,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { Entry } from '#shared/domain/listing/entry.ts';
import { compareText } from '#shared/domain/listing/listing.ts';
import { ENTRY_SCHEMA, readEntry } from '#shared/domain/listing/stored-entry.ts';
import { partOfSlot } from '#shared/domain/listing/year-page.ts';
import type { Entries } from '#shared/ports.ts';
import { dynamoPutRevision } from './dynamo-put-revision.ts';

const partitionOf = (year: number): string => `listed#${year}`;

/** Number of reserved permalinks of a year: an upper bound of its entries. */
const Counter = z.object({ sk: z.coerce.number(), reserved: z.number() });

/**
 * Entries have the keys `pk` (`listed#<year>`) and `sk` (slug), and the local index `by-part` (`pk`, `part`):
 * a global index has no consistent reads. The counters of all years are under `years`.
 */
export function dynamoEntries(client: DynamoDBClient, table: string): Entries {
  const queryAll = async (query: Partial<QueryCommandInput>): Promise<Record<string, unknown>[]> => {
    const items: Record<string, unknown>[] = [];
    const pages = paginateQuery({ client }, { TableName: table, ConsistentRead: true, ...query });
    for await (const { Items = [] } of pages) items.push(...Items.map((item) => unmarshall(item)));
    return items;
  };
  const parse = (year: number, { pk: _, sk, ...item }: Record<string, unknown>): Entry =>
    readEntry({ year, slug: String(sk) }, item);
  return {
    async get(year, slug) {
      const { Item } = await client.send(
        new GetItemCommand({
          TableName: table,
          Key: { pk: { S: partitionOf(year) }, sk: { S: slug } },
          ConsistentRead: true,
        }),
      );
      return Item && parse(year, unmarshall(Item));
    },
    async put(entry) {
      return dynamoPutRevision(client, table, {
        ...entry,
        pk: partitionOf(entry.year),
        sk: entry.slug,
        schema: ENTRY_SCHEMA,
      });
    },
    async reserveSlot(year) {
      const { Attributes } = await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: { pk: { S: 'years' }, sk: { S: String(year) } },
          UpdateExpression: 'ADD reserved :one',
          ExpressionAttributeValues: { ':one': { N: '1' } },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return partOfSlot(Counter.parse(unmarshall(Attributes ?? {})).reserved);
    },
    async ofYearPage(year, part) {
      const items = await queryAll({
        IndexName: 'by-part',
        KeyConditionExpression: 'pk = :partition AND #part = :part',
        ExpressionAttributeNames: { '#part': 'part' },
        ExpressionAttributeValues: { ':partition': { S: partitionOf(year) }, ':part': { N: String(part) } },
      });
      return items.map((item) => parse(year, item)).sort((a, b) => compareText(a.slug, b.slug));
    },
    async years() {
      const items = await queryAll({
        KeyConditionExpression: 'pk = :partition',
        ExpressionAttributeValues: { ':partition': { S: 'years' } },
      });
      return items
        .map((item) => Counter.parse(item))
        .map(({ sk: year, reserved }) => ({ year, parts: partOfSlot(reserved), reserved }))
        .sort((a, b) => b.year - a.year);
    },
  };
}
