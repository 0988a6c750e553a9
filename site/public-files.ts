import {
  folderOf,
  foldersWithout,
  inEveryLanguage,
  languagesOf,
  translated,
} from '#shared/domain/languages.ts';
import { renderAtomFeed } from '#shared/domain/listing/atom.ts';
import { EDITION_PATH, type Edition } from '#shared/domain/listing/edition.ts';
import {
  type Entry,
  type ListedEntry,
  type PublishedEntry,
  permalinkOf,
} from '#shared/domain/listing/entry.ts';
import {
  compareText,
  type FeedPage,
  FIRST_PAGE,
  firstPageOf,
  newestPage,
  renderJsonFeed,
  TYPE_FEEDS,
  typePage,
  typesEverListed,
  yearFeedPage,
} from '#shared/domain/listing/listing.ts';
import { listingSchema } from '#shared/domain/listing/listing-schema.ts';
import { renderRssFeed } from '#shared/domain/listing/rss.ts';
import {
  renderPagesSitemap,
  renderRobots,
  renderSitemapIndex,
  renderYearSitemap,
} from '#shared/domain/listing/sitemap.ts';
import {
  isLoaded,
  isPublic,
  isSameYearPage,
  isShown,
  type LoadedYearPage,
  newerYearPage,
  olderYearPage,
  type YearPage,
  type YearPageKey,
  yearPageAtomPath,
  yearPageFeedPath,
  yearPagePath,
  yearPageSitemapPath,
} from '#shared/domain/listing/year-page.ts';
import { sentencesOf } from '#shared/domain/search/report-sentences.ts';
import { renderShards, shardPaths } from '#shared/domain/search/search-index.ts';
import { SENTENCES_FILE } from '#shared/domain/search/search-paths.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { PublicFile } from '#shared/ports.ts';
import { renderAccessibility } from './accessibility-page.ts';
import { assetFiles } from './assets.ts';
import { renderChangeStart } from './change-subscription-page.ts';
import { renderEdition } from './edition-page.ts';
import { renderIndex } from './index-page.ts';
import { renderNotFound } from './not-found-page.ts';
import { renderNotePage } from './note-page.ts';
import { renderPrivacy } from './privacy-page.ts';
import { renderRetiredPage, renderReviewPage } from './review-page.ts';
import { renderSubscribe } from './subscribe-page.ts';
import { renderGone, renderTombstone } from './tombstone.ts';
import { renderYearPage, renderYears } from './year-page.ts';

/**
 * Entry point of all rendering. Rendering is a pure function of entries and settings: no clock, no I/O, the
 * same bytes every time. Listing files contain a revision, so that no two states have the same bytes.
 */

/** Short, so that a withdrawn review does not stay in browser caches. CDN caches are invalidated. */
const CHANGING = 'public, max-age=60';
const FOREVER = 'public, max-age=31536000, immutable';
/** For files that other sites load by a fixed address. */
const HOURLY = 'public, max-age=3600';

/**
 * Feeds and schema use general media types because CloudFront does not compress `application/feed+json`,
 * `application/atom+xml` and `application/schema+json`
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html). Links to
 * the feeds name the specific types.
 */
const JSON_TYPE = 'application/json; charset=utf-8';

/** The pages of a review, one for each language. A reserved one has none; one that has gone answers 410. */
export function filesOfReview(entry: Entry, settings: Settings): PublicFile[] {
  switch (entry.status) {
    case 'reserved':
    case 'unreadable':
      return [];
    case 'gone':
      return pages(permalinkOf(entry), settings, (each) => renderGone(entry, each)).map((gone) => ({
        ...gone,
        status: 410,
      }));
    case 'published':
      return pagesOf(entry, '', settings, renderReviewPage);
    case 'retired':
      return pagesOf(entry, '', settings, renderRetiredPage);
    case 'withdrawn':
      return pages(permalinkOf(entry), settings, (each) => renderTombstone(entry, each));
  }
}

/** The edition of a published report as pages (see `EDITION_PATH`), and its words for the search. */
export function filesOfEdition(entry: PublishedEntry, edition: Edition, settings: Settings): PublicFile[] {
  const permalink = permalinkOf(entry);
  const sentences = sentencesOf(entry, edition);
  const hidden = entry.searchEngines === false && { hidden: true };
  return [
    { ...jsonFile(permalink + SENTENCES_FILE, `${JSON.stringify(sentences)}\n`), ...hidden },
    ...pagesOf(entry, EDITION_PATH, settings, (shown, each) => renderEdition(shown, edition, each)),
  ];
}

/** The index of the words in the reports of a year page: see `renderShards`. */
export function filesOfSearch(...index: Parameters<typeof renderShards>): PublicFile[] {
  return renderShards(...index).map(({ path, body }) => jsonFile(path, body));
}

/**
 * Every file that a change in these year pages affects:
 * - the feeds, HTML page and sitemap of each changed year page;
 * - the feeds of the next newer year page and the HTML page of the next older one in its year, which link to
 *   it;
 * - `/reviews.json`, `/reviews.atom`, `/reviews.rss` and `/`, from the newest year pages that hold a hundred
 *   reviews;
 * - the feeds of review types: those of `typesThere`, which exist already, and all types of reviews in these
 *   pages;
 * - `/reviews/` and `/sitemap.xml`, which need no entries.
 * `yearPages` is every year page, newest first; `yearPagesToRead` says which must be loaded.
 */
export function filesOfListing(
  yearPages: readonly YearPage[],
  settings: Settings,
  changed: readonly YearPageKey[],
  typesThere: readonly string[] = [],
): PublicFile[] {
  const first = firstPageOf(yearPages);
  const newest = newestPage(first, settings);
  const known = (keys: readonly YearPageKey[]): LoadedYearPage[] =>
    yearPages
      .filter(isLoaded)
      .filter((yearPage) => isShown(yearPage) && keys.some((key) => isSameYearPage(yearPage, key)));
  const { feeds, pages: linking } = neighboursOf(yearPages, changed);
  const listed = typesEverListed([...first.window, ...known(changed)].flatMap(({ entries }) => entries));
  const types = [...new Set([...typesThere, ...listed])].sort(compareText);
  const made = yearPagesToWrite(yearPages, changed);
  return [
    ...known(made).flatMap((yearPage) => [
      ...feedsOf(yearFeedPage(yearPage, yearPages, settings), settings),
      ...htmlOfYearPage(yearPage, yearPages, settings),
      xml(yearPageSitemapPath(yearPage), renderYearSitemap(yearPage.entries, settings)),
    ]),
    ...known(feeds).flatMap((yearPage) => feedsOf(yearFeedPage(yearPage, yearPages, settings), settings)),
    ...known(linking)
      .filter((yearPage) => !made.some((other) => isSameYearPage(other, yearPage)))
      .flatMap((yearPage) => htmlOfYearPage(yearPage, yearPages, settings)),
    ...types.flatMap((code) => feedsOf(typePage(first, code, settings), settings)),
    ...feedsOf(newest, settings),
    xml(`${newest.address}.rss`, renderRssFeed(newest, settings)),
    ...pages('/', settings, (each) =>
      renderIndex(
        { ...first, listed: first.listed.map((entry) => translated(entry, each)) },
        yearPages,
        each,
      ),
    ),
    ...pages('/reviews/', settings, (each) => renderYears(yearPages, each)),
    xml('/sitemap.xml', renderSitemapIndex(yearPages, settings)),
  ];
}

/**
 * Year pages whose files are all written: the changed ones, and full ones without public entries. Those are
 * listed, but crashes used up their permalinks, so no review of their own writes their files.
 */
export function yearPagesToWrite(
  yearPages: readonly YearPage[],
  changed: readonly YearPageKey[],
): YearPageKey[] {
  const empty = yearPages.filter(
    (yearPage) => yearPage.full && isLoaded(yearPage) && !yearPage.entries.some(isPublic),
  );
  return [...changed, ...empty.filter((yearPage) => !changed.some((key) => isSameYearPage(key, yearPage)))];
}

/** Paths of the files of one year page. */
export function pathsOfYearPage(yearPage: YearPageKey, settings: Settings): string[] {
  return [
    yearPageFeedPath(yearPage),
    yearPageAtomPath(yearPage),
    ...inEveryLanguage(yearPagePath(yearPage), settings),
    yearPageSitemapPath(yearPage),
  ];
}

/** Paths of all listing files that may mention this review. */
export function pathsShowing(entry: Entry, settings: Settings): string[] {
  if (entry.status === 'reserved' || entry.status === 'unreadable') return [];
  const feeds = ['/reviews', ...entry.listedUnder.map((code) => TYPE_FEEDS + code)];
  return [
    ...inEveryLanguage('/', settings),
    '/reviews.rss',
    ...pathsOfYearPage(entry, settings),
    ...(entry.everBeside.includes(EDITION_PATH) ? shardPaths(entry) : []),
    ...feeds.flatMap((feed) => [`${feed}.json`, `${feed}.atom`]),
  ];
}

/** Review type codes of these feed paths. */
export function typesOfFeeds(paths: Iterable<string>): string[] {
  return [...paths].flatMap((path) => /^\/reviews\/types\/([^/]+)\.json$/.exec(path)?.[1] ?? []);
}

/** Every path that `filesOfListing` may write, except per-type feeds. Entries need not be loaded. */
export function pathsOfListing(
  yearPages: readonly YearPage[],
  changed: readonly YearPageKey[],
  settings: Settings,
): string[] {
  const { feeds, pages: linking } = neighboursOf(yearPages, changed);
  return [
    ...changed.flatMap((yearPage) => pathsOfYearPage(yearPage, settings)),
    ...feeds.flatMap((yearPage) => [yearPageFeedPath(yearPage), yearPageAtomPath(yearPage)]),
    ...linking.flatMap((yearPage) => inEveryLanguage(yearPagePath(yearPage), settings)),
    '/reviews.json',
    '/reviews.atom',
    '/reviews.rss',
    ...inEveryLanguage('/', settings),
    ...inEveryLanguage('/reviews/', settings),
    '/sitemap.xml',
  ];
}

/**
 * The year pages to load next before `filesOfListing` is exact; none when enough are loaded. Usually one
 * round: the changed year pages and the newest ones.
 */
export function yearPagesToRead(yearPages: readonly YearPage[], changed: readonly YearPageKey[]): YearPage[] {
  const { feeds, pages: linking } = neighboursOf(yearPages, changed);
  const wanted = [...changed, ...feeds, ...linking];
  const mayBeUnshown = (yearPage: YearPage | undefined): YearPageKey[] =>
    yearPage === undefined || yearPage.full ? [] : [yearPage];
  for (const key of changed) wanted.push(...mayBeUnshown(olderYearPage(yearPages, key)));
  let count = 0;
  let isWindowRead = true;
  for (const yearPage of yearPages) {
    if (count >= FIRST_PAGE) break;
    count += yearPage.entries?.filter(isPublic).length ?? yearPage.reserved;
    isWindowRead &&= isLoaded(yearPage);
    wanted.push(yearPage);
  }
  if (isWindowRead) wanted.push(...mayBeUnshown(firstPageOf(yearPages).next));
  return yearPages.filter(
    (yearPage) => !isLoaded(yearPage) && wanted.some((key) => isSameYearPage(yearPage, key)),
  );
}

/**
 * The neighbours that link to a rewritten year page: feeds of the next newer one, HTML pages of the next
 * older one.
 */
function neighboursOf(
  yearPages: readonly YearPage[],
  changed: readonly YearPageKey[],
): { readonly feeds: readonly YearPageKey[]; readonly pages: readonly YearPageKey[] } {
  const made = yearPagesToWrite(yearPages, changed);
  const others = (keys: readonly (YearPageKey | undefined)[]): YearPageKey[] =>
    [...new Set(keys)]
      .filter((key) => key !== undefined)
      .filter((key) => !made.some((own) => isSameYearPage(own, key)));
  return {
    feeds: others(made.map((key) => newerYearPage(yearPages, key))),
    pages: others(
      made.map(({ year, part }) => yearPages.find((one) => isSameYearPage(one, { year, part: part - 1 }))),
    ),
  };
}

/** Files that no review changes: schema, styles, scripts and fixed pages. Written at each deployment. */
export function staticFiles(settings: Settings): PublicFile[] {
  const { site } = settings.publisher;
  return [
    ...assetFiles().map(({ path, body }) => ({
      path,
      body,
      contentType: ASSET_TYPES[path.slice(path.lastIndexOf('.'))] ?? 'application/octet-stream',
      cacheControl: path.startsWith('/assets/') ? FOREVER : HOURLY,
    })),
    // Browsers and feed readers ask for this address without a link to it, and follow the type of the answer.
    ...assetFiles()
      .filter(({ path }) => path.endsWith('.svg'))
      .map(({ body }) => ({
        path: '/favicon.ico',
        body,
        contentType: 'image/svg+xml',
        cacheControl: HOURLY,
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
      renderPagesSitemap(
        ['/', '/reviews/', '/subscribe/', '/subscribe/change/', '/accessibility/', '/privacy/'],
        settings,
      ),
    ),
    page('/404.html', renderNotFound(settings)),
    ...pages('/subscribe/', settings, (each) => renderSubscribe(each)),
    ...pages('/subscribe/change/', settings, (each) => renderChangeStart(each)),
    ...pages('/accessibility/', settings, renderAccessibility),
    ...pages('/privacy/', settings, renderPrivacy),
    page('/note/', renderNotePage(settings)),
  ];
}

/** The languages that the settings do not have: the end of their addresses, and what answers there. */
export function filesLeft(
  settings: Settings,
): { readonly folder: string; readonly gone: (path: string) => PublicFile }[] {
  const body = renderNotFound(settings);
  const gone = (path: string): PublicFile => ({ ...page(path, body), status: 410 });
  return foldersWithout(settings).map((folder) => ({ folder, gone }));
}

const ASSET_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

function feedsOf(feed: FeedPage, settings: Settings): PublicFile[] {
  return [
    jsonFile(`${feed.address}.json`, renderJsonFeed(feed, settings)),
    xml(`${feed.address}.atom`, renderAtomFeed(feed, settings)),
  ];
}

function htmlOfYearPage(
  yearPage: LoadedYearPage,
  yearPages: readonly YearPage[],
  settings: Settings,
): PublicFile[] {
  return pages(yearPagePath(yearPage), settings, (each) => {
    const entries = yearPage.entries.map((entry) => translated(entry, each));
    return renderYearPage({ ...yearPage, entries }, yearPages, each);
  });
}

const changing =
  (contentType: string) =>
  (path: string, body: string): PublicFile => ({ path, body, contentType, cacheControl: CHANGING });

const page = changing('text/html; charset=utf-8');
const jsonFile = changing(JSON_TYPE);
const xml = changing('application/xml; charset=utf-8');

/** A page in every language, with the settings of each. */
const pages = (path: string, settings: Settings, render: (settings: Settings) => string): PublicFile[] =>
  languagesOf(settings).map((each) => page(path + folderOf(each), render(each)));

/** The same of a review, kept out of search engines where its note says so. `name` follows its permalink. */
const pagesOf = <Shown extends ListedEntry>(
  entry: Shown,
  name: string,
  settings: Settings,
  render: (entry: Shown, settings: Settings) => string,
): PublicFile[] =>
  pages(permalinkOf(entry) + name, settings, (each) => render(translated(entry, each), each)).map((file) => ({
    ...file,
    ...(entry.searchEngines === false && { hidden: true }),
  }));
