import type { Entry, PublishedEntry, RetiredEntry } from './entry.ts';
import { permalinkOf } from './entry.ts';
import { oneLine, plainText } from './escape.ts';
import { type ListingFeed, type ListingItem, STATUS } from './listing-schema.ts';
import { earliestDay, precisionOf } from './partial-date.ts';
import type { Settings } from './settings.ts';

/** An entry that readers see in lists. */
export type ListedEntry = PublishedEntry | RetiredEntry;

/**
 * A year of the listing. `entries` is the whole year, or absent when the year was not read:
 * then it counts as a year that has something to show.
 */
export interface ListingYear {
  readonly year: number;
  readonly entries?: readonly Entry[];
}

/** The newest years are shown together until they hold at least this many reviews. */
const AT_LEAST = 100;

/** What a feed shows before a summary when the report is no longer there. */
const RETIRED_TEXT = 'This report is no longer published. To ask about it, write to';

export function isListed(entry: Entry): entry is ListedEntry {
  return entry.status === 'published' || entry.status === 'retired';
}

/** Listed entries, newest publication first, then by slug. A month counts as its first day. */
export function newestFirst(entries: readonly Entry[]): ListedEntry[] {
  return entries
    .filter(isListed)
    .map((entry) => ({ entry, day: earliestDay(entry.publishedOn) }))
    .sort((a, b) => compareText(b.day, a.day) || compareText(a.entry.slug, b.entry.slug))
    .map(({ entry }) => entry);
}

/** By code unit: the same on every machine, whatever its language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Days on which reviews were withdrawn, newest first. */
export function withdrawnDays(entries: readonly Entry[]): string[] {
  return entries
    .flatMap((entry) => (entry.status === 'withdrawn' ? [entry.withdrawnOn] : []))
    .sort((a, b) => compareText(b, a));
}

/**
 * Sum of the revisions of everything that is or was public. Revisions only grow and nothing public becomes
 * unlisted without a trace, so that no two states of a year share a number. Reserved entries do not count.
 */
export function revisionOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, entry) => (entry.status === 'reserved' ? sum : sum + entry.revision), 0);
}

/** Whether a year has anything to show: a review, or the trace of one. A year with reserved entries alone has no file. */
export function isShown(year: ListingYear): boolean {
  return year.entries?.some((entry) => entry.status !== 'reserved') ?? true;
}

/** The newest shown years, until they hold at least `AT_LEAST` listed reviews. Stops at the first year that was not read. */
export function newestYears(years: readonly ListingYear[]): Required<ListingYear>[] {
  const window: Required<ListingYear>[] = [];
  let count = 0;
  for (const { year, entries } of years) {
    if (count >= AT_LEAST || entries === undefined) break;
    if (!isShown({ year, entries })) continue;
    window.push({ year, entries });
    count += entries.filter(isListed).length;
  }
  return window;
}

/** The next older year than `year` that has something to show. `years` is newest first. */
export function olderYear(years: readonly ListingYear[], year: number): number | undefined {
  return years.find((other) => other.year < year && isShown(other))?.year;
}

/** The next newer year than `year` that has something to show. `years` is newest first. */
export function newerYear(years: readonly ListingYear[], year: number): number | undefined {
  return years.findLast((other) => other.year > year && isShown(other))?.year;
}

/** Path of one year's listing. */
export const yearFeedPath = (year: number): string => `/reviews/${year}.json`;

/** `/reviews/<year>.json`: one year, and the way to the next older one. Needs that year read; of the others, whether they are shown. */
export function renderYear(
  year: Required<ListingYear>,
  years: readonly ListingYear[],
  settings: Settings,
): string {
  return serialised(feedOf(yearFeedPath(year.year), year.entries, olderYear(years, year.year), settings));
}

/** `/reviews.json`: the newest years until at least 100 reviews, and the way to the next older one. */
export function renderNewest(years: readonly ListingYear[], settings: Settings): string {
  const window = newestYears(years);
  const oldest = window.at(-1)?.year;
  const next = oldest === undefined ? undefined : olderYear(years, oldest);
  return serialised(
    feedOf(
      '/reviews.json',
      window.flatMap(({ entries }) => entries),
      next,
      settings,
    ),
  );
}

function feedOf(
  path: string,
  entries: readonly Entry[],
  next: number | undefined,
  settings: Settings,
): ListingFeed {
  const { site, name, heading, introduction, language, link } = settings.publisher;
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: oneLine(heading),
    description: oneLine(introduction.replaceAll('{link}', link?.text ?? '')),
    home_page_url: `${site}/`,
    feed_url: site + path,
    ...(next !== undefined && { next_url: site + yearFeedPath(next) }),
    language,
    authors: [{ name: oneLine(name), url: `${site}/` }],
    items: newestFirst(entries).map((entry) => itemOf(entry, settings)),
    _listing: {
      revision: revisionOf(entries),
      withdrawn: withdrawnDays(entries).map((withdrawn_on) => ({ withdrawn_on })),
      schema: `${site}/reviews.schema.json`,
    },
  };
}

/** The JSON Feed item of a review. */
export function itemOf(entry: ListedEntry, settings: Settings): ListingItem {
  const url = settings.publisher.site + permalinkOf(entry);
  const shown = {
    id: url,
    url,
    title: oneLine(entry.title),
    ...publishedInstant(entry),
    date_modified: entry.modifiedAt,
    tags: [entry.typeName, ...entry.themes].map(oneLine),
  };
  const extension = {
    type: entry.type,
    type_name: oneLine(entry.typeName),
    published_on: entry.publishedOn,
    precision: precisionOf(entry.publishedOn),
    ...(entry.reportedOn !== undefined && { reported_on: entry.reportedOn }),
    themes: entry.themes.map(oneLine),
    revision: entry.revision,
  };
  if (entry.status === 'retired')
    return {
      ...shown,
      content_text: `${RETIRED_TEXT} ${settings.publisher.contact.email}.`,
      _review: { ...extension, status: STATUS.retired, retired_on: entry.retiredOn },
    };

  const [report] = entry.documents;
  const [change] = entry.changes;
  const summary = plainText(entry.summary);
  const warning = entry.contentWarning === undefined ? undefined : plainText(entry.contentWarning);
  return {
    ...shown,
    summary,
    content_text: warning === undefined ? summary : `${warning}\n\n${summary}`,
    language: entry.language,
    ...(entry.reviewers.length > 0 && { authors: entry.reviewers.map((name) => ({ name: oneLine(name) })) }),
    attachments: entry.documents.map((document) => ({
      url: url + document.file,
      mime_type: 'application/pdf',
      title: oneLine(document.title),
      size_in_bytes: document.bytes,
    })),
    _review: {
      ...extension,
      status: STATUS.published,
      ...(entry.partnership !== undefined && { partnership: oneLine(entry.partnership) }),
      reviewers: entry.reviewers.map(oneLine),
      ...(report !== undefined && { pages: report.pages, sha256: report.sha256 }),
      ...(warning !== undefined && { content_warning: warning }),
      ...(change !== undefined && { change_note: plainText(change.note), changed_at: change.at }),
      documents: entry.documents.map((document) => ({
        kind: document.kind,
        title: oneLine(document.title),
        url: url + document.file,
        pages: document.pages,
        bytes: document.bytes,
        language: document.language,
        sha256: document.sha256,
      })),
    },
  };
}

/**
 * Feeds want an instant, a review has a day: midnight UTC, which is that day in the United Kingdom all year.
 * A month or a year is no day, so there is no instant (the field is optional in JSON Feed 1.1 and in RFC 4287).
 */
export function publishedInstant(entry: ListedEntry): { readonly date_published?: string } {
  return precisionOf(entry.publishedOn) === 'day' ? { date_published: `${entry.publishedOn}T00:00:00Z` } : {};
}

const serialised = (feed: ListingFeed): string => `${JSON.stringify(feed, null, 2)}\n`;
