import * as z from 'zod';
import { ListingFeed } from './listing-feed.ts';

/** The JSON Schema (2020-12) of the listing. Bundles hold what this module makes, not the module: see infra/lean-bundle.ts. */
export const LISTING_JSON_SCHEMA: object = z.toJSONSchema(ListingFeed, {
  target: 'draft-2020-12',
  io: 'input',
});
