import { oneLine, plainText } from '../escape.ts';
import { inSecondLanguage } from '../languages.ts';
import { messagesOf } from '../messages/messages.ts';
import { fill } from '../messages/plain-mail.ts';
import { earliestDay, precisionOf } from '../partial-date.ts';
import type { Settings } from '../settings.ts';
import { EDITION_PATH } from './edition.ts';
import { type Entry, isListed, type ListedEntry, type PublishedEntry, permalinkOf } from './entry.ts';
import type { ListingFeed, ListingItem } from './listing-feed.ts';
import { STATUS, statusOf } from './listing-status.ts';
import { memoizePerEntry } from './memoize-rendering.ts';
import {
  isLoaded,
  isPublic,
  isSameYearPage,
  isShown,
  type LoadedYearPage,
  olderYearPage,
  type YearPage,
  type YearPageKey,
  yearPageAddress,
  yearPageFeedPath,
} from './year-page.ts';

/**
 * Maximum number of reviews on the first page. The first page is built from the newest year pages that hold
 * so many.
 */
export const FIRST_PAGE = 100;

/** Maximum number of reviews in the feed of one type. */
const TYPE_PAGE = 50;

/** Path of the first page's feeds, without extension. */
const FIRST = '/reviews';

/** Listed entries, newest publication first, then by slug. A month counts as its first day. */
export function newestFirst(entries: readonly Entry[]): ListedEntry[] {
  return entries
    .filter(isListed)
    .map((entry) => ({ entry, day: earliestDay(entry.publishedOn) }))
    .sort((a, b) => compareText(b.day, a.day) || compareText(a.entry.slug, b.entry.slug))
    .map(({ entry }) => entry);
}

function updatedOf(entries: readonly Entry[]): string {
  const instants = entries.flatMap((entry) => {
    if (!isPublic(entry)) return [];
    // Releases before 1.0.0 stored only the day of a withdrawal.
    return entry.modifiedAt ?? (entry.status === 'withdrawn' ? `${entry.withdrawnOn}T00:00:00Z` : []);
  });
  return instants.sort(compareText).at(-1) ?? '1970-01-01T00:00:00Z';
}

/** Compares by code unit, independent of the locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Days on which reviews were withdrawn, newest first. */
export function withdrawnDays(entries: readonly Entry[]): string[] {
  return entries
    .flatMap((entry) => {
      const on = entry.status === 'withdrawn' || entry.status === 'gone' ? entry.withdrawnOn : undefined;
      return on === undefined ? [] : [on];
    })
    .sort((a, b) => compareText(b, a));
}

/**
 * Sum of the revisions of all public entries. Revisions only grow and public entries are never deleted, so no
 * two states of a year page have the same sum.
 */
export function revisionOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, entry) => (entry.status === 'reserved' ? sum : sum + entry.revision), 0);
}

/**
 * The newest year pages with public entries, until they fill the first page. Stops at a page that is not
 * loaded.
 */
export function newestYearPages(yearPages: readonly YearPage[]): LoadedYearPage[] {
  const window: LoadedYearPage[] = [];
  let count = 0;
  for (const yearPage of yearPages) {
    if (count >= FIRST_PAGE || !isLoaded(yearPage)) break;
    if (!isShown(yearPage)) continue;
    window.push(yearPage);
    // Retired and withdrawn entries count too, so that the window never moves back to an older year page.
    count += yearPage.entries.filter(isPublic).length;
  }
  return window;
}

/** Content of `/`, `/reviews.json` and `/reviews.atom`. */
export interface FirstPage {
  /** The year pages that it is built from, newest first. */
  readonly window: readonly LoadedYearPage[];
  readonly listed: readonly ListedEntry[];
  /** The year page to continue at. */
  readonly next: YearPage | undefined;
  /** Whether there are older year pages than the window's, which it may once have held. */
  readonly hasOlder: boolean;
}

/**
 * The newest hundred reviews. `next` is the newest year page with a review that did not fit, else the first
 * year page older than the window.
 */
export function firstPageOf(yearPages: readonly YearPage[]): FirstPage {
  const window = newestYearPages(yearPages);
  const all = newestFirst(window.flatMap(({ entries }) => entries));
  const missing = all.slice(FIRST_PAGE);
  const oldest = window.at(-1);
  const older = oldest && olderYearPage(yearPages, oldest);
  const next = window.find((yearPage) => missing.some((entry) => isSameYearPage(entry, yearPage))) ?? older;
  return { window, listed: all.slice(0, FIRST_PAGE), next, hasOlder: older !== undefined };
}

/** One page of a feed, for any format. */
export interface FeedPage {
  /** Path without `.json` or `.atom`. */
  readonly address: string;
  /** Path of the feed's first page. */
  readonly feed: string;
  readonly title: string;
  readonly listed: readonly ListedEntry[];
  /** Grows with each change. No two states of this page share both `window` and `revision`. */
  readonly revision: number;
  /** The year pages that it is built from, if the address does not say so. */
  readonly window?: readonly YearPageKey[];
  readonly withdrawn: readonly string[];
  /** Instant of the newest change. It never goes back. */
  readonly updated: string;
  /** Path of the next page. */
  readonly next?: string;
}

/** The feed page `/reviews/<year page>`. Other year pages need not be loaded. */
export function yearFeedPage(
  yearPage: LoadedYearPage,
  yearPages: readonly YearPage[],
  settings: Settings,
): FeedPage {
  const next = olderYearPage(yearPages, yearPage);
  return {
    address: yearPageAddress(yearPage),
    feed: FIRST,
    title: oneLine(settings.publisher.heading),
    listed: newestFirst(yearPage.entries),
    revision: revisionOf(yearPage.entries),
    withdrawn: withdrawnDays(yearPage.entries),
    updated: updatedOf(yearPage.entries),
    ...(next && { next: yearPageAddress(next) }),
  };
}

/** The feed page `/reviews`. */
export function newestPage({ window, listed, next }: FirstPage, settings: Settings): FeedPage {
  const entries = window.flatMap((yearPage) => yearPage.entries);
  return {
    address: FIRST,
    feed: FIRST,
    title: oneLine(settings.publisher.heading),
    listed,
    revision: revisionOf(entries),
    window,
    withdrawn: withdrawnDays(entries),
    updated: updatedOf(entries),
    ...(next && { next: yearPageAddress(next) }),
  };
}

/** Prefix of the feeds of review types. */
export const TYPE_FEEDS = '/reviews/types/';

/** All types that these entries were ever listed under, sorted. */
export function typesEverListed(entries: readonly Entry[]): string[] {
  return [...new Set(entries.filter(isPublic).flatMap(({ listedUnder }) => listedUnder))].sort(compareText);
}

/**
 * The feed page `/reviews/types/<code>`: the newest reviews of one type within the window. Its revision
 * counts every entry ever listed under the type, so it also grows when a review leaves.
 */
export function typePage({ window, hasOlder }: FirstPage, code: string, settings: Settings): FeedPage {
  const entries = window.flatMap((yearPage) => yearPage.entries);
  const ever = entries.filter(isPublic).filter(({ listedUnder }) => listedUnder.includes(code));
  const listed = newestFirst(ever)
    .filter(({ type }) => type === code)
    .slice(0, TYPE_PAGE);
  const address = TYPE_FEEDS + code;
  return {
    address,
    feed: address,
    title: `${oneLine(settings.publisher.heading)}: ${oneLine(listed[0]?.typeName ?? code)}`,
    listed,
    revision: revisionOf(ever),
    window,
    withdrawn: [],
    // A window that moved on has lost older reviews of this type, but holds the change that moved it.
    updated: updatedOf(hasOlder ? entries : ever),
  };
}

/** Renders a page as JSON Feed 1.1. */
export function renderJsonFeed(page: FeedPage, settings: Settings): string {
  const { site, name, introduction, language, link } = settings.publisher;
  const feed: ListingFeed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: page.title,
    description: oneLine(introduction.replaceAll('{link}', link?.text ?? '')),
    home_page_url: `${site}/`,
    feed_url: `${site}${page.address}.json`,
    ...(page.next !== undefined && { next_url: `${site}${page.next}.json` }),
    language,
    authors: [{ name: oneLine(name), url: `${site}/` }],
    items: [],
    _listing: {
      revision: page.revision,
      ...(page.window && { parts: page.window.map((yearPage) => site + yearPageFeedPath(yearPage)) }),
      withdrawn: page.withdrawn.map((withdrawn_on) => ({ withdrawn_on })),
      schema: `${site}/reviews.schema.json`,
    },
  };
  const items = page.listed.map((entry) => itemText(entry, settings)).join(',');
  // A quotation mark inside a JSON string is escaped, so this text can only be the empty list itself.
  const text = JSON.stringify(feed, null, 2);
  return `${items === '' ? text : text.replace('"items": []', () => `"items": [${items}\n  ]`)}\n`;
}

const itemText = memoizePerEntry(
  (entry, settings) => `\n    ${JSON.stringify(itemOf(entry, settings), null, 2).replaceAll('\n', '\n    ')}`,
);

/** Text in feeds in place of the summary of a retired review. */
export function retiredText(settings: Settings): string {
  return fill(messagesOf(settings).retired, { email: settings.publisher.contact.email });
}

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
  const second = inSecondLanguage(entry, settings);
  const extension = {
    type: entry.type,
    type_name: oneLine(entry.typeName),
    ...(second && {
      second_language: {
        language: second.language,
        url: second.url,
        type_name: oneLine(second.typeName),
      },
    }),
    published_on: entry.publishedOn,
    precision: precisionOf(entry.publishedOn),
    ...(entry.reportedOn !== undefined && { reported_on: entry.reportedOn }),
    themes: entry.themes.map(oneLine),
    revision: entry.revision,
  };
  if (entry.status === 'retired')
    return {
      ...shown,
      content_text: retiredText(settings),
      ...(entry.documents !== undefined && { attachments: attachmentsOf(entry.documents, url) }),
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
    attachments: [
      ...attachmentsOf(entry.documents, url),
      // After the PDFs: others may take the first attachment for the report.
      ...(report?.edition === undefined
        ? []
        : [{ url: url + EDITION_PATH, mime_type: 'text/html' as const, title: oneLine(report.title) }]),
    ],
    _review: {
      ...extension,
      status: STATUS[statusOf(entry)],
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

const attachmentsOf = (documents: PublishedEntry['documents'], url: string) =>
  documents.map((document) => ({
    url: url + document.file,
    mime_type: 'application/pdf' as const,
    title: oneLine(document.title),
    size_in_bytes: document.bytes,
  }));

/**
 * Feeds need an instant: midnight UTC, which is the same day in the United Kingdom all year. For a month or a
 * year there is none; the field is optional in JSON Feed 1.1 and RFC 4287.
 */
export function publishedInstant(entry: ListedEntry): { readonly date_published?: string } {
  return precisionOf(entry.publishedOn) === 'day' ? { date_published: `${entry.publishedOn}T00:00:00Z` } : {};
}
