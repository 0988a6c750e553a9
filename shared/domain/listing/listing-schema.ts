import * as z from 'zod';
import { ListingFeed } from './listing-feed.ts';

let schema: object | undefined;

/** The JSON Schema (2020-12) of the listing. Built on first use: most invocations do not need it. */
function listingJsonSchema(): object {
  schema ??= z.toJSONSchema(ListingFeed, { target: 'draft-2020-12', io: 'input' });
  return schema;
}

/** The JSON Schema of the listing as file content. `address` is its public URL and becomes `$id`. */
export function listingSchema(address: string): string {
  return `${JSON.stringify({ $id: address, ...listingJsonSchema() }, null, 2)}\n`;
}
