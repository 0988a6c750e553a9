import { escapeXml, oneLine, plainText } from '../escape.ts';
import { pagesInEveryLanguage } from '../languages.ts';
import type { Settings } from '../settings.ts';
import { EDITION_PATH } from './edition.ts';
import { type ListedEntry, permalinkOf } from './entry.ts';
import { type FeedPage, publishedInstant, retiredText } from './listing.ts';
import { memoizePerEntry } from './memoize-rendering.ts';
import { yearPageName } from './year-page.ts';

/** Atom (RFC 4287), paginated by year page with RFC 5005 section 3 links, since pages may change. */

export function renderAtomFeed(page: FeedPage, settings: Settings): string {
  const { address, feed, title, listed, revision, updated, window, next } = page;
  const { site, name, language } = settings.publisher;
  const link = (rel: string, to: string) =>
    `  <link rel="${rel}" type="application/atom+xml" href="${escapeXml(site + to)}"/>\n`;
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeXml(language)}">
  <!-- revision ${revision}${window ? ` of ${window.map(yearPageName).join(' ')}` : ''} -->
  <id>${escapeXml(`${site}${feed}.atom`)}</id>
  <title>${escapeXml(title)}</title>
  <updated>${escapeXml(updated)}</updated>
  <author><name>${escapeXml(oneLine(name))}</name><uri>${escapeXml(`${site}/`)}</uri></author>
${link('self', `${address}.atom`)}${pagesAt('/', settings)
  .map((line) => `  ${line}\n`)
  .join(
    '',
  )}${link('first', `${feed}.atom`)}${next === undefined ? '' : link('next', `${next}.atom`)}${listed.map((entry) => entryOf(entry, settings)).join('')}</feed>
`;
}

const entryOf = memoizePerEntry((entry: ListedEntry, settings: Settings): string => {
  const url = settings.publisher.site + permalinkOf(entry);
  const { date_published } = publishedInstant(entry);
  const categories = [
    { term: entry.type, label: entry.typeName },
    ...entry.themes.map((theme) => ({ term: theme, label: theme })),
  ];
  const lines = [
    `<id>${escapeXml(url)}</id>`,
    `<title>${escapeXml(oneLine(entry.title))}</title>`,
    ...(date_published === undefined ? [] : [`<published>${date_published}</published>`]),
    `<updated>${escapeXml(entry.modifiedAt)}</updated>`,
    ...pagesAt(permalinkOf(entry), settings),
    ...categories.map(
      ({ term, label }) =>
        `<category term="${escapeXml(oneLine(term))}" label="${escapeXml(oneLine(label))}"/>`,
    ),
  ];
  if (entry.status === 'retired') lines.push(...summaryOf([retiredText(settings)]));
  else {
    lines.push(
      ...entry.reviewers.map((name) => `<author><name>${escapeXml(oneLine(name))}</name></author>`),
      ...entry.documents.map(
        (document) =>
          `<link rel="enclosure" type="application/pdf" length="${document.bytes}" title="${escapeXml(oneLine(document.title))}" href="${escapeXml(url + document.file)}"/>`,
      ),
      ...entry.documents.flatMap(({ edition, title }) =>
        edition === undefined
          ? []
          : [
              `<link rel="related" type="text/html" title="${escapeXml(oneLine(title))}" href="${escapeXml(url + EDITION_PATH)}"/>`,
            ],
      ),
      ...summaryOf([
        entry.contentWarning ?? '',
        entry.summary.trim() === '' ? entry.typeName : entry.summary,
      ]),
    );
  }
  return `  <entry xml:lang="${escapeXml('language' in entry ? entry.language : settings.publisher.language)}">\n${lines.map((line) => `    ${line}\n`).join('')}  </entry>\n`;
});

/** Links to a page in every language of the site (RFC 4287, 4.1.2). */
function pagesAt(path: string, settings: Settings): string[] {
  const pages = pagesInEveryLanguage(path, settings);
  return pages.map(({ language, url }) => {
    const hreflang = pages.length > 1 ? ` hreflang="${escapeXml(language)}"` : '';
    return `<link rel="alternate" type="text/html"${hreflang} href="${escapeXml(url)}"/>`;
  });
}

/** Texts as a summary; none where all are blank. */
function summaryOf(texts: readonly string[]): string[] {
  const summary = texts
    .map(plainText)
    .filter((text) => text.trim() !== '')
    .join('\n\n');
  return summary === '' ? [] : [`<summary>${escapeXml(summary)}</summary>`];
}
