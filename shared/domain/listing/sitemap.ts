import { escapeXml } from '../escape.ts';
import { languagesOf, pagesInEveryLanguage } from '../languages.ts';
import type { Settings } from '../settings.ts';
import { EDITION_PATH } from './edition.ts';
import { type Entry, isListed, type ListedEntry, permalinkOf } from './entry.ts';
import { compareText, revisionOf } from './listing.ts';
import { isShown, type YearPage, yearPageSitemapPath } from './year-page.ts';

/** Sitemaps (https://www.sitemaps.org/protocol.html): an index, one for fixed pages, one per year page. */

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const PAGES = '/sitemap-pages.xml';

/** `/sitemap.xml`. No entries need to be loaded. */
export function renderSitemapIndex(yearPages: readonly YearPage[], settings: Settings): string {
  const paths = [PAGES, ...yearPages.filter(isShown).map(yearPageSitemapPath)];
  return `<?xml version="1.0" encoding="utf-8"?>
<sitemapindex xmlns="${NAMESPACE}">
${paths.map((path) => `  <sitemap><loc>${escapeXml(settings.publisher.site + path)}</loc></sitemap>\n`).join('')}</sitemapindex>
`;
}

/** `/sitemap-<year page>.xml`: published and retired reviews, if search engines may list them. */
export function renderYearSitemap(entries: readonly Entry[], settings: Settings): string {
  const urls = (settings.searchEngines ? entries : [])
    .filter(isListed)
    .filter(({ searchEngines }) => searchEngines !== false)
    .sort((a, b) => compareText(permalinkOf(a), permalinkOf(b)))
    .flatMap((entry) =>
      pagesOf(entry).flatMap((path) =>
        urlsOf(path, settings, `<lastmod>${escapeXml(entry.modifiedAt)}</lastmod>`),
      ),
    );
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="${NAMESPACE}"${alternateNamespace(settings)}>
  <!-- revision ${revisionOf(entries)} -->
${urls.join('')}</urlset>
`;
}

/** The page of a review, and its report as a page if there is one. */
function pagesOf(entry: ListedEntry): string[] {
  const permalink = permalinkOf(entry);
  const hasEdition = entry.status === 'published' && entry.documents[0]?.edition !== undefined;
  return hasEdition ? [permalink, permalink + EDITION_PATH] : [permalink];
}

/** `/sitemap-pages.xml`: the fixed pages. */
export function renderPagesSitemap(paths: readonly string[], settings: Settings): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="${NAMESPACE}"${alternateNamespace(settings)}>
${paths.flatMap((path) => urlsOf(path, settings)).join('')}</urlset>
`;
}

/** A page in every language, each with all of them. https://developers.google.com/search/docs/specialty/international/localized-versions#sitemap */
function urlsOf(path: string, settings: Settings, modified = ''): string[] {
  const pages = pagesInEveryLanguage(path, settings).map(({ language, url }) => ({
    language,
    address: escapeXml(url),
  }));
  const alternates = pages.map(
    ({ language, address }) => `<xhtml:link rel="alternate" hreflang="${language}" href="${address}"/>`,
  );
  const all = pages.length > 1 ? alternates.join('') : '';
  return pages.map(({ address }) => `  <url><loc>${address}</loc>${modified}${all}</url>\n`);
}

function alternateNamespace(settings: Settings): string {
  return languagesOf(settings).length > 1 ? ' xmlns:xhtml="http://www.w3.org/1999/xhtml"' : '';
}

/**
 * `/robots.txt` allows everything: search engines drop a withdrawn review sooner if they may fetch its page.
 */
export function renderRobots(settings: Settings): string {
  return `User-agent: *\nAllow: /\n\nSitemap: ${settings.publisher.site}/sitemap.xml\n`;
}
