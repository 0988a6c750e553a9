import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Block } from '#shared/domain/listing/edition.ts';
import type { Entry } from '#shared/domain/listing/entry.ts';
import { TYPE_FEEDS } from '#shared/domain/listing/listing.ts';
import {
  isPublic,
  type LoadedYearPage,
  type YearPage,
  type YearPageKey,
} from '#shared/domain/listing/year-page.ts';
import { renderEdition } from '#site/edition-page.ts';
import {
  filesOfListing,
  filesOfReview,
  pathsOfListing,
  pathsShowing,
  staticFiles,
  yearPagesToRead,
} from '#site/public-files.ts';
import { aSettings } from '../support/a-settings.ts';
import { aDocument, anEntry, aRetiredEntry, aWithdrawnEntry } from '../support/an-entry.ts';
import { inTwoLanguages } from '../support/in-two-languages.ts';
import { asYearPages, SEED_ENTRIES } from '../support/seed-listing.ts';
import { aSite } from './a-site.ts';
import { cloudFrontCompresses } from './cloudfront-compresses.ts';

const settings = aSettings();
const reservedIn = (year: number): Entry => ({
  year,
  slug: 'not-yet-public',
  part: 1,
  upload: 'secret-upload-name',
  revision: 1,
  status: 'reserved',
});
const mixed = [...SEED_ENTRIES, aRetiredEntry(), aWithdrawnEntry(), reservedIn(2018)];

/** Reads year pages on request, as the step does. */
function readAsNeeded(all: readonly LoadedYearPage[], changed: readonly YearPageKey[]) {
  let yearPages: YearPage[] = all.map(({ entries: _, ...yearPage }) => yearPage);
  const rounds: string[][] = [];
  for (;;) {
    const next = yearPagesToRead(yearPages, changed);
    if (next.length === 0) return { yearPages, rounds };
    rounds.push(next.map(({ year, part }) => `${year}-${part}`));
    yearPages = yearPages.map((yearPage, index) =>
      next.includes(yearPage) ? (all[index] ?? yearPage) : yearPage,
    );
  }
}

/** The whole site, from a table that was read whole. */
const allFiles = (all: readonly LoadedYearPage[]) =>
  new Map(filesOfListing(all, settings, all).map((file) => [file.path, file.body]));

const firstOf = (year: number): YearPageKey[] => [{ year, part: 1 }];

/** Reviews of a year page, with other fields of the page. */
const aYearPage = (
  year: number,
  part: number,
  count: number,
  full: boolean,
  others: Entry[] = [],
): LoadedYearPage => ({
  year,
  part,
  full,
  reserved: count + others.length,
  entries: [
    ...Array.from({ length: count }, (_, at) => anEntry({ year, part, slug: `child-${part}-${at}` })),
    ...others,
  ],
});

describe('public files', () => {
  test('a change touches the files of its year page, the newest ones, and the list of years', () => {
    const files = filesOfListing(asYearPages(mixed), settings, firstOf(2022));
    expect(files.map(({ path }) => path)).toEqual([
      '/reviews/2022.json',
      '/reviews/2022.atom',
      '/reviews/2022/',
      '/sitemap-2022.xml',
      '/reviews/2023.json',
      '/reviews/2023.atom',
      ...['cspr', 'lcspr', 'scr', 'thematic'].flatMap((code) => [
        `/reviews/types/${code}.json`,
        `/reviews/types/${code}.atom`,
      ]),
      '/reviews.json',
      '/reviews.atom',
      '/reviews.rss',
      '/',
      '/reviews/',
      '/sitemap.xml',
    ]);
  });

  test('a year that has only reserved reviews is in no file', () => {
    const files = filesOfListing(asYearPages(mixed), settings, firstOf(2018));
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

  test('without search engines the page of a review says so', () => {
    const robots = (searchEngines: boolean) =>
      filesOfReview(anEntry(), { ...settings, searchEngines }).map(({ body }) => body.includes('noindex'));
    expect([robots(true), robots(false)]).toEqual([[false], [true]]);
  });

  test('the first review of a year page rewrites the page before it, which then links to it', () => {
    const yearPages = [aYearPage(2026, 2, 1, false), aYearPage(2026, 1, 100, true)];
    const files = filesOfListing(yearPages, settings, [{ year: 2026, part: 2 }]);
    expect(files.map(({ path }) => path)).toEqual([
      '/reviews/2026-2.json',
      '/reviews/2026-2.atom',
      '/reviews/2026-2/',
      '/sitemap-2026-2.xml',
      '/reviews/2026/',
      '/reviews/types/lcspr.json',
      '/reviews/types/lcspr.atom',
      '/reviews.json',
      '/reviews.atom',
      '/reviews.rss',
      '/',
      '/reviews/',
      '/sitemap.xml',
    ]);
    const body = (path: string) => files.find((file) => file.path === path)?.body;
    expect(body('/reviews/2026/')).toContain('<h1 class="govuk-heading-xl">Reviews from 2026, part 1</h1>');
    expect(body('/reviews/2026/')).toContain('href="/reviews/2026-2/">Later reviews from 2026: part 2</a>');
    expect(body('/reviews/2026-2/')).toContain('href="/reviews/2026/">Earlier reviews from 2026: part 1</a>');
    expect(body('/reviews/')).toContain(
      '<li id="in-2026">2026: <a class="govuk-link" href="/reviews/2026/">part 1</a>, <a class="govuk-link" href="/reviews/2026-2/">part 2</a></li>',
    );
    expect(body('/sitemap.xml')).toContain('/sitemap-2026-2.xml');
  });

  test('a year of one page mentions no other pages', () => {
    const files = filesOfListing(asYearPages(mixed), settings, firstOf(2022));
    expect(files.map(({ body }) => body).join('')).not.toMatch(/, part \d|in this part|: part \d|\/2022-\d/);
  });

  test('a year page with only reserved entries is in no file, and the page before it has no link to it', () => {
    const reserved: Entry = { ...reservedIn(2026), part: 2 };
    const yearPages = [aYearPage(2026, 2, 0, false, [reserved]), aYearPage(2026, 1, 100, true)];
    const files = filesOfListing(yearPages, settings, yearPages);
    expect(files.map(({ path, body }) => path + body).join('')).not.toMatch(
      /2026-2|, part \d|not-yet-public/,
    );
  });

  const aTable = fc
    .array(
      fc.record({
        full: fc.integer({ min: 0, max: 2 }),
        listed: fc.integer({ min: 0, max: 80 }),
        gone: fc.integer({ min: 0, max: 1 }),
      }),
      { minLength: 1, maxLength: 7 },
    )
    .map((sizes) =>
      sizes.flatMap(({ full, listed, gone }, index) => {
        const year = 2026 - index;
        const part = full + 1;
        const others = [
          ...(gone === 1 ? [aWithdrawnEntry({ year, part })] : []),
          { ...reservedIn(year), part },
        ];
        return [
          aYearPage(year, part, listed, false, others),
          ...Array.from({ length: full }, (_, at) => aYearPage(year, full - at, 100, true)),
        ];
      }),
    );

  test('loading only the requested year pages gives the same files as reading all', () => {
    fc.assert(
      fc.property(aTable, fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }), (all, places) => {
        const changed = all.filter((_, at) => places.some((place) => place % all.length === at));
        const whole = allFiles(all);
        const { yearPages } = readAsNeeded(all, changed);
        for (const file of filesOfListing(yearPages, settings, changed)) {
          if (['/', '/reviews/', '/sitemap.xml'].includes(file.path)) continue;
          expect([file.path, file.body]).toEqual([file.path, whole.get(file.path)]);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('a year page that changes together with the newest one links to no page with only reserved entries', () => {
    const all = [
      aYearPage(2026, 2, 1, false),
      aYearPage(2026, 1, 100, true),
      aYearPage(2025, 2, 0, false, [{ ...reservedIn(2025), part: 2 }]),
      aYearPage(2025, 1, 100, true),
    ];
    const changed = [
      { year: 2026, part: 2 },
      { year: 2025, part: 1 },
    ];
    const files = filesOfListing(readAsNeeded(all, changed).yearPages, settings, changed);
    const body = files.find(({ path }) => path === '/reviews/2025/')?.body;
    expect(body).toBe(allFiles(all).get('/reviews/2025/'));
  });

  test('the paths are known before entries are loaded, unless a year page has only reserved entries', () => {
    fc.assert(
      fc.property(aTable, fc.nat(20), (all, place) => {
        const shown = all.filter(({ entries, full }) => full || entries.length > 1);
        const changed = shown.filter((_, at) => at === place % shown.length);
        if (changed.length === 0) return;
        const unread = shown.map(({ entries: _, ...yearPage }) => yearPage);
        expect(pathsOfListing(unread, changed, settings).sort()).toEqual(
          filesOfListing(shown, settings, changed)
            .map(({ path }) => path)
            .filter((path) => !path.startsWith(TYPE_FEEDS))
            .sort(),
        );
      }),
      { numRuns: 30 },
    );
  });

  test('a year page whose permalinks were all lost in crashes is written with the next one, and linked', () => {
    const before = [aYearPage(2026, 2, 3, false), aYearPage(2026, 1, 5, true)];
    const after = [
      aYearPage(2026, 4, 1, false),
      aYearPage(2026, 3, 0, true),
      aYearPage(2026, 2, 3, true),
      aYearPage(2026, 1, 5, true),
    ];
    const changed = [{ year: 2026, part: 4 }];
    const stored = allFiles(before);
    for (const { path, body } of filesOfListing(readAsNeeded(after, changed).yearPages, settings, changed))
      stored.set(path, body);
    expect(stored).toEqual(allFiles(after));
  });

  test('of a long history only the newest year pages and the neighbours are read, nearly always at once', () => {
    const all = Array.from({ length: 20 }, (_, index) => aYearPage(2026 - index, 1, 60, false));
    expect(readAsNeeded(all, firstOf(2010)).rounds).toEqual([
      ['2026-1', '2025-1', '2011-1', '2010-1', '2009-1'],
    ]);
  });

  test('a review of a busy year costs two year pages, however many there are', () => {
    const all = [
      aYearPage(2026, 40, 50, false),
      ...Array.from({ length: 39 }, (_, at) => aYearPage(2026, 39 - at, 100, true)),
    ];
    expect(readAsNeeded(all, [{ year: 2026, part: 40 }]).rounds).toEqual([['2026-40', '2026-39']]);
  });

  test('a change of any entry changes every file that is made from it, and those are purged when it is withdrawn', () => {
    const before = allFiles(asYearPages(mixed));
    mixed.forEach((entry, index) => {
      if (!isPublic(entry)) return;
      const after = allFiles(asYearPages(mixed.with(index, { ...entry, revision: entry.revision + 1 })));
      const changed = [...after].filter(([path, body]) => before.get(path) !== body).map(([path]) => path);
      const expected = [
        '/',
        '/reviews.atom',
        '/reviews.json',
        '/reviews.rss',
        `/reviews/${entry.year}.atom`,
        `/reviews/${entry.year}.json`,
        `/reviews/${entry.year}/`,
        `/sitemap-${entry.year}.xml`,
        ...entry.listedUnder.flatMap((code) => [
          `/reviews/types/${code}.json`,
          `/reviews/types/${code}.atom`,
        ]),
      ].sort();
      expect(changed.sort()).toEqual(expected);
      expect(pathsShowing(entry, settings).sort()).toEqual(expected);
    });
  });

  test('in two languages the same holds for the pages in both', () => {
    const both = inTwoLanguages(settings);
    const all = (entries: readonly Entry[]) => {
      const yearPages = asYearPages(entries);
      return new Map(filesOfListing(yearPages, both, yearPages).map(({ path, body }) => [path, body]));
    };
    const before = all(mixed);
    mixed.forEach((entry, index) => {
      if (!isPublic(entry)) return;
      const after = all(mixed.with(index, { ...entry, revision: entry.revision + 1 }));
      const changed = [...after].filter(([path, body]) => before.get(path) !== body).map(([path]) => path);
      expect(pathsShowing(entry, both).sort()).toEqual(changed.sort());
      expect(changed).toEqual(expect.arrayContaining(['/cy/', `/reviews/${entry.year}/cy/`]));
    });
    const [yearPage] = asYearPages(mixed);
    const paths = filesOfListing(asYearPages(mixed), both, yearPage ? [yearPage] : []).map(
      ({ path }) => path,
    );
    expect(pathsOfListing(asYearPages(mixed), yearPage ? [yearPage] : [], both).sort()).toEqual(
      paths.filter((path) => !path.startsWith(TYPE_FEEDS)).sort(),
    );
  });

  test('a sitemap of two languages has every page in both, with its counterpart', () => {
    const both = inTwoLanguages(settings);
    const yearPages = asYearPages([anEntry()]);
    const sitemap = filesOfListing(yearPages, both, yearPages).find(
      ({ path }) => path === '/sitemap-2024.xml',
    );
    const { site } = settings.publisher;
    const alternates = `<xhtml:link rel="alternate" hreflang="en-GB" href="${site}/reviews/2024/baby-eva/"/><xhtml:link rel="alternate" hreflang="cy" href="${site}/reviews/2024/baby-eva/cy/"/>`;
    for (const path of ['/reviews/2024/baby-eva/', '/reviews/2024/baby-eva/cy/'])
      expect(sitemap?.body).toMatch(new RegExp(`<url><loc>${site}${path}</loc>.*${alternates}</url>`));
    expect(staticFiles(both).find(({ path }) => path === '/sitemap-pages.xml')?.body).toContain(
      `<loc>${site}/subscribe/cy/</loc>`,
    );
  });

  test('no file names another site to load from, and no page has inline script or style', () => {
    const files = [
      ...filesOfListing(asYearPages(mixed), settings, firstOf(2024)),
      ...staticFiles(settings),
      ...mixed.flatMap((entry) => filesOfReview(entry, settings)),
    ];
    for (const { body } of files.filter(({ contentType }) => contentType.startsWith('text/html'))) {
      expect(body).not.toMatch(
        /<(script|img|iframe|link rel="(stylesheet|icon)")[^>]*(src|href)="(https?:)?\/\//,
      );
      expect(body).not.toMatch(/<style| style=| on[a-z]+="|<script(?![^>]*(src=|application\/(ld\+)?json))/);
    }
  });

  test('CloudFront compresses every text that is large enough to be worth it', () => {
    const files = [
      ...staticFiles(settings),
      ...aSite(SEED_ENTRIES, settings).values(),
      ...mixed.flatMap((entry) => filesOfReview(entry, settings)),
    ].filter(({ path, body }) => !path.endsWith('.pdf') && body.length >= 1000);
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter(({ contentType, body }) => !cloudFrontCompresses(contentType, body.length))).toEqual(
      [],
    );
  });

  test('styles hold neither the font of GOV.UK nor its crown, and stay small', () => {
    const styles = staticFiles(settings).find(({ path }) => path.endsWith('.css'))?.body ?? '';
    expect(styles).not.toMatch(/GDS Transport|crown|url\(/);
    expect(styles.length).toBeLessThan(40_000);
  });
});

test('in an edition whose pictures are all tagged before its words, no page begins before its words', () => {
  const entry = anEntry({ documents: [aDocument({ edition: 'rendered' })] });
  const figure = (page: number) => ({ kind: 'figure' as const, page, blocks: [] });
  const words = (page: number) => ({
    kind: 'paragraph' as const,
    words: [{ text: `Words of ${page}.`, page }],
  });
  const blocks = [figure(1), figure(2), figure(3), words(1), words(2), figure(3), words(3)];
  const page = renderEdition(entry, { language: 'en-GB', pages: 3, blocks }, aSettings());
  expect(page.match(/id="page-\d"|Words of \d/g)).toEqual(
    [1, 2, 3].flatMap((number) => [`id="page-${number}"`, `Words of ${number}`]),
  );
});

describe('an edition', () => {
  const before: Block = { kind: 'paragraph', words: [{ text: 'Words.', page: 1 }] };
  const pageOf = (block: Block) =>
    renderEdition(
      anEntry({ documents: [aDocument({ edition: 'rendered' })] }),
      { language: 'en-GB', pages: 1, blocks: [before, block] },
      aSettings(),
    );
  const listOf = (...labels: string[]): Block => ({
    kind: 'list',
    items: labels.map((text) => ({
      label: [{ text, page: 1 }],
      blocks: [{ kind: 'paragraph', words: [{ text: 'Item.', page: 1 }] }],
    })),
  });

  test.each([
    ['•', '■'],
    ['–', '–'],
    ['o', 'o'],
  ])('shows the bullets %s and %s as bullets of the page alone', (...labels) => {
    const page = pageOf(listOf(...labels));
    expect(page).toContain('govuk-list--bullet');
    expect(page).not.toContain('edition-label');
  });

  test.each([['1.', '2.'], ['✓', '✗'], ['•', 'a)'], ['–']])(
    'shows the marks %s and %s as they are, without bullets of the page',
    (...labels) => {
      const page = pageOf(listOf(...labels));
      expect(page).not.toContain('govuk-list--bullet');
      for (const label of labels) expect(page).toContain(`<span class="edition-label">${label}</span>`);
    },
  );

  test.each(['logo.png', 'Council_Logo_Black_RGB'])('tells no picture by the file name %s', (alternative) => {
    const page = pageOf({ kind: 'figure', page: 1, alternative, blocks: [] });
    expect(page).not.toContain(alternative);
    expect(page).toContain('#page=1">Picture on page 1');
  });
});
