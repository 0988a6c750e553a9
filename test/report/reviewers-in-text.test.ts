import { describe, expect, test } from 'vitest';
import { REVIEW_TYPES } from '#shared/domain/review/review-types.ts';
import { readFacts } from '#shared/report/facts/read-facts.ts';
import { aLaidOutReport, chapters, cover, type Written } from './a-laid-out-report.ts';

const COVER = cover('#Child Practice Review', '##Child J');
const reviewersOf = (...pages: readonly (readonly Written[])[]): readonly string[] | undefined =>
  readFacts(aLaidOutReport(COVER, ...chapters('Child J'), ...pages), REVIEW_TYPES).facts.reviewers?.value;

describe('where the cover names no reviewer, the text does', () => {
  test.each([
    'This report was written by Beatrix Holloway, an independent reviewer of long standing.',
    'The review was led by Beatrix Holloway, who is independent of the board.',
    'The review was led by Beatrix Holloway. She had not worked in the area.',
    'The partnership appointed Beatrix Holloway to lead the review.',
    'The board commissioned Dr Beatrix Holloway, a retired judge of this area, to write the report.',
    'Beatrix Holloway was appointed by the board as the independent reviewer.',
    'Beatrix Holloway is the independent reviewer and author of this report.',
    'The Independent Chair and Author of this DHR is Beatrix Holloway, who lives elsewhere.',
    'The independent reviewer, Beatrix Holloway, met the parents.',
    'Beatrix Holloway, an experienced independent reviewer, led the review.',
    'The board asked Beatrix Holloway from Merrow Consulting to carry out the review.',
    'The panel was chaired by Tom Whitting, and this report was written by Beatrix Holloway.',
    'My name is Beatrix Holloway and I was asked to write this report.',
  ])('%s', (sentence) => {
    expect(reviewersOf([sentence])).toEqual(['Beatrix Holloway']);
  });

  test.each([
    'The panel was chaired by Beatrix Holloway, who is independent of the board.',
    'The rapid review was led by Beatrix Holloway of the health board.',
    'Beatrix Holloway was appointed to chair the panel.',
    'This report was approved by Beatrix Holloway.',
    'The IMR author was Beatrix Holloway.',
    'The author of the previous review was Beatrix Holloway.',
    'An earlier serious case review was written by Beatrix Holloway.',
  ])('but not by "%s"', (sentence) => {
    expect(reviewersOf([sentence])).toBeUndefined();
  });
});

test.each([
  'The lead reviewers were Beatrix Holloway and Tom Whitting.',
  'The review was carried out by two independent reviewers, Beatrix Holloway and Tom Whitting.',
  'Two reviewers were appointed: Beatrix Holloway (external) and Tom Whitting (internal).',
])('a sentence names both reviewers: %s', (sentence) => {
  expect(reviewersOf([sentence])).toEqual(['Beatrix Holloway', 'Tom Whitting']);
});

test('credits at the end name both reviewers, though a name runs over its line', () => {
  const both = ['Beatrix Holloway', 'Tom Whitting'];
  const torn = ['Independent reviewers: Beatrix Holloway and Tom', 'Whitting. Published June 2023.'];
  expect(reviewersOf(torn)).toEqual(both);
  const whole = ['Independent reviewers: Beatrix Holloway and Tom Whitting. Published June 2023. Copies'];
  expect(reviewersOf(whole)).toEqual(both);
});

describe('a signed statement at the end', () => {
  const statement = { text: 'Statement by Reviewers', size: 11, bold: true };

  test('names every reviewer, and not the chair of the panel', () => {
    const lines = [
      statement,
      { text: 'REVIEWER 1: Enfys Caradog', x: 72, y: 130 },
      { text: 'REVIEWER 2: Huw', x: 400, y: 130 },
      { text: 'Talfryn', x: 400, y: 143 },
      'Chair of Review Panel',
      'Name (please print): Menna Ffoulkes',
    ];
    expect(reviewersOf(lines)).toEqual(['Enfys Caradog', 'Huw Talfryn']);
  });

  test('is read where all of it runs on in one line, and dates the report', () => {
    const lines = [
      statement,
      'Reviewer 1: Enfys Caradog. Reviewer 2: Huw Talfryn. Date: 30 September',
      '2022',
      'Chair of Review Panel: Menna Ffoulkes. Date: 30 September 2022',
    ];
    const { facts } = readFacts(aLaidOutReport(COVER, ...chapters('Child J'), lines), REVIEW_TYPES);
    expect(facts.reviewers?.value).toEqual(['Enfys Caradog', 'Huw Talfryn']);
    expect(facts.reportedOn?.value).toBe('2022-09-30');
  });

  test('is read where the name stands on a line of its own', () => {
    expect(
      reviewersOf([
        statement,
        'Lead Reviewer',
        'Name (please print): Enfys Caradog',
        'Chair of Review Panel',
      ]),
    ).toEqual(['Enfys Caradog']);
  });

  test('is read where each name stands in the cell beside its label, over two lines', () => {
    const lines = [
      statement,
      { text: 'REVIEWER 1', x: 72, y: 130 },
      { text: 'Enfys Caradog-', x: 180, y: 130 },
      { text: 'REVIEWER 2', x: 300, y: 130 },
      { text: 'Huw Talfryn', x: 400, y: 130 },
      { text: 'Price', x: 180, y: 143 },
      { text: 'Reviewer 1 (Signature)', x: 72, y: 160 },
      { text: 'Reviewer 2 (Signature)', x: 300, y: 160 },
      { text: 'Chair of Review Panel (Signature)', x: 72, y: 190 },
      { text: 'Name (Print)', x: 300, y: 190 },
      { text: 'Menna Ffoulkes', x: 400, y: 190 },
    ];
    expect(reviewersOf(lines)).toEqual(['Enfys Caradog-Price', 'Huw Talfryn']);
  });

  test('names nobody when the name in a cell cannot be read', () => {
    const lines = [
      statement,
      { text: 'REVIEWER 1', x: 72, y: 130 },
      { text: 'Enfys Caradog', x: 180, y: 130 },
      { text: 'REVIEWER 2', x: 300, y: 130 },
      { text: 'Huwcyn', x: 400, y: 130 },
    ];
    expect(reviewersOf(lines)).toBeUndefined();
  });

  test('names nobody when one of the names cannot be read', () => {
    expect(reviewersOf([statement, 'Reviewer 1: Enfys Caradog', 'Reviewer 2: (signature)'])).toBeUndefined();
  });
});

test('a name above "Independent Reviewer" where the report ends is the reviewer', () => {
  expect(reviewersOf(['Signed', 'Odette Marsh MA, CQSW', 'Independent Reviewer', 'May 2021'])).toEqual([
    'Odette Marsh',
  ]);
});

test('a signature in numbered paragraphs names the reviewer', () => {
  expect(reviewersOf(['8.1 Signed', '8.2 Odette Marsh, BA', '8.3 Independent Overview Author'])).toEqual([
    'Odette Marsh',
  ]);
});

test('a name ends before the title of the next one', () => {
  const lines = ['Independent Lead Reviewers', 'Odette Marsh', 'Dr Huw Talfryn'];
  expect(reviewersOf(lines) ?? []).not.toContain('Odette Marsh Dr');
});
