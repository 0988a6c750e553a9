import { escapeHtml, escapeXml, oneLine } from '../escape.ts';
import type { Settings } from '../settings.ts';
import type { ListedEntry } from './entry.ts';
import { permalinkOf } from './entry.ts';
import { type FeedPage, publishedInstant, retiredText } from './listing.ts';
import { memoizePerEntry } from './memoize-rendering.ts';

/** RSS 2.0 (https://www.rssboard.org/rss-specification), for content systems that read nothing else. */
export function renderRssFeed({ address, title, listed, revision, updated }: FeedPage, settings: Settings) {
  const { site, introduction, language, link } = settings.publisher;
  const description = oneLine(introduction.replaceAll('{link}', link?.text ?? ''));
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
  <!-- revision ${revision} -->
  <title>${escapeXml(title)}</title>
  <link>${escapeXml(`${site}/`)}</link>
  <description>${escapeXml(description)}</description>
  <language>${language.toLowerCase()}</language>
  <lastBuildDate>${dateOf(updated)}</lastBuildDate>
  <atom:link rel="self" type="application/rss+xml" href="${escapeXml(`${site}${address}.rss`)}"/>
${listed.map((entry) => itemOf(entry, settings)).join('')}</channel>
</rss>
`;
}

const itemOf = memoizePerEntry((entry: ListedEntry, settings: Settings): string => {
  const url = escapeXml(settings.publisher.site + permalinkOf(entry));
  const { date_published } = publishedInstant(entry);
  const texts =
    entry.status === 'retired'
      ? [retiredText(settings)]
      : [entry.contentWarning, entry.summary].flatMap((text) => text ?? []);
  // Feed readers take a description for HTML.
  const description = texts
    .flatMap((text) => text.split(/\n\n+/))
    .filter((text) => text.trim() !== '')
    .map((text) => `<p>${escapeHtml(text)}</p>`)
    .join('');
  const [report] = entry.status === 'published' ? entry.documents : [];
  const lines = [
    `<title>${escapeXml(oneLine(entry.title))}</title>`,
    `<link>${url}</link>`,
    `<guid isPermaLink="true">${url}</guid>`,
    ...(date_published === undefined ? [] : [`<pubDate>${dateOf(date_published)}</pubDate>`]),
    ...[entry.typeName, ...entry.themes].map((name) => `<category>${escapeXml(oneLine(name))}</category>`),
    ...(description === '' ? [] : [`<description>${escapeXml(description)}</description>`]),
    ...(report === undefined
      ? []
      : [
          `<enclosure url="${url}${escapeXml(report.file)}" length="${report.bytes}" type="application/pdf"/>`,
        ]),
  ];
  return `  <item>\n${lines.map((line) => `    ${line}\n`).join('')}  </item>\n`;
});

/** A date of RFC 822, as RSS asks for. */
const dateOf = (instant: string): string => new Date(instant).toUTCString();
