import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseReviewNote } from '#shared/domain/review/review-note.ts';
import { REVIEW_TYPES } from '#shared/domain/review/review-types.ts';

const read = (source: string) => parseReviewNote(source, { types: REVIEW_TYPES, timeZone: 'Europe/London' });

describe('a review note', () => {
  test('says everything that an officer can say', () => {
    const source = `title: Baby Eva
summary: What happened to Eva.
published: 24 April 2024
type: LCSPR
reviewers: [Ann Example, Bob Example]
partnership: Example Safeguarding Children Partnership
themes:
  - Neglect
  - Babies
content warning: This describes injuries to a baby.
publish at: 1 June 2026 09:00
retire on: 2027-06-30
change note: Chapter 4 was corrected
alert again: true
accept: [nhs-number, postcode]
`;
    expect(read(source)).toEqual({
      note: {
        title: 'Baby Eva',
        summary: 'What happened to Eva.',
        published: '2024-04-24',
        type: 'lcspr',
        reviewers: ['Ann Example', 'Bob Example'],
        partnership: 'Example Safeguarding Children Partnership',
        themes: ['Neglect', 'Babies'],
        contentWarning: 'This describes injuries to a baby.',
        publishAt: '2026-06-01T08:00:00.000Z',
        retireOn: '2027-06-30',
        changeNote: 'Chapter 4 was corrected',
        alertAgain: true,
        accept: ['nhs-number', 'postcode'],
      },
    });
  });

  test.each([
    ['2024-04-24', '2024-04-24'],
    ['24th April 2024', '2024-04-24'],
    ['April 2024', '2024-04'],
    ['2024', '2024'],
  ])('reads the date %s as precisely as it is written', (written, published) => {
    expect(read(`published: ${written}`)).toEqual({ note: { published } });
  });

  test('may be empty', () => {
    expect(read('')).toEqual({ note: {} });
  });

  test.each([
    ['title: Eva\nsumary: x', 2, 'not a field'],
    ['title: Eva\n\npublished: 31 February 2024', 3, 'not a date'],
    ['publish at: 1 June 2026', 1, 'not a day and time'],
    ['retire on: June 2027', 1, 'needs a day'],
    ['accept: everything', 1, 'not a finding'],
    ['accept: [title-missing]', 1, 'not a finding'],
    ['type: novel', 1, 'not a review type'],
    ['title: Eva\ntitle: Eve', 2, 'twice'],
    ['alert again: maybe', 1, 'true'],
    ['title: Eva\nalert again: true', 2, 'change note'],
    ['just some words', 1, 'one field a line'],
    ['title: Eva: a review', 1, 'quotes'],
    ['title: ""', 1, 'empty'],
  ])('names the line and the mistake of %j', (source, line, words) => {
    const parsed = read(source);
    expect(parsed).toMatchObject({ problems: [{ line }] });
    expect(JSON.stringify(parsed)).toContain(words);
  });

  test('never throws, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json(), fc.constantFrom('a: &x [*x]', '<<: 1', '? {}', '!!js/function x')),
        (source) => {
          expect(Object.keys(read(source))).toHaveLength(1);
        },
      ),
    );
  });
});
