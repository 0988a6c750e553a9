import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html (items) */
const LARGEST_ITEM = 400 * 1024;

/** Marshalls an item without `undefined`. Throws if it is larger than 400 KB. */
export function dynamoItem(item: Record<string, unknown>): Record<string, AttributeValue> {
  const marshalled = marshall(item, { removeUndefinedValues: true });
  const bytes = sizeOf({ M: marshalled }) - 3;
  if (bytes > LARGEST_ITEM)
    throw new Error(`An item of ${bytes} bytes is over the 400 KB that a table takes.`);
  return marshalled;
}

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
function sizeOf(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return Math.ceil(value.N.length / 2) + 1;
  if (value.L) return value.L.reduce((sum, each) => sum + sizeOf(each) + 1, 3);
  if (value.M) {
    return Object.entries(value.M).reduce(
      (sum, [name, each]) => sum + Buffer.byteLength(name) + sizeOf(each) + 1,
      3,
    );
  }
  return 1;
}
