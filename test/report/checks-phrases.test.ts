import { expect, test } from 'vitest';
import { AFTER_BIRTH, BEFORE_BIRTH } from '#shared/report/checks/birth-phrases.ts';
import { identifiersInTexts } from '#shared/report/checks/identifiers-off-page.ts';

test.each(Object.keys({ ...BEFORE_BIRTH, ...AFTER_BIRTH }))(
  'an example of a birthday is found by the check: “%s”',
  (example) => {
    const found = identifiersInTexts([{ text: example, place: 'a page' }], { pages: 1, candidates: {} });
    expect(found.map(({ code }) => code)).toEqual(['date-of-birth']);
  },
);

const DATE = '3 May 2017';
test.each(Object.entries(BEFORE_BIRTH))('“%s” is what its own pattern matches', (example, pattern) => {
  expect(example.slice(0, example.indexOf(DATE))).toMatch(pattern);
});
test.each(Object.entries(AFTER_BIRTH))('“%s” is what its own pattern matches', (example, pattern) => {
  expect(example.slice(example.indexOf(DATE) + DATE.length)).toMatch(pattern);
});
