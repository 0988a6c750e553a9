import { oneLine, plainText } from '../escape.ts';
import { messagesOf } from '../messages/messages.ts';
import { fill } from '../messages/plain-mail.ts';
import { earliestDay, precisionOf } from '../partial-date.ts';
import type { Settings } from '../settings.ts';
import type { Entry, PublishedEntry, RetiredEntry } from './entry.ts';
import { permalinkOf } from './entry.ts';
import type { ListingFeed, ListingItem } from './listing-feed.ts';
import { STATUS } from './listing-status.ts';
import { memoizePerEntry } from './memoize-rendering.ts';
import {
  isPublic,
  isRead,
  isShown,
  type ListingPart,
  olderPart,
  type PartKey,
  partAddress,
  partFeedPath,
  type ReadPart,
  samePart,
} from './year-page.ts';

/** An entry that readers see in lists. */
export type ListedEntry = PublishedEntry | RetiredEntry;

/** Reviews on the first page of the listing, and its window: the newest parts until they hold so many. */
export const FIRST_PAGE = 100;

/** Reviews in the feed of one type. */
const TYPE_PAGE = 50;

/** Address of the first page. */
const FIRST = '/reviews';

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

/** The newest change of these; without any, the first instant there is, since a rendering knows no clock. */
function updatedOf(entries: readonly Entry[]): string {
  const instants = entries.flatMap((entry) => {
    if (!isPublic(entry)) return [];
    // A withdrawal of an earlier release kept its day alone.
    return entry.modifiedAt ?? (entry.status === 'withdrawn' ? `${entry.withdrawnOn}T00:00:00Z` : []);
  });
  return instants.sort(compareText).at(-1) ?? '1970-01-01T00:00:00Z';
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
 * unlisted without a trace, so that no two states of a part share a number. Reserved entries do not count.
 */
export function revisionOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, entry) => (entry.status === 'reserved' ? sum : sum + entry.revision), 0);
}

/**
 * The newest parts that have something to show, until they hold enough for a first page. Stops at the first
 * part that was not read.
 */
export function newestParts(parts: readonly ListingPart[]): ReadPart[] {
  const window: ReadPart[] = [];
  let count = 0;
  for (const part of parts) {
    if (count >= FIRST_PAGE || !isRead(part)) break;
    if (!isShown(part)) continue;
    window.push(part);
    // Also what was retired or withdrawn, so that the window never goes back to an older part.
    count += part.entries.filter(isPublic).length;
  }
  return window;
}

/** What `/`, `/reviews.json` and `/reviews.atom` show. */
export interface FirstPage {
  /** The parts that it is taken from, newest first. */
  readonly window: readonly ReadPart[];
  readonly listed: readonly ListedEntry[];
  /** Where to go on, to meet every other review. */
  readonly next: ListingPart | undefined;
}

/**
 * The newest reviews of the newest parts, at most a hundred. What was cut off is met from `next` on: the
 * newest part of which something is missing, else the next older part than all that are shown.
 */
export function firstPageOf(parts: readonly ListingPart[]): FirstPage {
  const window = newestParts(parts);
  const all = newestFirst(window.flatMap(({ entries }) => entries));
  const missing = all.slice(FIRST_PAGE);
  const oldest = window.at(-1);
  const next =
    window.find((part) => missing.some((entry) => samePart(entry, part))) ??
    (oldest && olderPart(parts, oldest));
  return { window, listed: all.slice(0, FIRST_PAGE), next };
}

/** What a page of a feed shows, in whichever format. */
export interface FeedPage {
  /** Without `.json` or `.atom`. */
  readonly address: string;
  /** The feed that it belongs to: its first page. */
  readonly feed: string;
  readonly title: string;
  readonly listed: readonly ListedEntry[];
  /** With `window`, a number that grows with each change: no two states of this page share both. */
  readonly revision: number;
  /** The parts that it is taken from, where that is not its address. */
  readonly window?: readonly PartKey[];
  readonly withdrawn: readonly string[];
  /** Instant of the newest change of anything that is or was in it: it never goes back. */
  readonly updated: string;
  /** Address of the next page. */
  readonly next?: string;
}

/**
 * `/reviews/<part>`: one part, and the way to the next older one. Needs that part read; of the others,
 * whether they are shown.
 */
export function partPage(part: ReadPart, parts: readonly ListingPart[], settings: Settings): FeedPage {
  const next = olderPart(parts, part);
  return {
    address: partAddress(part),
    feed: FIRST,
    title: oneLine(settings.publisher.heading),
    listed: newestFirst(part.entries),
    revision: revisionOf(part.entries),
    withdrawn: withdrawnDays(part.entries),
    updated: updatedOf(part.entries),
    ...(next && { next: partAddress(next) }),
  };
}

/** `/reviews`: the newest reviews, and the way to the others. */
export function newestPage({ window, listed, next }: FirstPage, settings: Settings): FeedPage {
  const entries = window.flatMap((part) => part.entries);
  return {
    address: FIRST,
    feed: FIRST,
    title: oneLine(settings.publisher.heading),
    listed,
    revision: revisionOf(entries),
    window,
    withdrawn: withdrawnDays(entries),
    updated: updatedOf(entries),
    ...(next && { next: partAddress(next) }),
  };
}

/** Where the feeds of review types are. */
export const TYPE_FEEDS = '/reviews/types/';

/** The types under which any of these entries was ever listed, in order. Their feeds may have to lose one. */
export function typesEverListed(entries: readonly Entry[]): string[] {
  return [...new Set(entries.filter(isPublic).flatMap(({ listedUnder }) => listedUnder))].sort(compareText);
}

/**
 * `/reviews/types/<code>`: the newest reviews of one type, of what the first page is taken from. Its revision
 * counts all that was ever listed under the type, so that it grows also when one leaves. Of a withdrawn one
 * it says only that something changed.
 */
export function typePage({ window }: FirstPage, code: string, settings: Settings): FeedPage {
  const ever = window
    .flatMap((part) => part.entries)
    .filter(isPublic)
    .filter(({ listedUnder }) => listedUnder.includes(code));
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
    updated: updatedOf(ever),
  };
}

/** A page as JSON Feed 1.1. */
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
      ...(page.window && { parts: page.window.map((part) => site + partFeedPath(part)) }),
      withdrawn: page.withdrawn.map((withdrawn_on) => ({ withdrawn_on })),
      schema: `${site}/reviews.schema.json`,
    },
  };
  const items = page.listed.map((entry) => itemText(entry, settings)).join(',');
  // In a JSON text a quotation mark without a backslash is none of a value, so this is the list itself.
  const text = JSON.stringify(feed, null, 2);
  return `${items === '' ? text : text.replace('"items": []', () => `"items": [${items}\n  ]`)}\n`;
}

/** An item as it stands in the list of a feed. */
const itemText = memoizePerEntry(
  (entry, settings) => `\n    ${JSON.stringify(itemOf(entry, settings), null, 2).replaceAll('\n', '\n    ')}`,
);

/** What stands in a feed where the summary was, when the report is no longer there. */
export function retiredText(settings: Settings): string {
  return fill(messagesOf(settings).retired, { email: settings.publisher.contact.email });
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
      content_text: retiredText(settings),
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
 * A month or a year is no day, so there is no instant (the field is optional in JSON Feed 1.1 and in RFC
 * 4287).
 */
export function publishedInstant(entry: ListedEntry): { readonly date_published?: string } {
  return precisionOf(entry.publishedOn) === 'day' ? { date_published: `${entry.publishedOn}T00:00:00Z` } : {};
}
