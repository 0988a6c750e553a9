import { allSettledOrThrow } from '#shared/domain/all-settled-or-throw.ts';
import { type YearPageKey, yearPageName } from '#shared/domain/listing/year-page.ts';
import { type PublishListingDeps, publishListing } from './publish-listing.ts';
import { publishSearch } from './publish-search.ts';

/** Rewrites the listing files of a year page, and the index of the words in its reports, from the table. */
export type WriteListing = (yearPage: YearPageKey) => Promise<void>;

/**
 * Coalesces listing writes of a batch: one write runs at a time, and calls for the same year page that arrive
 * meanwhile share the next one. The write that a call awaits starts after the call. A call rejects only if
 * its own year page fails.
 */
export function listingWriter(deps: PublishListingDeps): WriteListing {
  let underWay: Promise<unknown> = Promise.resolve();
  const waiting = new Map<string, Promise<void>>();
  const write = async (yearPage: YearPageKey): Promise<void> => {
    waiting.delete(yearPageName(yearPage));
    // Side by side: a listing that is refused does not keep withdrawn words in the index.
    const written = await allSettledOrThrow([
      publishListing(deps, [yearPage]),
      publishSearch(deps, yearPage),
    ]);
    const files = written.reduce((sum, count) => sum + count, 0);
    if (files > 0) deps.eventLog.emit({ type: 'listing.written', files });
  };
  return (yearPage) => {
    const shared = waiting.get(yearPageName(yearPage));
    if (shared !== undefined) return shared;
    const written = underWay.then(() => write(yearPage));
    underWay = written.catch(() => undefined);
    waiting.set(yearPageName(yearPage), written);
    return written;
  };
}
