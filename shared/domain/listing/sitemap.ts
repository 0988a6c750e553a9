import { escapeXml } from '../escape.ts';
import type { Settings } from '../settings.ts';
import { type Entry, permalinkOf } from './entry.ts';
import { compareText, isListed, revisionOf } from './listing.ts';
import { isShown, type ListingPart, partSitemapPath } from './year-page.ts';

/** Sitemaps (https://www.sitemaps.org/protocol.html): an index, one for the fixed pages, one per part of a year. */

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const PAGES = '/sitemap-pages.xml';

/** `/sitemap.xml`. Needs to know of each part whether it is shown. */
export function renderSitemapIndex(parts: readonly ListingPart[], settings: Settings): string {
  const paths = [PAGES, ...parts.filter(isShown).map(partSitemapPath)];
  return `<?xml version="1.0" encoding="utf-8"?>
<sitemapindex xmlns="${NAMESPACE}">
${paths.map((path) => `  <sitemap><loc>${escapeXml(settings.publisher.site + path)}</loc></sitemap>\n`).join('')}</sitemapindex>
`;
}

/** `/sitemap-<part>.xml`: the reviews that are published or retired, where search engines may list them. */
export function renderPartSitemap(entries: readonly Entry[], settings: Settings): string {
  const urls = (settings.searchEngines ? entries : [])
    .filter(isListed)
    .sort((a, b) => compareText(permalinkOf(a), permalinkOf(b)))
    .map(
      (entry) =>
        `  <url><loc>${escapeXml(settings.publisher.site + permalinkOf(entry))}</loc><lastmod>${escapeXml(entry.modifiedAt)}</lastmod></url>\n`,
    );
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="${NAMESPACE}">
  <!-- revision ${revisionOf(entries)} -->
${urls.join('')}</urlset>
`;
}

/** `/sitemap-pages.xml`: pages that are always there. */
export function renderPagesSitemap(paths: readonly string[], settings: Settings): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="${NAMESPACE}">
${paths.map((path) => `  <url><loc>${escapeXml(settings.publisher.site + path)}</loc></url>\n`).join('')}</urlset>
`;
}

/**
 * `/robots.txt`: everything may be read. Search engines drop a withdrawn review sooner when they may fetch
 * its page.
 */
export function renderRobots(settings: Settings): string {
  return `User-agent: *\nAllow: /\n\nSitemap: ${settings.publisher.site}/sitemap.xml\n`;
}
