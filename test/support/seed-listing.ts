import type { Entry, PublishedEntry } from '#shared/domain/listing/entry.ts';
import type { LoadedYearPage } from '#shared/domain/listing/year-page.ts';
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

/**
 * Entries as year pages, newest first, all of them read. A year page below another that no entry has is one
 * that crashes used up.
 */
export function asYearPages(entries: readonly Entry[]): LoadedYearPage[] {
  const years = Map.groupBy(entries, ({ year }) => year);
  return [...years]
    .sort(([a], [b]) => b - a)
    .flatMap(([year, ofYear]) => {
      const newest = Math.max(...ofYear.map(({ part }) => part));
      return Array.from({ length: newest }, (_, index) => {
        const part = newest - index;
        const its = ofYear.filter((entry) => entry.part === part);
        return { year, part, full: part < newest, reserved: its.length, entries: its };
      });
    });
}
