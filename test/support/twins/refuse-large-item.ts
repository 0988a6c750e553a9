import { dynamoItem } from '#shared/adapters/dynamo-item.ts';

/** A twin refuses what the table would. The JSON is never shorter than the item, so only large ones are measured. */
export function refuseLargeItem(item: object): void {
  if (JSON.stringify(item).length > 100_000) dynamoItem({ ...item });
}
