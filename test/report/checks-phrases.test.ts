import { expect, test } from 'vitest';
import { AFTER_BIRTH, BEFORE_BIRTH, DELIVERED, MATERNITY } from '#shared/report/checks/birth-phrases.ts';
import { identifiersInTexts } from '#shared/report/checks/identifiers-off-page.ts';

test.each([...BEFORE_BIRTH, ...AFTER_BIRTH, ...DELIVERED, ...MATERNITY])(
  'the check of birthdays finds “$example”',
  ({ example }) => {
    const found = identifiersInTexts([{ text: example, place: 'a page' }], { pages: 1, candidates: {} });
    expect(found.map(({ code }) => code)).toEqual(['date-of-birth']);
  },
);
