import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agrees, writtenDates } from '#shared/report/facts/parse-dates.ts';
import { DATE_FORMS } from './invented-cover.ts';

const values = (text: string): (string | undefined)[] => writtenDates(text).map((date) => date.value);

describe('writtenDates', () => {
  test('reads every form of every day back', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...DATE_FORMS),
        fc.date({
          min: new Date('1990-01-01T00:00:00Z'),
          max: new Date('2059-12-31T00:00:00Z'),
          noInvalidDate: true,
        }),
        fc.constantFrom('', 'Published: ', 'Date of publication – ', 'Friday ', '(', 'Author May Reed, '),
        fc.constantFrom('', '.', ' (date of publication)', ', version 3'),
        (form, date, before, after) => {
          const [written, value] = form(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
          expect(values(before + written + after)).toEqual([value]);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['17/20/2022', '17/20/2022'],
    ['Published 31 June 2020', '31 June 2020'],
    ['29 February 2019', '29 February 2019'],
    ['0/0/2020', '0/0/2020'],
    ['32nd March 2021', '32nd March 2021'],
  ])('%s is a date that the calendar does not have', (text, words) => {
    expect(writtenDates(text)).toMatchObject([{ words }]);
    expect(values(text)).toEqual([undefined]);
  });

  test('numbers are day first, whatever they could be elsewhere', () => {
    expect(values('06/07/2021')).toEqual(['2021-07-06']);
  });

  test('a month stays a month and a year a year', () => {
    expect(values('March 2019')).toEqual(['2019-03']);
    expect(values('2019')).toEqual(['2019']);
  });

  test('Welsh months are read, mutated ones too', () => {
    expect(values('Dyddiad cyhoeddi: 4 Mawrth 2021')).toEqual(['2021-03-04']);
    expect(values('5 o Fai 2022')).toEqual(['2022-05-05']);
  });

  test.each([
    'Version 6.2',
    'WGSB 2/2019',
    'Section 47',
    'Year 8',
    '0300 123 4567',
    'pages 3-12',
    'Child 2019A',
    'May Reed',
    '1.2.3',
  ])('%s holds no date', (text) => {
    expect(writtenDates(text)).toEqual([]);
  });

  test('several dates come from left to right', () => {
    expect(values('Born March 2014, date of serious incident June 2016')).toEqual(['2014-03', '2016-06']);
  });

  test('it never throws, and says where each date stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        for (const date of writtenDates(text)) expect(text.slice(date.start, date.end)).toContain(date.words);
        expect(agrees(text, text)).toBe(true);
      }),
    );
  });
});
