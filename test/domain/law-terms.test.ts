import { expect, test } from 'vitest';
import { isWorkingDay, workingDaysBefore } from '#shared/domain/review/law/bank-holidays.ts';
import terms from '#shared/domain/review/law/law-terms.json' with { type: 'json' };
import { noticeOf, termsOf } from '#shared/domain/review/law/law-terms.ts';
import { reminderAt } from '#shared/domain/review/record/next-due.ts';
import { REVIEW_TYPES } from '#shared/domain/review/review-types.ts';
import type { Nation } from '#shared/domain/settings.ts';
import { aSettings } from '../support/a-settings.ts';

const closedOn = (year: number, nation: Nation): string[] =>
  Array.from({ length: 366 }, (_, at) => new Date(Date.UTC(year, 0, at + 1)))
    .filter((day) => day.getUTCFullYear() === year && ![0, 6].includes(day.getUTCDay()))
    .map((day) => day.toISOString().slice(0, 10))
    .filter((day) => !isWorkingDay(day, nation))
    .map((day) => day.slice(5));

/** As https://www.gov.uk/bank-holidays lists them. */
test.each([
  [2026, 'England', '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'],
  [2027, 'England', '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'],
  [2028, 'Wales', '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26'],
  [2027, 'Scotland', '01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28'],
  [2027, 'Northern Ireland', '01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28'],
] as const)('offices are closed on the bank holidays of %i in %s', (year, nation, days) => {
  expect(closedOn(year, nation)).toEqual(days.split(' '));
});

test('working days are counted back over weekends and bank holidays', () => {
  expect(workingDaysBefore('2026-06-01', 7, 'England')).toBe('2026-05-20');
  expect(workingDaysBefore('2026-06-01', 7, 'England', ['2026-05-29'])).toBe('2026-05-19');
});

test('every term is of known types, and each that nobody has read in its source says so', () => {
  const codes = REVIEW_TYPES.map(({ code }) => code);
  for (const { types, source } of terms) {
    expect(codes).toEqual(expect.arrayContaining(types));
    expect(source).not.toBe('');
  }
  expect(terms.every(({ confirmed }) => confirmed === false)).toBe(true);
});

test('a publisher changes the terms of a type', () => {
  const own = { types: ['lcspr'], yearsInPublic: 2, source: 'our policy', confirmed: true };
  const settings = aSettings({ terms: [own] });
  expect(termsOf('lcspr', settings).yearsInPublic).toBe(2);
  expect(noticeOf('lcspr', '2026-06-01T08:00:00.000Z', settings)).toBeUndefined();
  expect(noticeOf('cspr', '2026-06-01T08:00:00.000Z', settings)).toMatchObject({ sendBy: '2026-05-20' });
});

test('officers are reminded on the working day before, at the same time of day', () => {
  // Tuesday 26 May 2026, after the spring bank holiday.
  expect(reminderAt('2026-05-26T08:00:00.000Z', aSettings())).toBe('2026-05-22T08:00:00.000Z');
  expect(reminderAt('2026-05-28T08:00:00.000Z', aSettings())).toBe('2026-05-27T08:00:00.000Z');
});
