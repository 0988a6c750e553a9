import { type PublishListingDeps, publishListing } from './publish-listing.ts';

/** Makes the listing show a year as the table has it. */
export type WriteListing = (year: number) => Promise<void>;

/**
 * Writes the listing for reviews that are published side by side: one write at a time, and all who ask for a year
 * meanwhile share the next one, so that publications of one batch do not race each other for the same files. What a call
 * waits for begins after the call; it fails when its own year fails.
 */
export function listingWriter(deps: PublishListingDeps): WriteListing {
  let underWay: Promise<unknown> = Promise.resolve();
  const waiting = new Map<number, Promise<void>>();
  const write = async (year: number): Promise<void> => {
    waiting.delete(year);
    const files = await publishListing(deps, year);
    if (files > 0) deps.journal.record({ type: 'listing.written', files });
  };
  return (year) => {
    const shared = waiting.get(year);
    if (shared !== undefined) return shared;
    const written = underWay.then(() => write(year));
    underWay = written.catch(() => undefined);
    waiting.set(year, written);
    return written;
  };
}
