import { renderAtom, renderYearAtom, yearAtomPath } from '#shared/domain/atom.ts';
import { type Entry, permalinkOf } from '#shared/domain/entry.ts';
import {
  isShown,
  type ListingYear,
  newerYear,
  newestYears,
  olderYear,
  renderNewest,
  renderYear,
  yearFeedPath,
} from '#shared/domain/listing.ts';
import { listingSchema } from '#shared/domain/listing-schema.ts';
import type { Settings } from '#shared/domain/settings.ts';
import {
  renderPagesSitemap,
  renderRobots,
  renderSitemapIndex,
  renderYearSitemap,
  yearSitemapPath,
} from '#shared/domain/sitemap.ts';
import type { PublicFile } from '#shared/ports.ts';
import { renderAccessibility } from './accessibility-page.ts';
import { ASSETS } from './assets.ts';
import { renderIndex } from './index-page.ts';
import { renderNotFound } from './not-found-page.ts';
import { renderRetiredPage, renderReviewPage } from './review-page.ts';
import { renderSubscribe } from './subscribe-page.ts';
import { renderTombstone } from './tombstone.ts';
import { renderYearPage, renderYears, yearPagePath } from './year-page.ts';

/**
 * The one entry to everything that is rendered. All of it is a function of entries and settings: no clock, no input
 * or output, the same bytes every time. Listing files hold their revision, so that no two states share bytes.
 */

/** Short, so that a withdrawn review does not linger in a browser; the caches before the bucket are purged. */
const CHANGING = 'public, max-age=60';
/** Of the PDFs: as short, for the same reason. */
export const DOCUMENT_CACHE_CONTROL = 'public, max-age=300';
const FOREVER = 'public, max-age=31536000, immutable';
/** Other sites load it by one address. */
const HOURLY = 'public, max-age=3600';

/** The page of a review: published, retired or withdrawn. A reserved one has none. */
export function filesOfReview(entry: Entry, settings: Settings): PublicFile[] {
  switch (entry.status) {
    case 'reserved':
      return [];
    case 'published':
      return [page(permalinkOf(entry), renderReviewPage(entry, settings))];
    case 'retired':
      return [page(permalinkOf(entry), renderRetiredPage(entry, settings))];
    case 'withdrawn':
      return [page(permalinkOf(entry), renderTombstone(entry, settings))];
  }
}

/**
 * Every file that a change in `changedYear` touches. `years` is every year that has an entry, newest first, with its
 * entries where they were read:
 * - `/reviews/<year>.json`, `.atom`, `/reviews/<year>/` and `/sitemap-<year>.xml` need that year, and of the next older
 *   year whether it is shown (`next_url`);
 * - `/reviews.json`, `/reviews.atom` and `/` need the newest years until at least 100 reviews, and of the others
 *   whether they are shown;
 * - `/reviews/` and `/sitemap.xml` need to know of each year whether it is shown.
 * A year that was not read counts as shown. `nextYearToRead` says which years to read. A year that has nothing but
 * reserved entries gets no file. If the next newer year is read too, its feeds are made as well: when `changedYear` is
 * new, their `next_url` changes.
 */
export function filesOfListing(
  years: readonly ListingYear[],
  settings: Settings,
  changedYear: number,
): PublicFile[] {
  const newer = newerYear(years, changedYear);
  return [
    ...years.filter(({ year }) => year === changedYear).flatMap((year) => filesOfYear(year, years, settings)),
    ...years.filter(({ year }) => year === newer).flatMap((year) => feedsOfYear(year, years, settings)),
    jsonFeed('/reviews.json', renderNewest(years, settings)),
    atomFeed('/reviews.atom', renderAtom(years, settings)),
    page('/', renderIndex(years, settings)),
    page('/reviews/', renderYears(years, settings)),
    xml('/sitemap.xml', renderSitemapIndex(years, settings)),
  ];
}

/** Paths of what shows one year and nothing else. */
export function pathsOfYear(year: number): string[] {
  return [yearFeedPath(year), yearAtomPath(year), yearPagePath(year), yearSitemapPath(year)];
}

/**
 * Paths of all that `filesOfListing` can make, as far as the years alone tell: those of the next newer year are of the
 * next one that has an entry, whether it shows it or not.
 */
export function pathsOfListing(years: readonly number[], changedYear: number): string[] {
  const newer = newerYear(
    years.map((year) => ({ year })),
    changedYear,
  );
  return [
    ...pathsOfYear(changedYear),
    ...(newer === undefined ? [] : [yearFeedPath(newer), yearAtomPath(newer)]),
    '/reviews.json',
    '/reviews.atom',
    '/',
    '/reviews/',
    '/sitemap.xml',
  ];
}

/**
 * The next year that must be read before `filesOfListing(years, settings, changedYear)` is exact, or undefined when
 * enough is known. Usually: the newest years, `changedYear`, and its two neighbours.
 */
export function nextYearToRead(years: readonly ListingYear[], changedYear: number): number | undefined {
  const oldestShown = newestYears(years).at(-1)?.year ?? Number.POSITIVE_INFINITY;
  const wanted = [
    changedYear,
    newerYear(years, changedYear),
    olderYear(years, changedYear),
    // Where the newest years stopped: they are not enough yet, or it is their `next_url`.
    olderYear(years, oldestShown),
  ];
  return wanted.find((wantedYear) =>
    years.some(({ year, entries }) => year === wantedYear && entries === undefined),
  );
}

/** Files that no review changes: schema, styles, scripts, and the fixed pages. Write them at each deployment. */
export function staticFiles(settings: Settings): PublicFile[] {
  const { site } = settings.publisher;
  return [
    ...ASSETS.map(({ path, body }) => ({
      path,
      body,
      contentType: ASSET_TYPES[path.slice(path.lastIndexOf('.'))] ?? 'application/octet-stream',
      cacheControl: path.startsWith('/assets/') ? FOREVER : HOURLY,
    })),
    {
      path: '/reviews.schema.json',
      body: listingSchema(`${site}/reviews.schema.json`),
      contentType: 'application/schema+json; charset=utf-8',
      cacheControl: HOURLY,
    },
    {
      path: '/robots.txt',
      body: renderRobots(settings),
      contentType: 'text/plain; charset=utf-8',
      cacheControl: HOURLY,
    },
    xml(
      '/sitemap-pages.xml',
      renderPagesSitemap(['/', '/reviews/', '/subscribe/', '/accessibility/'], settings),
    ),
    page('/404.html', renderNotFound(settings)),
    page('/subscribe/', renderSubscribe(settings)),
    page('/accessibility/', renderAccessibility(settings)),
  ];
}

const ASSET_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

function filesOfYear(
  { year, entries }: ListingYear,
  years: readonly ListingYear[],
  settings: Settings,
): PublicFile[] {
  if (entries === undefined || !isShown({ year, entries })) return [];
  return [
    ...feedsOfYear({ year, entries }, years, settings),
    page(yearPagePath(year), renderYearPage({ year, entries }, settings)),
    xml(yearSitemapPath(year), renderYearSitemap(entries, settings)),
  ];
}

function feedsOfYear(
  { year, entries }: ListingYear,
  years: readonly ListingYear[],
  settings: Settings,
): PublicFile[] {
  if (entries === undefined || !isShown({ year, entries })) return [];
  return [
    jsonFeed(yearFeedPath(year), renderYear({ year, entries }, years, settings)),
    atomFeed(yearAtomPath(year), renderYearAtom({ year, entries }, years, settings)),
  ];
}

const changing =
  (contentType: string) =>
  (path: string, body: string): PublicFile => ({ path, body, contentType, cacheControl: CHANGING });

const page = changing('text/html; charset=utf-8');
const jsonFeed = changing('application/feed+json; charset=utf-8');
const atomFeed = changing('application/atom+xml; charset=utf-8');
const xml = changing('application/xml; charset=utf-8');
