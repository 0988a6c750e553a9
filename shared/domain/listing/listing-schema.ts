import * as z from 'zod';
import { ListingFeed } from './listing-feed.ts';

let schema: object | undefined;

/** The JSON Schema (2020-12) of the listing. Made on first use: most invocations do not write it. */
function listingJsonSchema(): object {
  schema ??= z.toJSONSchema(ListingFeed, { target: 'draft-2020-12', io: 'input' });
  return schema;
}

/** The JSON Schema of the listing as the text of a file; `address` is its public URL and becomes `$id`. */
export function listingSchema(address: string): string {
  return `${JSON.stringify({ $id: address, ...listingJsonSchema() }, null, 2)}\n`;
}
