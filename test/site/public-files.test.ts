import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '#shared/domain/entry.ts';
import type { ListingYear } from '#shared/domain/listing.ts';
import { filesOfListing, filesOfReview, nextYearToRead, staticFiles } from '#site/public-files.ts';
import { aSettings } from '../support/a-settings.ts';
import { anEntry, aRetiredEntry, aWithdrawnEntry } from '../support/an-entry.ts';
import { asYears, SEED_ENTRIES } from '../support/seed-listing.ts';

const settings = aSettings();
const reservedIn = (year: number): Entry => ({
  year,
  slug: 'not-yet-public',
  upload: 'secret-upload-name',
  revision: 1,
  status: 'reserved',
});
const mixed = [...SEED_ENTRIES, aRetiredEntry(), aWithdrawnEntry(), reservedIn(2018)];

/** What the step does: reads years one by one, as far as it is told to. */
function readAsNeeded(all: readonly Required<ListingYear>[], changedYear: number) {
  let years: ListingYear[] = all.map(({ year }) => ({ year }));
  const read: number[] = [];
  for (;;) {
    const next = nextYearToRead(years, changedYear);
    if (next === undefined) return { years, read };
    read.push(next);
    years = years.map((year) => (year.year === next ? (all.find((one) => one.year === next) ?? year) : year));
  }
}

/** The whole site, from a table that was read whole. */
const allFiles = (all: readonly Required<ListingYear>[]) =>
  new Map(
    all.flatMap(({ year }) => filesOfListing(all, settings, year)).map((file) => [file.path, file.body]),
  );

describe('public files', () => {
  test('a change touches the files of its year, the newest ones, and the list of years', () => {
    const files = filesOfListing(asYears(mixed), settings, 2022);
    expect(files.map(({ path }) => path)).toEqual([
      '/reviews/2022.json',
      '/reviews/2022.atom',
      '/reviews/2022/',
      '/sitemap-2022.xml',
      '/reviews/2023.json',
      '/reviews/2023.atom',
      '/reviews.json',
      '/reviews.atom',
      '/',
      '/reviews/',
      '/sitemap.xml',
    ]);
  });

  test('a year that has only reserved reviews is in no file', () => {
    const files = filesOfListing(asYears(mixed), settings, 2018);
    expect(files.map(({ path }) => path)).not.toContain('/reviews/2018.json');
    expect(files.map(({ body }) => body).join('')).not.toMatch(/2018|not-yet-public|secret-upload-name/);
  });

  test('a reserved review has no page, and no page holds the name of an upload', () => {
    expect(filesOfReview(reservedIn(2024), settings)).toEqual([]);
    for (const entry of [anEntry(), aRetiredEntry(), aWithdrawnEntry()]) {
      expect(
        filesOfReview(entry, settings)
          .map(({ body }) => body)
          .join(''),
      ).not.toContain('secret');
    }
  });

  test('the page of a withdrawn review has the day and nothing of the case', () => {
    const [page] = filesOfReview(aWithdrawnEntry(), settings);
    expect(page?.body).toContain('withdrawn on <time datetime="2022-06-07">7 June 2022</time>');
    expect(page?.body).toContain('noindex');
    expect(page?.body).not.toContain('family-w');
  });

  test('reading only the years it is told to makes the same files as reading all', () => {
    const table = fc
      .array(fc.record({ listed: fc.integer({ min: 0, max: 80 }), gone: fc.integer({ min: 0, max: 1 }) }), {
        minLength: 1,
        maxLength: 7,
      })
      .map((sizes) =>
        sizes.map(({ listed, gone }, index) => ({
          year: 2026 - index,
          entries: [
            ...Array.from({ length: listed }, (_, at) =>
              anEntry({ year: 2026 - index, slug: `child-${at}` }),
            ),
            ...(gone === 1 ? [aWithdrawnEntry({ year: 2026 - index })] : []),
            reservedIn(2026 - index),
          ],
        })),
      );
    fc.assert(
      fc.property(table, fc.nat(6), (all, at) => {
        const changedYear = all[at % all.length]?.year ?? 2026;
        const whole = allFiles(all);
        const { years } = readAsNeeded(all, changedYear);
        for (const file of filesOfListing(years, settings, changedYear)) {
          if (['/', '/reviews/', '/sitemap.xml'].includes(file.path)) continue;
          expect([file.path, file.body]).toEqual([file.path, whole.get(file.path)]);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('of a long history only the newest years and the neighbours are read', () => {
    const all = Array.from({ length: 20 }, (_, index) => ({
      year: 2026 - index,
      entries: Array.from({ length: 60 }, (_, at) => anEntry({ year: 2026 - index, slug: `child-${at}` })),
    }));
    expect(readAsNeeded(all, 2010).read).toEqual([2010, 2011, 2009, 2026, 2025, 2024]);
  });

  test('a change of any entry changes every file that is made from it', () => {
    const before = allFiles(asYears(mixed));
    mixed.forEach((entry, index) => {
      if (entry.status === 'reserved') return;
      const after = allFiles(asYears(mixed.with(index, { ...entry, revision: entry.revision + 1 })));
      const changed = [...after].filter(([path, body]) => before.get(path) !== body).map(([path]) => path);
      expect(changed.sort()).toEqual(
        [
          '/',
          '/reviews.atom',
          '/reviews.json',
          `/reviews/${entry.year}.atom`,
          `/reviews/${entry.year}.json`,
          `/reviews/${entry.year}/`,
          `/sitemap-${entry.year}.xml`,
        ].sort(),
      );
    });
  });

  test('no file names another site to load from, and no page has inline script or style', () => {
    const files = [
      ...filesOfListing(asYears(mixed), settings, 2024),
      ...staticFiles(settings),
      ...mixed.flatMap((entry) => filesOfReview(entry, settings)),
    ];
    for (const { body } of files.filter(({ contentType }) => contentType.startsWith('text/html'))) {
      expect(body).not.toMatch(
        /<(script|img|iframe|link rel="(stylesheet|icon)")[^>]*(src|href)="(https?:)?\/\//,
      );
      expect(body).not.toMatch(/<style| style=| on[a-z]+="|<script(?![^>]*(src=|application\/ld\+json))/);
    }
  });

  test('styles hold neither the font of GOV.UK nor its crown, and stay small', () => {
    const styles = staticFiles(settings).find(({ path }) => path.endsWith('.css'))?.body ?? '';
    expect(styles).not.toMatch(/GDS Transport|crown|url\(/);
    expect(styles.length).toBeLessThan(40_000);
  });
});
