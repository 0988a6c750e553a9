import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry, PublishedEntry } from '#shared/domain/listing/entry.ts';
import { editionOf, sentencesOf, stemsIn } from '#shared/domain/search/report-sentences.ts';
import { missingIn, renderShards, SearchShard, searchable } from '#shared/domain/search/search-index.ts';
import { SHARD_NAMES, shardOf, stemOf, stemsOf } from '#shared/domain/search/stems.ts';
import { anEdition } from '../support/an-edition.ts';
import { aDocument, anEntry, aRetiredEntry, aWithdrawnEntry } from '../support/an-entry.ts';

const tagged = (slug: string, changes: Parameters<typeof anEntry>[0] = {}) =>
  anEntry({
    slug,
    documents: [aDocument({ edition: slug })],
    everBeside: ['report.pdf', 'report/'],
    ...changes,
  });

const YEAR_PAGE = { year: 2024, part: 1 };

const digestOf = (words: readonly string[]): string => hash('sha256', words.join());

describe('stems', () => {
  test.each([
    ['neglected', 'neglect'],
    ['Injuries', 'injury'],
    ['SAFEGUARDING', 'safeguarded'],
    ['Siân', 'sian'],
    ['Ŵyl', 'wyl'],
  ])('"%s" finds "%s"', (one, other) => {
    expect(stemOf(one)).toBe(stemOf(other));
  });

  test('words in other letters find themselves', () => {
    expect(stemsOf(['مراجعة الحماية'])).toEqual(['الحماية', 'مراجعة']);
  });

  test('single letters say nothing', () => {
    expect(stemsOf(['Child’s A & E'])).toEqual(['child']);
  });

  test('every letter has a shard, in which all words stand that begin with it', () => {
    for (const letter of 'abcdefghijklmnopqrstuvwxyz09é') expect(SHARD_NAMES).toContain(shardOf(letter));
    expect(shardOf('n')).toBe(shardOf('neglect'));
  });
});

describe('the sentences of a report', () => {
  const { title, sentences } = sentencesOf(tagged('baby-eva'), anEdition());

  test('each has the page on which it begins', () => {
    expect(title).toBe('Baby Eva');
    expect(sentences).toContainEqual([1, 'Introduction']);
    expect(sentences).toContainEqual([1, 'It began on page one 1 and went on over the page & further']);
    expect(sentences).toContainEqual([5, 'Police']);
  });

  test('alternative texts of pictures are not in it: the pages do not show them', () => {
    expect(JSON.stringify(sentences)).not.toContain('chart');
  });

  test('its stems are those of its sentences', () => {
    const stems = stemsIn({ edition: 'abc', title, language: 'en-GB', sentences });
    expect(stems).toContain(stemOf('agencies'));
    expect(stems).toEqual(stems.toSorted());
  });
});

describe('the index of a year page', () => {
  const STEMS: Readonly<Record<string, readonly string[]>> = {
    older: ['neglect', 'police'],
    newer: ['neglect'],
    plain: ['neglect'],
  };
  const stemsOf = (entries: readonly PublishedEntry[]) =>
    new Map(entries.map((entry) => [entry, STEMS[entry.slug] ?? []]));
  const indexOf = (entries: readonly Entry[]) =>
    new Map(
      renderShards(YEAR_PAGE, entries, stemsOf(searchable(entries))).map(({ path, body }) => [
        path,
        JSON.parse(body),
      ]),
    );
  const older = tagged('older', { publishedOn: '2024-01-02' });
  const newer = tagged('newer', { publishedOn: '2024-06-02' });

  test('says which reviews have a stem, oldest first', () => {
    const index = indexOf([older, newer]);
    expect(index.get('/reviews/search/2024/mn.json')).toMatchObject({
      reviews: [
        ['/reviews/2024/older/', 'older'],
        ['/reviews/2024/newer/', 'newer'],
      ],
      stems: 'neglect 0 1',
    });
    expect(index.get('/reviews/search/2024/p.json').stems).toBe('police 0');
  });

  test('holds published reviews with an edition only', () => {
    const others = [anEntry({ slug: 'plain' }), aRetiredEntry(), aWithdrawnEntry()];
    expect(searchable([older, ...others]).map(({ slug }) => slug)).toEqual(['older']);
  });

  test('is empty, not absent, where no report has an edition; a year page without reviews has none', () => {
    expect([...indexOf([anEntry()]).keys()]).toHaveLength(SHARD_NAMES.length);
    expect(indexOf([{ ...YEAR_PAGE, slug: 'x', upload: 'x', revision: 1, status: 'reserved' }]).size).toBe(0);
  });

  test('changes with every change of a review that has or had an edition, and with no other', () => {
    const body = (entries: readonly Entry[]) => renderShards(YEAR_PAGE, entries, new Map())[0]?.body;
    const gone = aWithdrawnEntry({ everBeside: ['report.pdf', 'report/'], revision: 3 });
    expect(body([gone])).not.toBe(body([{ ...gone, revision: 4 }]));
    expect(body([anEntry({ revision: 3 })])).toBe(body([anEntry({ revision: 4 })]));
  });

  test('is after any change what it would be if it were made anew', () => {
    const slugs = ['a', 'b', 'c', 'd', 'e'];
    const state = fc.uniqueArray(
      fc.record({
        slug: fc.constantFrom(...slugs),
        publishedOn: fc.constantFrom('2024-01-02', '2024-03', '2024-06-02'),
        words: fc.uniqueArray(fc.constantFrom('neglect', 'police', 'school', 'constructor', '2024')),
        hasWords: fc.boolean(),
      }),
      { selector: ({ slug }) => slug },
    );
    fc.assert(
      fc.property(state, state, fc.integer({ min: 0, max: SHARD_NAMES.length }), (before, after, written) => {
        const found = (reviews: typeof before) => {
          const entries = reviews.map(({ slug, publishedOn, words }) =>
            tagged(slug, { publishedOn, documents: [aDocument({ edition: digestOf(words) })] }),
          );
          const stems = new Map(
            entries.flatMap((entry, index) =>
              reviews[index]?.hasWords === true ? [[entry, reviews[index].words] as const] : [],
            ),
          );
          return { entries, stems };
        };
        const words = new Map([...before, ...after].map((one) => [digestOf(one.words), one.words]));
        const one = found(before);
        const other = found(after);
        // A publisher may have died before it wrote the rest.
        const stored = renderShards(YEAR_PAGE, one.entries, one.stems).map(({ body }, index) =>
          index < written ? SearchShard.parse(JSON.parse(body)) : undefined,
        );
        const all = SHARD_NAMES.map((_, index) => stored[index]);
        const missing = new Set(missingIn(all, other.entries));
        const added = new Map([...other.stems].filter(([entry]) => missing.has(entry)));
        const known = new Map(
          searchable(other.entries).flatMap((entry) => {
            const stems = missing.has(entry) ? added.get(entry) : words.get(editionOf(entry) ?? '');
            return stems === undefined ? [] : [[entry, stems] as const];
          }),
        );
        expect(renderShards(YEAR_PAGE, other.entries, added, all)).toEqual(
          renderShards(YEAR_PAGE, other.entries, known),
        );
      }),
    );
  });
});
