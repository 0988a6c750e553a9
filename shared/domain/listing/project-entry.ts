import { dayOf } from '../partial-date.ts';
import type { Publication, Review } from '../review/review.ts';
import { SENTENCES_FILE } from '../search/search-paths.ts';
import type { ReviewType, Settings } from '../settings.ts';
import { EDITION_PATH } from './edition.ts';
import type { Entry, PublicEntry } from './entry.ts';

/** The publication day: from the note or the report, else the day on which the review first became public. */
export function publishedOnOf(publication: Publication, firstListedAt: string, timeZone: string): string {
  return publication.facts.publishedOn?.value ?? dayOf(firstListedAt, timeZone);
}

type Where = { readonly year: number; readonly slug: string; readonly part: number };

/** The fields that all entries of a review share. `revision` is that of the stored entry, 0 for a new one. */
function placed(review: Review, { year, slug, part }: Where, revision: number) {
  return { year, slug, part, upload: review.name, revision };
}

/** An entry that only holds a permalink. */
export function reservedEntry(review: Review, where: Where): Entry {
  return { ...placed(review, where, 0), status: 'reserved' };
}

/** The entry of a published review, projected from its record. */
export function publishedEntry(
  review: Review,
  where: Where,
  before: {
    readonly revision: number;
    readonly listedUnder?: readonly string[];
    readonly everBeside?: readonly string[];
  },
  modifiedAt: string,
  settings: Settings,
  types: readonly ReviewType[],
): Extract<Entry, { status: 'published' }> {
  const { publication } = review;
  const { title, type, summary } = publication?.facts ?? {};
  if (publication === undefined || title === undefined || type === undefined || summary === undefined) {
    throw new Error('A review was to be published without a title, a type or a summary.');
  }
  const firstListedAt = review.firstListedAt ?? modifiedAt;
  const listedUnder = new Set([...(before.listedUnder ?? []), type.value]);
  const everBeside = new Set([
    ...(before.everBeside ?? []),
    ...publication.documents.flatMap(({ file, edition }) =>
      edition === undefined ? [file] : [file, EDITION_PATH, SENTENCES_FILE],
    ),
  ]);
  const { reportedOn, reviewers, partnership, language } = publication.facts;
  return {
    ...placed(review, where, before.revision),
    listedUnder: [...listedUnder],
    everBeside: [...everBeside],
    status: 'published',
    title: title.value,
    type: type.value,
    typeName: types.find((one) => one.code === type.value)?.name ?? type.value,
    summary: summary.value,
    publishedOn: publishedOnOf(publication, firstListedAt, settings.publisher.timeZone),
    ...(reportedOn !== undefined && { reportedOn: reportedOn.value }),
    reviewers: [...(reviewers?.value ?? [])],
    ...(partnership !== undefined && { partnership: partnership.value }),
    language: language?.value ?? settings.publisher.language,
    themes: publication.themes,
    ...(publication.searchEngines === false && { searchEngines: false }),
    ...(publication.contentWarning !== undefined && { contentWarning: publication.contentWarning }),
    ...(publication.withoutReport !== undefined && { withoutReport: publication.withoutReport }),
    documents: publication.documents,
    changes: publication.changes,
    firstListedAt,
    modifiedAt,
  };
}

/** Companions that stay public after the retirement. */
export function keptDocuments({ publication }: Review): Publication['documents'] {
  const { documents = [], keeps = [] } = publication ?? {};
  return documents.filter(({ file }) => keeps.includes(file));
}

/** The entry of a retired review: title, dates and the companions that stay. */
export function retiredEntry(
  entry: Extract<Entry, { status: 'published' }>,
  now: string,
  retiredOn: string,
  documents: Publication['documents'],
): Entry {
  const { title, type, typeName, publishedOn, reportedOn, themes, searchEngines, firstListedAt } = entry;
  return {
    ...kept(entry),
    status: 'retired',
    title,
    type,
    typeName,
    publishedOn,
    ...(reportedOn !== undefined && { reportedOn }),
    themes,
    ...(searchEngines === false && { searchEngines }),
    firstListedAt,
    modifiedAt: now,
    retiredOn,
    ...(documents.length > 0 && { documents }),
  };
}

/** The entry of a withdrawn review: the time of withdrawal, and the feeds and files that must change. */
export function withdrawnEntry(entry: Kept, now: string, timeZone: string): Entry {
  return { ...kept(entry), status: 'withdrawn', withdrawnOn: dayOf(now, timeZone), modifiedAt: now };
}

/** The entry of an address that has no page any more: its review moved, or was withdrawn with its address. */
export function goneEntry(entry: Kept, now: string, withdrawnOn?: string): Entry {
  return {
    ...kept(entry),
    status: 'gone',
    ...(withdrawnOn !== undefined && { withdrawnOn }),
    modifiedAt: now,
  };
}

/** The fields that a once public entry keeps. */
type Kept = Pick<
  PublicEntry,
  'year' | 'slug' | 'part' | 'upload' | 'revision' | 'listedUnder' | 'everBeside'
>;

function kept(entry: Kept): Kept {
  const { year, slug, part, upload, revision, listedUnder, everBeside } = entry;
  return { year, slug, part, upload, revision, listedUnder, everBeside };
}
