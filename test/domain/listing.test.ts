import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import { describe, expect, test } from 'vitest';
import { renderAtom, renderYearAtom } from '#shared/domain/atom.ts';
import type { Entry } from '#shared/domain/entry.ts';
import { type ListingYear, newestYears, renderNewest, renderYear } from '#shared/domain/listing.ts';
import { listingSchema } from '#shared/domain/listing-schema.ts';
import { renderRobots, renderSitemapIndex, renderYearSitemap } from '#shared/domain/sitemap.ts';
import { aSettings } from '../support/a-settings.ts';
import { aDocument, anEntry, aRetiredEntry, aWithdrawnEntry } from '../support/an-entry.ts';
import { hostileText } from '../support/hostile-text.ts';
import { asYears, SEED_ENTRIES, seedSettings } from '../support/seed-listing.ts';

const settings = aSettings();
const reserved: Entry = {
  year: 2025,
  slug: 'not-yet-public',
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

/** `count` reviews of a year. */
const aYear = (year: number, count: number): Required<ListingYear> => ({
  year,
  entries: Array.from({ length: count }, (_, index) => anEntry({ year, slug: `child-${index}` })),
});

const count = (text: string, what: RegExp) => text.match(what)?.length ?? 0;

describe('listing', () => {
  test('the seven reviews stand in it with title, summary, date and status, newest first', () => {
    const feed = JSON.parse(renderNewest(asYears(SEED_ENTRIES), seedSettings()));
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
    const text = renderNewest(asYears(mixed), settings);
    validate(JSON.parse(text));
    expect(validate.errors).toBeNull();
    const read = parseJsonFeed(text);
    expect(read.title).toBe('Safeguarding practice reviews');
    expect(read.items?.length).toBe(9);
    expect(read.items?.[0]?.attachments?.length).toBe(2);
  });

  test('its schema refuses an item without a status', () => {
    const feed = JSON.parse(renderNewest(asYears(mixed), settings));
    delete feed.items[0]._review.status;
    expect(validate(feed)).toBe(false);
  });

  test('a month stays a month and gets no instant', () => {
    const feed = JSON.parse(
      renderYear({ year: 2024, entries: mixed.filter((e) => e.year === 2024) }, [], settings),
    );
    const [familyK, babyEva] = feed.items;
    expect(familyK._review).toMatchObject({ published_on: '2024-06', precision: 'month' });
    expect(familyK).not.toHaveProperty('date_published');
    expect(babyEva.date_published).toBe('2024-04-24T00:00:00Z');
  });

  test('a retired review keeps title, dates and a contact, and no file, summary or person', () => {
    const feed = JSON.parse(renderYear({ year: 2019, entries: [aRetiredEntry()] }, [], settings));
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
    const text = renderYear({ year: 2021, entries: [aWithdrawnEntry()] }, [], settings);
    expect(JSON.parse(text)).toMatchObject({
      items: [],
      _listing: { revision: 5, withdrawn: [{ withdrawn_on: '2022-06-07' }] },
    });
    expect(text).not.toContain('family-w');
  });

  test('neither a reserved review nor the name of an upload stands in any file', () => {
    const years = asYears(mixed);
    const files = [
      renderNewest(years, settings),
      renderAtom(years, settings),
      renderSitemapIndex(years, settings),
      ...years.flatMap((year) => [
        renderYear(year, years, settings),
        renderYearAtom(year, years, settings),
        renderYearSitemap(year.entries, settings),
      ]),
    ].join('');
    expect(files).not.toContain('not-yet-public');
    expect(files).not.toContain('secret-upload-name');
    expect(renderSitemapIndex(years, settings)).not.toContain('2025');
    expect(renderNewest(years, settings)).toBe(
      renderNewest(asYears(mixed.filter((entry) => entry !== reserved)), settings),
    );
  });

  test('the newest years stand together until there are a hundred reviews, and name the next older one', () => {
    const years = [aYear(2026, 60), aYear(2025, 60), { year: 2020 }, { year: 2019 }];
    expect(newestYears(years).map(({ year }) => year)).toEqual([2026, 2025]);
    const feed = JSON.parse(renderNewest(years, settings));
    expect(feed.items.length).toBe(120);
    expect(feed.next_url).toBe('https://reviews.example.org/reviews/2020.json');
    expect(JSON.parse(renderYear(aYear(2020, 1), years, settings)).next_url).toBe(
      'https://reviews.example.org/reviews/2019.json',
    );
    expect(JSON.parse(renderYear(aYear(2019, 1), years, settings))).not.toHaveProperty('next_url');
  });

  test('following next_url from the first page meets every review once or more, whatever the years', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 70 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(counts, (sizes) => {
        const years = sizes.map((size, index) => aYear(2026 - index * 2, size));
        const pages = new Map([
          ['https://reviews.example.org/reviews.json', renderNewest(years, settings)],
          ...years.map(
            (year) =>
              [
                `https://reviews.example.org/reviews/${year.year}.json`,
                renderYear(year, years, settings),
              ] as const,
          ),
        ]);
        const met = new Set<string>();
        let next: string | undefined = 'https://reviews.example.org/reviews.json';
        while (next !== undefined) {
          const page = pages.get(next) ?? '';
          pages.delete(next);
          const feed: { items: { id: string }[]; next_url?: string } = JSON.parse(page);
          for (const item of feed.items) met.add(item.id);
          next = feed.next_url;
        }
        expect(met.size).toBe(sizes.reduce((sum, size) => sum + size, 0));
      }),
      { numRuns: 40 },
    );
  });

  test('the order of the input makes no difference, and any change of an entry makes one', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(mixed, { minLength: mixed.length }),
        fc.nat(mixed.length - 1),
        (shuffled, index) => {
          const before = renderNewest(asYears(mixed), settings);
          expect(renderNewest(asYears(shuffled), settings)).toBe(before);
          const changed = mixed.map((entry, at) =>
            at === index ? { ...entry, revision: entry.revision + 1 } : entry,
          );
          const isShown = mixed[index]?.status !== 'reserved';
          expect(renderNewest(asYears(changed), settings) !== before).toBe(isShown);
          expect(renderAtom(asYears(changed), settings) !== renderAtom(asYears(mixed), settings)).toBe(
            isShown,
          );
        },
      ),
    );
  });
});

describe('Atom feed', () => {
  test('a feed reader reads the same reviews from it', () => {
    const feed = parseAtomFeed(renderAtom(asYears(mixed), settings));
    expect(feed.id).toBe('https://reviews.example.org/reviews.atom');
    expect(feed.entries?.map((entry) => entry.title?.value)).toEqual(
      parseJsonFeed(renderNewest(asYears(mixed), settings)).items?.map((item) => item.title),
    );
    expect(feed.entries?.every((entry) => entry.id && entry.updated)).toBe(true);
    expect(feed.entries?.[0]?.published).toBeUndefined();
  });

  test('its pages are chained by year', () => {
    const years = [aYear(2026, 100), { year: 2024 }, { year: 2023 }];
    expect(renderAtom(years, settings)).toContain(
      '<link rel="next" type="application/atom+xml" href="https://reviews.example.org/reviews/2024.atom"/>',
    );
    expect(renderYearAtom(aYear(2024, 1), years, settings)).toContain('reviews/2023.atom');
    expect(renderYearAtom(aYear(2023, 1), years, settings)).not.toContain('rel="next"');
  });

  test('hostile titles and summaries come back as text', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (title, summary) => {
        const xml = renderAtom([{ year: 2024, entries: [anEntry({ title, summary })] }], settings);
        expect(count(xml, /<entry /g)).toBe(1);
        expect(count(xml, /<[a-z?!][^<>]*>/g) + count(xml, /<\/[a-z:]+>/g)).toBe(count(xml, /</g));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('sitemap and robots', () => {
  test('published and retired reviews are in the sitemap of their year, withdrawn ones are not', () => {
    const map = renderYearSitemap([anEntry(), aRetiredEntry(), aWithdrawnEntry(), reserved], settings);
    expect(map.match(/<loc>[^<]*<\/loc>/g)).toEqual([
      '<loc>https://reviews.example.org/reviews/2019/child-m/</loc>',
      '<loc>https://reviews.example.org/reviews/2024/baby-eva/</loc>',
    ]);
  });

  test('robots.txt names the sitemap', () => {
    expect(renderRobots(settings)).toContain('Sitemap: https://reviews.example.org/sitemap.xml');
  });
});
