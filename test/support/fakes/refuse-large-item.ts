import { dynamoItem } from '#shared/adapters/dynamo-item.ts';

/** Refuses items that are too large for the table. Only possibly large ones are measured exactly. */
export function refuseLargeItem(item: object): void {
  if (charactersIn(item) > 100_000) dynamoItem({ ...item });
}

/**
 * At least a third of its bytes in the table: UTF-8 takes three for a UTF-16 unit at most, and what is no
 * text takes few.
 */
function charactersIn(value: unknown): number {
  if (typeof value === 'string') return value.length + 3;
  if (typeof value !== 'object' || value === null) return 8;
  let count = 3;
  for (const [key, member] of Object.entries(value)) count += key.length + charactersIn(member);
  return count;
}
