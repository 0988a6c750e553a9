import { type Entry, permalinkOf } from './entry.ts';
import { escapeXml, oneLine, plainText } from './escape.ts';
import {
  compareText,
  type FirstPage,
  type ListedEntry,
  newestFirst,
  publishedInstant,
  retiredText,
  revisionOf,
  withdrawnDays,
} from './listing.ts';
import {
  type ListingPart,
  nameOfPart,
  olderPart,
  type PartKey,
  partAtomPath,
  type ReadPart,
} from './part.ts';
import type { Settings } from './settings.ts';

/** Atom (RFC 4287), paged by parts of years (RFC 5005, section 3: pages may change, so they are not archives). */

/** `/reviews.atom`: the newest reviews, and the way to the others. */
export function renderAtom({ window, listed, next }: FirstPage, settings: Settings): string {
  const entries = window.flatMap((part) => part.entries);
  return feedOf({ path: '/reviews.atom', entries, listed, next, window }, settings);
}

/** `/reviews/<part>.atom`: one part. Needs that part read; of the others, whether they are shown. */
export function renderPartAtom(part: ReadPart, parts: readonly ListingPart[], settings: Settings): string {
  const { entries } = part;
  const next = olderPart(parts, part);
  return feedOf(
    { path: partAtomPath(part), entries, listed: newestFirst(entries), next, window: [part] },
    settings,
  );
}

function feedOf(
  page: {
    readonly path: string;
    readonly entries: readonly Entry[];
    readonly listed: readonly ListedEntry[];
    readonly next: PartKey | undefined;
    readonly window: readonly PartKey[];
  },
  settings: Settings,
): string {
  const { path, entries, listed, next, window } = page;
  const { site, name, heading, language } = settings.publisher;
  const link = (rel: string, to: string, type = 'application/atom+xml') =>
    `  <link rel="${rel}" type="${type}" href="${escapeXml(site + to)}"/>\n`;
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeXml(language)}">
  <!-- revision ${revisionOf(entries)} of ${window.map(nameOfPart).join(' ')} -->
  <id>${escapeXml(`${site}/reviews.atom`)}</id>
  <title>${escapeXml(oneLine(heading))}</title>
  <updated>${updatedOf(entries, listed)}</updated>
  <author><name>${escapeXml(oneLine(name))}</name><uri>${escapeXml(`${site}/`)}</uri></author>
${link('self', path)}${link('alternate', '/', 'text/html')}${link('first', '/reviews.atom')}${next === undefined ? '' : link('next', partAtomPath(next))}${listed.map((entry) => entryOf(entry, settings)).join('')}</feed>
`;
}

/** The newest change of anything in the feed; a feed without any has the first instant there is, since a rendering knows no clock. */
function updatedOf(entries: readonly Entry[], listed: readonly ListedEntry[]): string {
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
  if (entry.status === 'retired') lines.push(`<summary>${escapeXml(retiredText(settings))}</summary>`);
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
