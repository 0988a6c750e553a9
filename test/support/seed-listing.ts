import type { PublishedEntry } from '#shared/domain/entry.ts';
import type { ListingYear } from '#shared/domain/listing.ts';
import { parseSettings, type Settings } from '#shared/domain/settings.ts';
import seed from '../fixtures/seed-listing.json' with { type: 'json' };
import { aDocument, anEntry } from './an-entry.ts';

/** The seven reviews of the page that this project starts from, as the table would hold them. */
export const SEED_ENTRIES: readonly PublishedEntry[] = seed.reviews.map(({ pages, bytes, ...review }) =>
  anEntry({
    ...review,
    documents: [aDocument({ pages, bytes, sha256: review.slug.padEnd(64, '0') })],
    firstListedAt: '2026-02-02T09:00:00.000Z',
    modifiedAt: '2026-02-02T09:00:00.000Z',
  }),
);

/** Heading, introduction and link of that page. */
export function seedSettings(site = 'https://reviews.example.org'): Settings {
  return parseSettings({
    publisher: {
      name: 'Example Safeguarding Children Partnership',
      heading: seed.heading,
      introduction: seed.introduction,
      link: seed.link,
      site,
      contact: { email: 'reviews@example.org', phone: '020 7946 0018' },
    },
  });
}

/** Entries as years, newest first, all of them read. */
export function asYears(
  entries: readonly (PublishedEntry | Required<ListingYear>['entries'][number])[],
): Required<ListingYear>[] {
  const byYear = Map.groupBy(entries, (entry) => entry.year);
  return [...byYear].map(([year, ofYear]) => ({ year, entries: ofYear })).sort((a, b) => b.year - a.year);
}
