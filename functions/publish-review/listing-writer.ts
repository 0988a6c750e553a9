import { nameOfPart, type PartKey } from '#shared/domain/listing/year-page.ts';
import { type PublishListingDeps, publishListing } from './publish-listing.ts';

/** Makes the listing show a part of a year as the table has it. */
export type WriteListing = (part: PartKey) => Promise<void>;

/**
 * Writes the listing for reviews that are published side by side: one write at a time, and all who ask for a
 * part meanwhile share the next one, so that publications of one batch do not race each other for the same
 * files. What a call waits for begins after the call; it fails when its own part fails.
 */
export function listingWriter(deps: PublishListingDeps): WriteListing {
  let underWay: Promise<unknown> = Promise.resolve();
  const waiting = new Map<string, Promise<void>>();
  const write = async (part: PartKey): Promise<void> => {
    waiting.delete(nameOfPart(part));
    const files = await publishListing(deps, [part]);
    if (files > 0) deps.eventLog.emit({ type: 'listing.written', files });
  };
  return (part) => {
    const shared = waiting.get(nameOfPart(part));
    if (shared !== undefined) return shared;
    const written = underWay.then(() => write(part));
    underWay = written.catch(() => undefined);
    waiting.set(nameOfPart(part), written);
    return written;
  };
}
