import fc from 'fast-check';
import { expect, test } from 'vitest';
import { REVIEW_TYPES } from '#shared/domain/review/review-types.ts';
import type { Line, Page, ReportModel } from '#shared/pdf/page-model.ts';
import { readFacts } from '#shared/report/facts/read-facts.ts';
import { growthOfCost } from '../support/growth-of-cost.ts';
import { aLaidOutReport, aPage } from './a-laid-out-report.ts';

const anyNumber = fc.oneof(
  fc.integer({ min: -1000, max: 2000 }),
  fc.double(),
  fc.constantFrom(0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
);
const words = fc.constantFrom(
  'Date of publication',
  'Author:',
  'and',
  '1.1',
  'Contents',
  'Executive summary',
  'Serious Case Review',
  'Child',
  'A',
  '31 June 2020',
  '4 May 2021',
  'Published',
  'by',
  '–',
  '“',
  '”',
  '…',
  '-',
  'Safeguarding Children Board',
  'Hexley',
  '(',
  ')',
  'S S S S',
  'aa bb',
  '\u00ad',
  '\ufb01',
  '\uf001',
  'مراجعة',
  '審查',
  'Adolygiad',
  '12',
  'Who was',
  'died',
  'The review considers',
);
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.array(words, { maxLength: 9 }).map((parts) => parts.join(' ')),
);
const line: fc.Arbitrary<Line> = fc.record({
  text,
  x: anyNumber,
  y: anyNumber,
  width: anyNumber,
  size: anyNumber,
  bold: fc.boolean(),
  italic: fc.boolean(),
  font: fc.string({ maxLength: 5 }),
  colour: fc.constant('#000000'),
  angle: fc.constantFrom(0, 45, -90, Number.NaN),
});
const page: fc.Arbitrary<Page> = fc.record({
  number: fc.integer({ min: 1, max: 600 }),
  width: anyNumber,
  height: anyNumber,
  lines: fc.array(line, { maxLength: 25 }),
  hidden: fc.constant([]),
  annotations: fc.constant([]),
  imageCover: fc.constant(0),
  unmappedGlyphs: fc.constant(0),
});
const report: fc.Arbitrary<ReportModel> = fc
  .array(page, { maxLength: 6 })
  .map((pages) => ({ ...aLaidOutReport(), pages }));

test('whatever the pages hold, reading them never throws, and what it states it can show', () => {
  fc.assert(
    fc.property(report, (model) => {
      const { facts } = readFacts(model, REVIEW_TYPES);
      expect(facts.pages).toBe(model.pages.length);
      for (const [name, fact] of Object.entries(facts)) {
        if (name === 'pages' || name === 'candidates' || typeof fact !== 'object' || !('provenance' in fact))
          continue;
        expect(fact.confidence).toBeGreaterThanOrEqual(0.75);
        expect(fact.provenance).toMatchObject({ source: 'report', words: expect.stringMatching(/\S/) });
      }
    }),
    { numRuns: 500 },
  );
});

test('the same pages give the same facts', () => {
  fc.assert(
    fc.property(report, (model) => {
      expect(readFacts(structuredClone(model), REVIEW_TYPES)).toEqual(readFacts(model, REVIEW_TYPES));
    }),
    { numRuns: 100 },
  );
});

test.each([
  ['no pages', aLaidOutReport()],
  ['pages without text', aLaidOutReport([], [], [])],
  ['a cover only', aLaidOutReport(['Serious Case Review'])],
  [
    'right-to-left text',
    aLaidOutReport(['مراجعة حالة خطيرة', 'نشرت في 4 مايو 2021', 'كان الطفل في الرابعة من عمره']),
  ],
  ['one word', aLaidOutReport(['Review'])],
])('%s state no title, date, people or summary', (_, model) => {
  const { facts } = readFacts(model, REVIEW_TYPES);
  expect(facts).not.toHaveProperty('title');
  expect(facts).not.toHaveProperty('publishedOn');
  expect(facts).not.toHaveProperty('reviewers');
  expect(facts).not.toHaveProperty('summary');
});

test('ten times the pages are read at about ten times the cost', () => {
  const prose = Array.from(
    { length: 45 },
    (_, i) =>
      `Line ${i} of a long report says what agencies did, in which order and with what effect upon a child.`,
  );
  const modelOf = (count: number) => ({
    ...aLaidOutReport(),
    pages: Array.from({ length: count }, (_, i) => aPage(i + 1, prose)),
  });
  const [small, large] = [modelOf(50), modelOf(500)];
  const read = (model: typeof small) => () => readFacts(model, REVIEW_TYPES);
  expect(growthOfCost(read(small), read(large), 20)).toBeLessThan(20);
});

/** Linear growth is 4, quadratic 16. */
const MOST_GROWTH_OF_FOURFOLD = 10;

test.each([
  ['brackets', '', '(', 20_000, ''],
  ['spaces', '', 'a ', 20_000, 'b'],
  ['dots', '', '. ', 20_000, ''],
  ['capitals', '', 'Jane And ', 5_000, ''],
  ['digits', '', '1', 50_000, ''],
  ['authors', '', 'Author and reviewer ', 3_000, ''],
  ['safeguarding', '', 'Safer Hexley and Safeguarding Children ', 3_000, ''],
  ['hyphens', '', 'x-', 300, ''],
  ['ornaments', '', '-o-O-', 100, ''],
  ['slashes', 'Chair/', '/', 300, ''],
  ['roles', '', 'chair and / ', 200, ''],
  ['reports', '', 'the final report of the independent review ', 3_000, ''],
])(
  'a line of four times as many %s is read at about four times the cost',
  (_, before, unit, times, after) => {
    const read = (count: number) => {
      const long = `${before}${unit.repeat(count)}${after}`;
      const report = aLaidOutReport([long], [long, 'published', long]);
      return () => readFacts(report, REVIEW_TYPES);
    };
    const growth = growthOfCost(read(times / 4), read(times), MOST_GROWTH_OF_FOURFOLD);
    expect(growth).toBeLessThan(MOST_GROWTH_OF_FOURFOLD);
  },
);
