import { permalinkOf } from './entry.ts';
import { escapeXml, oneLine, plainText } from './escape.ts';
import {
  compareText,
  type ListedEntry,
  type ListingYear,
  newestFirst,
  newestYears,
  olderYear,
  publishedInstant,
  revisionOf,
  withdrawnDays,
} from './listing.ts';
import type { Settings } from './settings.ts';

/** Atom (RFC 4287), paged by year (RFC 5005, section 3: pages may change, so they are not archives). */

/** Path of one year's Atom page. */
export const yearAtomPath = (year: number): string => `/reviews/${year}.atom`;

/** `/reviews.atom`: the newest years until at least 100 reviews. */
export function renderAtom(years: readonly ListingYear[], settings: Settings): string {
  const window = newestYears(years);
  const oldest = window.at(-1)?.year;
  const entries = window.flatMap((year) => year.entries);
  return feedOf(
    '/reviews.atom',
    entries,
    oldest === undefined ? undefined : olderYear(years, oldest),
    settings,
  );
}

/** `/reviews/<year>.atom`: one year. Needs that year read; of the others, whether they are shown. */
export function renderYearAtom(
  year: Required<ListingYear>,
  years: readonly ListingYear[],
  settings: Settings,
): string {
  return feedOf(yearAtomPath(year.year), year.entries, olderYear(years, year.year), settings);
}

function feedOf(
  path: string,
  entries: Required<ListingYear>['entries'],
  next: number | undefined,
  settings: Settings,
): string {
  const { site, name, heading, language } = settings.publisher;
  const listed = newestFirst(entries);
  const link = (rel: string, to: string, type = 'application/atom+xml') =>
    `  <link rel="${rel}" type="${type}" href="${escapeXml(site + to)}"/>\n`;
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeXml(language)}">
  <!-- revision ${revisionOf(entries)} -->
  <id>${escapeXml(`${site}/reviews.atom`)}</id>
  <title>${escapeXml(oneLine(heading))}</title>
  <updated>${updatedOf(entries, listed)}</updated>
  <author><name>${escapeXml(oneLine(name))}</name><uri>${escapeXml(`${site}/`)}</uri></author>
${link('self', path)}${link('alternate', '/', 'text/html')}${link('first', '/reviews.atom')}${next === undefined ? '' : link('next', yearAtomPath(next))}${listed.map((entry) => entryOf(entry, settings)).join('')}</feed>
`;
}

/** The newest change of anything in the feed; a feed without any has the first instant there is, since a rendering knows no clock. */
function updatedOf(entries: Required<ListingYear>['entries'], listed: readonly ListedEntry[]): string {
  const instants = [
    ...listed.map((entry) => entry.modifiedAt),
    ...withdrawnDays(entries).map((day) => `${day}T00:00:00Z`),
  ];
  return instants.sort(compareText).at(-1) ?? '1970-01-01T00:00:00Z';
}

function entryOf(entry: ListedEntry, settings: Settings): string {
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
    `<link rel="alternate" type="text/html" href="${escapeXml(url)}"/>`,
    ...categories.map(
      ({ term, label }) =>
        `<category term="${escapeXml(oneLine(term))}" label="${escapeXml(oneLine(label))}"/>`,
    ),
  ];
  if (entry.status === 'retired')
    lines.push(
      `<summary>No longer published. To ask about it, write to ${escapeXml(settings.publisher.contact.email)}.</summary>`,
    );
  else {
    lines.push(
      ...entry.reviewers.map((name) => `<author><name>${escapeXml(oneLine(name))}</name></author>`),
      ...entry.documents.map(
        (document) =>
          `<link rel="enclosure" type="application/pdf" length="${document.bytes}" title="${escapeXml(oneLine(document.title))}" href="${escapeXml(url + document.file)}"/>`,
      ),
      `<summary>${escapeXml(
        [entry.contentWarning, entry.summary]
          .flatMap((text) => text ?? [])
          .map(plainText)
          .join('\n\n'),
      )}</summary>`,
    );
  }
  return `  <entry xml:lang="${escapeXml('language' in entry ? entry.language : settings.publisher.language)}">\n${lines.map((line) => `    ${line}\n`).join('')}  </entry>\n`;
}
