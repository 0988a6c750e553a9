import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { describe, expect, test } from 'vitest';
import { renderAtomFeed } from '#shared/domain/listing/atom.ts';
import type { Entry } from '#shared/domain/listing/entry.ts';
import {
  firstPageOf,
  newestPage,
  newestYearPages,
  renderJsonFeed,
  typePage,
  typesEverListed,
  yearFeedPage,
} from '#shared/domain/listing/listing.ts';
import { listingSchema } from '#shared/domain/listing/listing-schema.ts';
import { withdrawnEntry } from '#shared/domain/listing/project-entry.ts';
import { renderRssFeed } from '#shared/domain/listing/rss.ts';
import { renderRobots, renderSitemapIndex, renderYearSitemap } from '#shared/domain/listing/sitemap.ts';
import { distinctThemes } from '#shared/domain/listing/themes.ts';
import { type LoadedYearPage, type YearPage, yearPageFeedPath } from '#shared/domain/listing/year-page.ts';
import { aSettings } from '../support/a-settings.ts';
import { aDocument, anEntry, aRetiredEntry, aWithdrawnEntry } from '../support/an-entry.ts';
import { hostileText } from '../support/hostile-text.ts';
import { inTwoLanguages } from '../support/in-two-languages.ts';
import { asYearPages, SEED_ENTRIES, seedSettings } from '../support/seed-listing.ts';

const settings = aSettings();
const reserved: Entry = {
  year: 2025,
  slug: 'not-yet-public',
  part: 1,
  upload: 'secret-upload-name',
  revision: 1,
  status: 'reserved',
};
const mixed: Entry[] = [
  ...SEED_ENTRIES,
  aRetiredEntry(),
  aWithdrawnEntry(),
  reserved,
  anEntry({
    slug: 'family-k',
    title: 'Family K',
    publishedOn: '2024-06',
    reportedOn: '2024-02',
    themes: ['Neglect'],
    contentWarning: 'Describes neglect.',
    documents: [
      aDocument(),
      aDocument({ kind: 'briefing', file: 'briefing.pdf', title: 'Seven minute briefing', pages: 2 }),
    ],
    changes: [{ at: '2024-07-01T10:00:00.000Z', note: 'Corrected a date.' }],
  }),
];
const validate = new Ajv2020({ strict: true }).compile(
  JSON.parse(listingSchema('https://reviews.example.org/reviews.schema.json')),
);

/** The listing's first page and feed. */
const newest = (yearPages: readonly YearPage[]) =>
  renderJsonFeed(newestPage(firstPageOf(yearPages), settings), settings);
const newestAtom = (yearPages: readonly YearPage[]) =>
  renderAtomFeed(newestPage(firstPageOf(yearPages), settings), settings);

/** The feed of one type. */
const ofType = (yearPages: readonly YearPage[]) =>
  renderJsonFeed(typePage(firstPageOf(yearPages), 'lcspr', settings), settings);

/** The feeds of a year page. */
const renderPart = (yearPage: LoadedYearPage, yearPages: readonly YearPage[], of = settings) =>
  renderJsonFeed(yearFeedPage(yearPage, yearPages, of), of);
const renderYearAtom = (yearPage: LoadedYearPage, yearPages: readonly YearPage[], of = settings) =>
  renderAtomFeed(yearFeedPage(yearPage, yearPages, of), of);

/** `count` reviews of a year page, published on the days of its year in turn. */
const aYearPage = (year: number, count: number, part = 1, full = false): LoadedYearPage => ({
  year,
  part,
  full,
  reserved: count,
  entries: Array.from({ length: count }, (_, index) =>
    anEntry({
      year,
      part,
      slug: `child-${part}-${index}`,
      publishedOn: `${year}-${String(1 + (index % 12)).padStart(2, '0')}-${String(1 + part).padStart(2, '0')}`,
    }),
  ),
});

/** A review with its type corrected. */
const OTHER: Readonly<Record<string, string>> = { lcspr: 'scr', scr: 'lcspr' };

/** A year page that was not read. */
const unread = (year: number, part = 1): YearPage => ({ year, part, full: false, reserved: 1 });

const count = (text: string, what: RegExp) => text.match(what)?.length ?? 0;

describe('listing', () => {
  test('the seven reviews stand in it with title, summary, date and status, newest first', () => {
    const feed = JSON.parse(
      renderJsonFeed(newestPage(firstPageOf(asYearPages(SEED_ENTRIES)), seedSettings()), seedSettings()),
    );
    expect(
      feed.items.map((item: { title: string; _review: { published_on: string; status: string } }) => [
        item.title,
        item._review.published_on,
        item._review.status,
      ]),
    ).toEqual([
      ['Baby Eva', '2024-04-24', 'Published'],
      ['Chloe', '2023-10-30', 'Published'],
      ['Jake', '2023-05-19', 'Published'],
      ['Carl and Max', '2022-03-25', 'Published'],
      ['Ben', '2022-03-04', 'Published'],
      ['Emily and Jack', '2020-10-23', 'Published'],
      ['Vulnerable Adolescents', '2019-02-22', 'Published'],
    ]);
    expect(feed.items.map((item: { summary: string }) => item.summary)).toEqual(
      feed.items.map(
        (item: { title: string }) => SEED_ENTRIES.find((entry) => entry.title === item.title)?.summary,
      ),
    );
  });

  test('it is valid by its own schema and a feed reader reads it', () => {
    const text = newest(asYearPages(mixed));
    validate(JSON.parse(text));
    expect(validate.errors).toBeNull();
    expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
    const read = parseJsonFeed(text);
    expect(read.title).toBe('Safeguarding practice reviews');
    expect(read.items?.length).toBe(9);
    expect(read.items?.[0]?.attachments?.length).toBe(2);
  });

  test('its schema refuses an item without a status', () => {
    const feed = JSON.parse(newest(asYearPages(mixed)));
    delete feed.items[0]._review.status;
    expect(validate(feed)).toBe(false);
  });

  test('a month stays a month and gets no instant', () => {
    const feed = JSON.parse(
      renderPart({ ...aYearPage(2024, 0), entries: mixed.filter((e) => e.year === 2024) }, [], settings),
    );
    const [familyK, babyEva] = feed.items;
    expect(familyK._review).toMatchObject({ published_on: '2024-06', precision: 'month' });
    expect(familyK).not.toHaveProperty('date_published');
    expect(babyEva.date_published).toBe('2024-04-24T00:00:00Z');
  });

  test('a retired review keeps title, dates and a contact, and no file, summary or person', () => {
    const feed = JSON.parse(renderPart({ ...aYearPage(2019, 0), entries: [aRetiredEntry()] }, [], settings));
    expect(feed.items).toEqual([
      {
        id: 'https://reviews.example.org/reviews/2019/child-m/',
        url: 'https://reviews.example.org/reviews/2019/child-m/',
        title: 'Child M',
        date_modified: '2020-04-01T00:05:00.000Z',
        tags: ['Serious Case Review'],
        content_text: 'This report is no longer published. To ask about it, write to reviews@example.org.',
        _review: {
          type: 'scr',
          type_name: 'Serious Case Review',
          published_on: '2019-03',
          precision: 'month',
          themes: [],
          revision: 4,
          status: 'No longer published',
          retired_on: '2020-04-01',
        },
      },
    ]);
  });

  test('of a withdrawn review only the day remains', () => {
    const text = renderPart({ ...aYearPage(2021, 0), entries: [aWithdrawnEntry()] }, [], settings);
    expect(JSON.parse(text)).toMatchObject({
      items: [],
      _listing: { revision: 5, withdrawn: [{ withdrawn_on: '2022-06-07' }] },
    });
    expect(text).not.toContain('family-w');
  });

  test('neither a reserved review nor the name of an upload stands in any file', () => {
    const yearPages = asYearPages(mixed);
    const files = [
      newest(yearPages),
      newestAtom(yearPages),
      renderSitemapIndex(yearPages, settings),
      ...yearPages.flatMap((yearPage) => [
        renderPart(yearPage, yearPages, settings),
        renderYearAtom(yearPage, yearPages, settings),
        renderYearSitemap(yearPage.entries, settings),
      ]),
    ].join('');
    expect(files).not.toContain('not-yet-public');
    expect(files).not.toContain('secret-upload-name');
    expect(renderSitemapIndex(yearPages, settings)).not.toContain('2025');
    expect(newest(yearPages)).toBe(newest(asYearPages(mixed.filter((entry) => entry !== reserved))));
  });

  test('the newest year pages are read until they hold a hundred reviews, and a hundred are shown', () => {
    const yearPages = [aYearPage(2026, 60), aYearPage(2025, 60), unread(2020), unread(2019)];
    expect(newestYearPages(yearPages).map(({ year }) => year)).toEqual([2026, 2025]);
    const feed = JSON.parse(newest(yearPages));
    expect(feed.items.length).toBe(100);
    expect(feed.next_url).toBe('https://reviews.example.org/reviews/2025.json');
    expect(feed._listing.parts).toEqual([
      'https://reviews.example.org/reviews/2026.json',
      'https://reviews.example.org/reviews/2025.json',
    ]);
    expect(JSON.parse(renderPart(aYearPage(2020, 1), yearPages, settings)).next_url).toBe(
      'https://reviews.example.org/reviews/2019.json',
    );
    expect(JSON.parse(renderPart(aYearPage(2019, 1), yearPages, settings))).not.toHaveProperty('next_url');
  });

  test('where nothing was cut off the next older year page follows', () => {
    const yearPages = [aYearPage(2026, 50), aYearPage(2025, 50), unread(2020)];
    expect(JSON.parse(newest(yearPages)).next_url).toBe('https://reviews.example.org/reviews/2020.json');
  });

  test('the pages of a year follow each other, and the first one keeps the address of the year', () => {
    const yearPages = [
      aYearPage(2026, 10, 3),
      aYearPage(2026, 100, 2, true),
      aYearPage(2026, 100, 1, true),
      unread(2025),
    ];
    // Of the newest year page some were published early in the year: they are not among the newest hundred.
    expect(JSON.parse(newest(yearPages)).next_url).toBe('https://reviews.example.org/reviews/2026-3.json');
    expect(
      yearPages
        .slice(0, 3)
        .map((yearPage) => JSON.parse(renderPart({ entries: [], ...yearPage }, yearPages, settings))),
    ).toMatchObject(
      [
        { feed_url: 'https://reviews.example.org/reviews/2026-3.json', next_url: /2026-2.json$/ },
        { feed_url: 'https://reviews.example.org/reviews/2026-2.json', next_url: /2026.json$/ },
        { feed_url: 'https://reviews.example.org/reviews/2026.json', next_url: /2025.json$/ },
      ].map(({ feed_url, next_url }) => ({ feed_url, next_url: expect.stringMatching(next_url) })),
    );
  });

  /** A listing as it may be: years of some year pages, each with reviews of any day of the year. */
  const aListing = fc
    .array(
      fc.record({
        parts: fc.integer({ min: 1, max: 3 }),
        last: fc.integer({ min: 0, max: 70 }),
        gone: fc.integer({ min: 0, max: 40 }),
      }),
      { minLength: 1, maxLength: 5 },
    )
    .map((years) =>
      years.flatMap(({ parts, last, gone }, index) =>
        Array.from({ length: parts }, (_, at) => {
          const yearPage = aYearPage(2026 - index * 2, at === 0 ? last : 100, parts - at, at > 0);
          return {
            ...yearPage,
            entries: yearPage.entries.map((entry, place) =>
              at > 0 && place < gone
                ? aWithdrawnEntry({ year: entry.year, part: entry.part, slug: entry.slug })
                : entry,
            ),
          };
        }),
      ),
    );

  test('following next_url from the first page meets every review, whatever the year pages', () => {
    fc.assert(
      fc.property(aListing, (yearPages) => {
        const pages = new Map([
          ['https://reviews.example.org/reviews.json', newest(yearPages)],
          ...yearPages.map(
            (yearPage) =>
              [
                `https://reviews.example.org${yearPageFeedPath(yearPage)}`,
                renderPart(yearPage, yearPages, settings),
              ] as const,
          ),
        ]);
        const met = new Set<string>();
        let next: string | undefined = 'https://reviews.example.org/reviews.json';
        while (next !== undefined) {
          const page = pages.get(next) ?? '';
          pages.delete(next);
          const feed: { items: { id: string }[]; next_url?: string } = JSON.parse(page);
          expect(feed.items.length).toBeLessThanOrEqual(100);
          for (const item of feed.items) met.add(item.id);
          next = feed.next_url;
        }
        const listed = yearPages
          .flatMap(({ entries }) => entries)
          .filter(({ status }) => status === 'published');
        expect(met.size).toBe(listed.length);
      }),
      { numRuns: 40 },
    );
  });

  test('no two states of the first page share bytes, whichever year pages it is built from', () => {
    // Each step publishes, changes or withdraws one review, anywhere; a year page that is full is followed by
    // another.
    const steps = fc.array(fc.tuple(fc.constantFrom('new', 'changed', 'gone'), fc.nat(400), fc.nat(3)), {
      minLength: 20,
      maxLength: 60,
    });
    fc.assert(
      fc.property(steps, fc.integer({ min: 90, max: 100 }), (moves, filled) => {
        let entries: Entry[] = [...aYearPage(2025, 30).entries, ...aYearPage(2026, filled).entries];
        const versions = new Set<string>();
        let before: string[] = [];
        for (const [what, at, year] of moves) {
          const target = entries[at % entries.length];
          if (what === 'new') {
            const its = entries.filter((entry) => entry.year === 2026 - year);
            const part = Math.floor(its.length / 100) + 1;
            entries = [
              ...entries,
              anEntry({ year: 2026 - year, part, slug: `new-${its.length}`, revision: 1 }),
            ];
          } else {
            entries = entries.map((entry) => {
              if (entry !== target) return entry;
              const { year: of, part, slug } = entry;
              const revision = entry.revision + 1;
              return what === 'gone'
                ? aWithdrawnEntry({ year: of, part, slug, revision })
                : {
                    ...entry,
                    revision,
                    ...(at % 2 === 0 &&
                      'type' in entry && { type: OTHER[entry.type] ?? 'scr', listedUnder: ['lcspr', 'scr'] }),
                  };
            });
          }
          const after = [newest, newestAtom, ofType].map((render) => render(asYearPages(entries)));
          for (const [at, file] of after.entries()) {
            if (file !== before[at]) expect(versions.has(file)).toBe(false);
            versions.add(file);
          }
          before = after;
        }
      }),
      { numRuns: 10 },
    );
  });

  test('the order of the input makes no difference, and any change of an entry makes one', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(mixed, { minLength: mixed.length }),
        fc.nat(mixed.length - 1),
        (shuffled, index) => {
          const before = newest(asYearPages(mixed));
          expect(newest(asYearPages(shuffled))).toBe(before);
          const changed = mixed.map((entry, at) =>
            at === index ? { ...entry, revision: entry.revision + 1 } : entry,
          );
          const isShown = mixed[index]?.status !== 'reserved';
          expect(newest(asYearPages(changed)) !== before).toBe(isShown);
          expect(newestAtom(asYearPages(changed)) !== newestAtom(asYearPages(mixed))).toBe(isShown);
        },
      ),
    );
  });
});

test('an empty listing, and one with texts like JSON, are valid JSON', () => {
  const hostile = [anEntry({ title: '"items": []', summary: '"items": [],\n$& $1' })];
  for (const entries of [[], hostile]) {
    const text = newest(asYearPages(entries));
    expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
    expect(JSON.parse(text).items).toHaveLength(entries.length);
  }
});

describe('the feed of a type', () => {
  const two = [
    anEntry({ slug: 'a', title: 'Child A' }),
    anEntry({ slug: 'b', title: 'Child B', type: 'scr', typeName: 'Serious Case Review' }),
  ];
  const feedOf = (entries: readonly Entry[], code: string) =>
    JSON.parse(renderJsonFeed(typePage(firstPageOf(asYearPages(entries)), code, settings), settings));
  const titlesOf = (entries: readonly Entry[], code: string): string[] =>
    feedOf(entries, code).items.map(({ title }: { title: string }) => title);

  test('holds the reviews of its type alone, and is valid by the same schema', () => {
    expect(titlesOf(two, 'scr')).toEqual(['Child B']);
    const feed = feedOf(two, 'scr');
    validate(feed);
    expect(validate.errors).toBeNull();
    expect(feed).toMatchObject({
      title: 'Safeguarding practice reviews: Serious Case Review',
      feed_url: 'https://reviews.example.org/reviews/types/scr.json',
    });
    expect(feed).not.toHaveProperty('next_url');
  });

  test('loses a review whose type was corrected, and its revision grows', () => {
    const [first, second] = two;
    const corrected = [
      first,
      anEntry({ ...second, type: 'lcspr', listedUnder: ['scr', 'lcspr'], revision: 3 }),
    ].filter((entry) => entry !== undefined);
    expect(titlesOf(corrected, 'scr')).toEqual([]);
    expect(titlesOf(corrected, 'lcspr')).toEqual(['Child A', 'Child B']);
    expect(feedOf(corrected, 'scr')._listing.revision).toBeGreaterThan(feedOf(two, 'scr')._listing.revision);
  });

  test('says nothing of a review that was withdrawn, not even the day', () => {
    const gone = [aWithdrawnEntry({ slug: 'b', year: 2024, listedUnder: ['scr'] })];
    expect(feedOf(gone, 'scr')).toMatchObject({ items: [], _listing: { revision: 5, withdrawn: [] } });
    expect(typesEverListed([...gone, reserved])).toEqual(['scr']);
  });

  test('ends after fifty', () => {
    expect(titlesOf(aYearPage(2026, 90).entries, 'lcspr')).toHaveLength(50);
  });
});

test('a theme has one spelling: the one that is used most, then the first', () => {
  expect(distinctThemes(['NEGLECT', 'Neglect', 'Infants', 'neglect', 'Neglect'])).toEqual([
    'Neglect',
    'Infants',
  ]);
  expect(distinctThemes(['neglect', 'NEGLECT'])).toEqual(['neglect']);
});

test('a feed reader reads the same reviews from the RSS feed', () => {
  const feed = parseRssFeed(renderRssFeed(newestPage(firstPageOf(asYearPages(mixed)), settings), settings));
  const items = parseJsonFeed(newest(asYearPages(mixed))).items;
  expect(feed.items?.map(({ title }) => title)).toEqual(items?.map(({ title }) => title));
  expect(feed.items?.map(({ guid }) => guid?.value)).toEqual(items?.map(({ url }) => url));
  expect(feed.items?.every(({ description }) => description)).toBe(true);
  expect(Date.parse(feed.lastBuildDate ?? '')).not.toBeNaN();
  expect(feed.items?.flatMap(({ enclosures = [] }) => enclosures).length).toBeGreaterThan(0);
});

test('an RSS description is HTML, so that no summary becomes markup in a feed reader', () => {
  const entries = [
    anEntry({ summary: 'Less <b>than</b> & more.\n\nA second paragraph.' }),
    anEntry({ slug: 'b', summary: '' }),
  ];
  const feed = parseRssFeed(renderRssFeed(newestPage(firstPageOf(asYearPages(entries)), settings), settings));
  expect(feed.items?.map(({ description }) => description)).toEqual([
    undefined,
    '<p>Less &lt;b&gt;than&lt;/b&gt; &amp; more.</p><p>A second paragraph.</p>',
  ]);
});

describe('Atom feed', () => {
  test('a review without a summary has its type in place of one: an entry needs some text', () => {
    const feed = newestAtom(asYearPages([anEntry({ summary: ' ', typeName: 'Serious Case Review' })]));
    expect(feed).toContain('<summary>Serious Case Review</summary>');
  });

  test('the time of a feed of a type does not go back when newer reviews push older ones out', () => {
    const old = anEntry({ year: 2019, slug: 'old', type: 'scr', modifiedAt: '2026-05-01T09:00:00.000Z' });
    const listed = (number: number, modifiedAt: string, type = 'lcspr') =>
      anEntry({ year: 2026, slug: `child-${number}`, type, publishedOn: '2026-01-05', modifiedAt });
    const newer = Array.from({ length: 99 }, (_, number) =>
      listed(number, '2026-02-01T09:00:00.000Z', number === 0 ? 'scr' : 'lcspr'),
    );
    const hundredth = listed(99, '2026-05-02T09:00:00.000Z');
    const updated = (entries: Entry[]) =>
      typePage(firstPageOf(asYearPages(entries)), 'scr', settings).updated;
    expect(updated([old, ...newer])).toBe(old.modifiedAt);
    expect(updated([old, ...newer, hundredth])).toBe(hundredth.modifiedAt);
  });

  test('a feed reader reads the same reviews from it', () => {
    const feed = parseAtomFeed(newestAtom(asYearPages(mixed)));
    expect(feed.id).toBe('https://reviews.example.org/reviews.atom');
    expect(feed.entries?.map((entry) => entry.title?.value)).toEqual(
      parseJsonFeed(newest(asYearPages(mixed))).items?.map((item) => item.title),
    );
    expect(feed.entries?.every((entry) => entry.id && entry.updated)).toBe(true);
    expect(feed.entries?.[0]?.published).toBeUndefined();
  });

  test('says when it changed last, and never goes back when the newest review is withdrawn', () => {
    const updated = (entries: Entry[]) => parseAtomFeed(newestAtom(asYearPages(entries))).updated;
    const ash = anEntry({ slug: 'ash', modifiedAt: '2026-06-01T09:00:00.000Z' });
    const rowan = anEntry({ slug: 'rowan', modifiedAt: '2026-06-01T10:00:00.000Z' });
    const gone = withdrawnEntry(rowan, '2026-06-01T11:00:00.000Z', 'Europe/London');
    expect(updated([ash, rowan])).toBe('2026-06-01T10:00:00.000Z');
    expect(updated([ash, gone])).toBe('2026-06-01T11:00:00.000Z');
    const ofType = typePage(firstPageOf(asYearPages([ash, gone])), ash.type, settings);
    expect(ofType.updated).toBe('2026-06-01T11:00:00.000Z');
  });

  test('its pages are chained by year page', () => {
    const yearPages = [aYearPage(2026, 100), unread(2024), unread(2023)];
    expect(newestAtom(yearPages)).toContain(
      '<link rel="next" type="application/atom+xml" href="https://reviews.example.org/reviews/2024.atom"/>',
    );
    expect(renderYearAtom(aYearPage(2024, 1), yearPages, settings)).toContain('reviews/2023.atom');
    expect(renderYearAtom(aYearPage(2023, 1), yearPages, settings)).not.toContain('rel="next"');
  });

  test('hostile titles and summaries come back as text', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (title, summary) => {
        const xml = newestAtom(asYearPages([anEntry({ title, summary })]));
        expect(count(xml, /<entry /g)).toBe(1);
        expect(count(xml, /<[a-z?!][^<>]*>/g) + count(xml, /<\/[a-z:]+>/g)).toBe(count(xml, /</g));
      }),
      { numRuns: 1000 },
    );
  });
});

test('in two languages each review has its page and its type in both, in every format that can say so', () => {
  const both = inTwoLanguages(settings);
  const page = newestPage(firstPageOf(asYearPages(mixed)), both);
  const text = renderJsonFeed(page, both);
  validate(JSON.parse(text));
  expect(validate.errors).toBeNull();
  expect(JSON.parse(text).items[0]._review).toMatchObject({
    type_name: 'Local Child Safeguarding Practice Review',
    second_language: {
      language: 'cy',
      url: 'https://reviews.example.org/reviews/2024/family-k/cy/',
      type_name: 'Adolygiad Lleol o Ymarfer Diogelu Plant',
    },
  });
  const atom = parseAtomFeed(renderAtomFeed(page, both));
  const pagesIn = (links: typeof atom.links) =>
    links?.filter(({ rel }) => rel === 'alternate').map(({ href, hreflang }) => [hreflang, href]);
  const site = 'https://reviews.example.org';
  expect(pagesIn(atom.links)).toEqual([
    ['en-GB', `${site}/`],
    ['cy', `${site}/cy/`],
  ]);
  expect(pagesIn(atom.entries?.[0]?.links)).toEqual([
    ['en-GB', `${site}/reviews/2024/family-k/`],
    ['cy', `${site}/reviews/2024/family-k/cy/`],
  ]);
  expect(newest(asYearPages(mixed))).not.toContain('second_language');
});

describe('sitemap and robots', () => {
  test('published and retired reviews are in the sitemap of their year, withdrawn ones are not', () => {
    const map = renderYearSitemap([anEntry(), aRetiredEntry(), aWithdrawnEntry(), reserved], settings);
    expect(map.match(/<loc>[^<]*<\/loc>/g)).toEqual([
      '<loc>https://reviews.example.org/reviews/2019/child-m/</loc>',
      '<loc>https://reviews.example.org/reviews/2024/baby-eva/</loc>',
    ]);
  });

  test('without search engines, no review is in a sitemap', () => {
    const sitemap = renderYearSitemap([anEntry()], aSettings({ searchEngines: false }));
    expect(sitemap).not.toContain('<loc>');
  });

  test('robots.txt names the sitemap', () => {
    expect(renderRobots(settings)).toContain('Sitemap: https://reviews.example.org/sitemap.xml');
  });
});
