import { LISTING_JSON_SCHEMA } from './listing-json-schema.ts';

/** The JSON Schema of the listing as it stands at an address. */
export function listingSchema(address: string): string {
  return `${JSON.stringify({ $id: address, ...LISTING_JSON_SCHEMA }, null, 2)}\n`;
}
