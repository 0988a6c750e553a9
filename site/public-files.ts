import { renderAtomFeed } from '#shared/domain/listing/atom.ts';
import { type Entry, permalinkOf } from '#shared/domain/listing/entry.ts';
import {
  compareText,
  type FeedPage,
  FIRST_PAGE,
  firstPageOf,
  newestPage,
  partPage,
  renderJsonFeed,
  TYPE_FEEDS,
  typePage,
  typesEverListed,
} from '#shared/domain/listing/listing.ts';
import { listingSchema } from '#shared/domain/listing/listing-schema.ts';
import {
  renderPagesSitemap,
  renderPartSitemap,
  renderRobots,
  renderSitemapIndex,
} from '#shared/domain/listing/sitemap.ts';
import {
  isPublic,
  isRead,
  isShown,
  type ListingPart,
  newerPart,
  olderPart,
  type PartKey,
  partAtomPath,
  partFeedPath,
  partPagePath,
  partSitemapPath,
  type ReadPart,
  samePart,
} from '#shared/domain/listing/year-page.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { PublicFile } from '#shared/ports.ts';
import { renderAccessibility } from './accessibility-page.ts';
import { assetFiles } from './assets.ts';
import { renderIndex } from './index-page.ts';
import { renderNotFound } from './not-found-page.ts';
import { renderRetiredPage, renderReviewPage } from './review-page.ts';
import { renderSubscribe } from './subscribe-page.ts';
import { renderTombstone } from './tombstone.ts';
import { renderPartPage, renderYears } from './year-page.ts';

/**
 * The one entry to everything that is rendered. All of it is a function of entries and settings: no clock, no
 * input or output, the same bytes every time. Listing files hold their revision, so that no two states share
 * bytes.
 */

/** Short, so that a withdrawn review does not stay in browser caches. CDN caches are invalidated. */
const CHANGING = 'public, max-age=60';
/** `Cache-Control` of the PDFs, short for the same reason. */
export const DOCUMENT_CACHE_CONTROL = 'public, max-age=300';
const FOREVER = 'public, max-age=31536000, immutable';
/** For files that other sites load by a fixed address. */
const HOURLY = 'public, max-age=3600';

/**
 * Feeds and schema under the general types of their formats: CloudFront compresses these, not
 * `application/feed+json`,
 * `application/atom+xml` and `application/schema+json`
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html). Links to the feeds
 * name them by their own types.
 */
const JSON_TYPE = 'application/json; charset=utf-8';

/** The page of a review: published, retired or withdrawn. A reserved one has none. */
export function filesOfReview(entry: Entry, settings: Settings): PublicFile[] {
  switch (entry.status) {
    case 'reserved':
    case 'unreadable':
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
 * Every file that a change in these parts touches. `parts` is every part there is, newest first, with its
 * entries where they were read:
 * - the feeds, the page and the sitemap of a part need that part, and of its neighbours whether they are
 *   shown;
 * - the feeds of the next newer part and, in the same year, the page of the next older one point at it: they
 *   are made too;
 * - `/reviews.json`, `/reviews.atom` and `/` need the newest parts until these hold a hundred reviews;
 * - so do the feeds of review types: of `typesThere`, which have feeds already, and of all under which a
 *   review of these
 *   or of the changed parts was ever listed. The feed of a type without a new review for long is
 *   there, and empty;
 * - `/reviews/` and `/sitemap.xml` need to know of each part whether it is shown. A part that was not read
 *   counts as shown. `partsToRead` says which parts to read. The newest part of a year gets no file while it
 *   has nothing but reserved entries.
 */
export function filesOfListing(
  parts: readonly ListingPart[],
  settings: Settings,
  changed: readonly PartKey[],
  typesThere: readonly string[] = [],
): PublicFile[] {
  const first = firstPageOf(parts);
  const known = (keys: readonly PartKey[]): ReadPart[] =>
    parts.filter(isRead).filter((part) => isShown(part) && keys.some((key) => samePart(part, key)));
  const { feeds, pages } = neighboursOf(parts, changed);
  const listed = typesEverListed([...first.window, ...known(changed)].flatMap(({ entries }) => entries));
  const types = [...new Set([...typesThere, ...listed])].sort(compareText);
  const made = partsMade(parts, changed);
  return [
    ...known(made).flatMap((part) => [
      ...feedsOf(partPage(part, parts, settings), settings),
      pageOfPart(part, parts, settings),
      xml(partSitemapPath(part), renderPartSitemap(part.entries, settings)),
    ]),
    ...known(feeds).flatMap((part) => feedsOf(partPage(part, parts, settings), settings)),
    ...known(pages)
      .filter((part) => !made.some((other) => samePart(other, part)))
      .map((part) => pageOfPart(part, parts, settings)),
    ...types.flatMap((code) => feedsOf(typePage(first, code, settings), settings)),
    ...feedsOf(newestPage(first, settings), settings),
    page('/', renderIndex(first, parts, settings)),
    page('/reviews/', renderYears(parts, settings)),
    xml('/sitemap.xml', renderSitemapIndex(parts, settings)),
  ];
}

/**
 * The parts of which `filesOfListing` makes every file: the changed ones, and those full ones that have
 * nothing to show (crashes used their permalinks up), since they count as shown and no review of their own
 * writes them.
 */
export function partsMade(parts: readonly ListingPart[], changed: readonly PartKey[]): PartKey[] {
  const empty = parts.filter((part) => part.full && isRead(part) && !part.entries.some(isPublic));
  return [...changed, ...empty.filter((part) => !changed.some((key) => samePart(key, part)))];
}

/** Paths of the files that show one year page only. */
export function pathsOfPart(part: PartKey): string[] {
  return [partFeedPath(part), partAtomPath(part), partPagePath(part), partSitemapPath(part)];
}

/** Paths of all listing files that may mention this review. */
export function pathsShowing(entry: Entry): string[] {
  if (entry.status === 'reserved' || entry.status === 'unreadable') return [];
  const feeds = ['/reviews', ...entry.listedUnder.map((code) => TYPE_FEEDS + code)];
  return ['/', ...pathsOfPart(entry), ...feeds.flatMap((feed) => [`${feed}.json`, `${feed}.atom`])];
}

/** Review type codes of these feed paths. */
export function typesOfFeeds(paths: Iterable<string>): string[] {
  return [...paths].flatMap((path) => /^\/reviews\/types\/([^/]+)\.json$/.exec(path)?.[1] ?? []);
}

/** Every path that `filesOfListing` may write, except per-type feeds. Entries need not be loaded. */
export function pathsOfListing(parts: readonly ListingPart[], changed: readonly PartKey[]): string[] {
  const { feeds, pages } = neighboursOf(parts, changed);
  return [
    ...changed.flatMap(pathsOfPart),
    ...feeds.flatMap((part) => [partFeedPath(part), partAtomPath(part)]),
    ...pages.map(partPagePath),
    '/reviews.json',
    '/reviews.atom',
    '/',
    '/reviews/',
    '/sitemap.xml',
  ];
}

/**
 * The parts that must be read before `filesOfListing(parts, settings, changed)` is exact, as far as can be
 * told by what was read; none when enough is known. Usually one round: the changed parts and the newest ones.
 */
export function partsToRead(parts: readonly ListingPart[], changed: readonly PartKey[]): ListingPart[] {
  const { feeds, pages } = neighboursOf(parts, changed);
  const wanted = [...changed, ...feeds, ...pages];
  const mayBeUnshown = (part: ListingPart | undefined): PartKey[] =>
    part === undefined || part.full ? [] : [part];
  for (const key of changed) wanted.push(...mayBeUnshown(olderPart(parts, key)));
  let count = 0;
  let isWindowRead = true;
  for (const part of parts) {
    if (count >= FIRST_PAGE) break;
    count += part.entries?.filter(isPublic).length ?? part.reserved;
    isWindowRead &&= isRead(part);
    wanted.push(part);
  }
  if (isWindowRead) wanted.push(...mayBeUnshown(firstPageOf(parts).next));
  return parts.filter((part) => !isRead(part) && wanted.some((key) => samePart(part, key)));
}

/** Neighbours that link to a rewritten year page: feeds of the next newer one, pages of older ones. */
function neighboursOf(
  parts: readonly ListingPart[],
  changed: readonly PartKey[],
): { readonly feeds: readonly PartKey[]; readonly pages: readonly PartKey[] } {
  const made = partsMade(parts, changed);
  const others = (keys: readonly (PartKey | undefined)[]): PartKey[] =>
    keys
      .filter((key) => key !== undefined)
      .filter((key, at) => keys.indexOf(key) === at && !made.some((own) => samePart(own, key)));
  return {
    feeds: others(made.map((key) => newerPart(parts, key))),
    pages: others(made.map(({ year, part }) => parts.find((one) => samePart(one, { year, part: part - 1 })))),
  };
}

/**
 * Files that no review changes: schema, styles, scripts, and the fixed pages. Write them at each deployment.
 */
export function staticFiles(settings: Settings): PublicFile[] {
  const { site } = settings.publisher;
  return [
    ...assetFiles().map(({ path, body }) => ({
      path,
      body,
      contentType: ASSET_TYPES[path.slice(path.lastIndexOf('.'))] ?? 'application/octet-stream',
      cacheControl: path.startsWith('/assets/') ? FOREVER : HOURLY,
    })),
    {
      path: '/reviews.schema.json',
      body: listingSchema(`${site}/reviews.schema.json`),
      contentType: JSON_TYPE,
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

function feedsOf(feed: FeedPage, settings: Settings): PublicFile[] {
  return [
    jsonFeed(`${feed.address}.json`, renderJsonFeed(feed, settings)),
    xml(`${feed.address}.atom`, renderAtomFeed(feed, settings)),
  ];
}

function pageOfPart(part: ReadPart, parts: readonly ListingPart[], settings: Settings): PublicFile {
  return page(partPagePath(part), renderPartPage(part, parts, settings));
}

const changing =
  (contentType: string) =>
  (path: string, body: string): PublicFile => ({ path, body, contentType, cacheControl: CHANGING });

const page = changing('text/html; charset=utf-8');
const jsonFeed = changing(JSON_TYPE);
const xml = changing('application/xml; charset=utf-8');
