import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slugOf } from '#shared/domain/listing/slug.ts';
import { instantOf } from '#shared/domain/local-time.ts';
import { logReference } from '#shared/domain/log-reference.ts';
import { dayOf, inWords, isRealDate, precisionOf } from '#shared/domain/partial-date.ts';
import { nameOfKey, roleOfKey } from '#shared/domain/review/files/upload-key.ts';
import { isNewer } from '#shared/domain/review/record/sequencer.ts';

describe('a key in the uploads bucket', () => {
  test.each([
    ['baby-eva.pdf', 'baby-eva', 'pdf'],
    ['Final CHILD T report (1).PDF', 'Final CHILD T report (1)', 'pdf'],
    ['baby.eva.v2.pdf', 'baby.eva.v2', 'pdf'],
    ['baby-eva.yaml', 'baby-eva', 'note'],
    ['baby-eva.approved', 'baby-eva', 'approval'],
    ['baby-eva/report.pdf', 'baby-eva', 'pdf'],
    ['baby-eva/review.yaml', 'baby-eva', 'note'],
    ['baby-eva/other.yaml', 'baby-eva', 'other'],
    ['baby-eva/a/b.pdf', 'baby-eva', 'other'],
    ['baby-eva.docx', 'baby-eva', 'other'],
    ['README', 'README', 'other'],
    ['/eva.pdf', '/eva', 'other'],
    ['//eva/report.pdf', '//eva', 'other'],
  ])('%s belongs to %s as %s', (key, name, role) => {
    expect([nameOfKey(key), roleOfKey(key)]).toEqual([name, role]);
  });

  test.each([
    'baby-eva/',
    '.DS_Store',
    'baby-eva/.DS_Store',
    'Thumbs.db',
    '~$note.docx',
    '',
    '/',
    '//',
    '/.pdf',
  ])('%j belongs to nothing', (key) => {
    expect(nameOfKey(key)).toBeUndefined();
  });
});

describe('a sequencer', () => {
  test('is newer when its text is greater once both are as long', () => {
    expect(isNewer('0066B', '0066A')).toBe(true);
    expect(isNewer('0066', '00660')).toBe(false);
    expect(isNewer('00661', '0066')).toBe(true);
    expect(isNewer('0066', '00661')).toBe(false);
  });

  test('is never both newer and older', () => {
    const hex = fc.stringMatching(/^[0-9A-F]{1,20}$/);
    fc.assert(
      fc.property(hex, hex, (a, b) => {
        expect(isNewer(a, b) && isNewer(b, a)).toBe(false);
      }),
    );
  });
});

describe('a permalink', () => {
  test.each([
    ['Baby Eva', 'baby-eva'],
    ['‘Emily’ & “Jack”', 'emily-and-jack'],
    ['Siân a’r plant', 'sian-ar-plant'],
    ['  ***  ', 'review'],
    ['المراجعة', 'review'],
  ])('of %s ends in %s', (title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });

  test('is a plain path segment, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (title) => {
        expect(slugOf(title)).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/);
      }),
    );
  });
});

describe('a time on the wall clock', () => {
  test.each([
    ['2026-01-10', '09:00', '2026-01-10T09:00:00.000Z'],
    ['2026-07-10', '09:00', '2026-07-10T08:00:00.000Z'],
    ['2026-03-29', '01:30', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25', '01:30', '2026-10-25T00:30:00.000Z'],
    ['2026-06-01', '00:00', '2026-05-31T23:00:00.000Z'],
  ])('%s %s in London is %s', (day, time, instant) => {
    expect(instantOf(day, time, 'Europe/London')).toBe(instant);
  });

  test('at noon falls on its own day', () => {
    const day = fc
      .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, (on) => {
        expect(dayOf(instantOf(on, '12:00', 'Europe/London'), 'Europe/London')).toBe(on);
      }),
    );
  });
});

describe('a date', () => {
  test('is as precise as it is written', () => {
    expect(['2024', '2024-04', '2024-04-24'].map((date) => [precisionOf(date), inWords(date)])).toEqual([
      ['year', '2024'],
      ['month', 'April 2024'],
      ['day', '24 April 2024'],
    ]);
  });

  test('is real when the calendar has it', () => {
    expect(
      ['2016-02-29', '2017-02-29', '2017-13', '2017-00-01', '0999', '2024-04-31'].map(isRealDate),
    ).toEqual([true, false, false, false, false, false]);
  });
});

test('a reference tells one review from another without telling whose it is', () => {
  expect(logReference('baby-eva')).toMatch(/^[0-9a-f]{8}$/);
  expect(logReference('baby-eva')).not.toBe(logReference('baby-eve'));
});
