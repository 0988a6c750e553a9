import { expect, test } from 'vitest';
import { identifiersInTexts } from '#shared/report/checks/identifiers/identifiers-off-page.ts';
import { phraseTables } from '#shared/report/phrases.ts';

const birthPhrases = phraseTables('birth');

test.each(['BEFORE_BIRTH', 'AFTER_BIRTH', 'DELIVERED', 'MATERNITY'].flatMap(birthPhrases))(
  'the check of birthdays finds “$example”',
  ({ example }) => {
    const found = identifiersInTexts([{ text: example, place: 'a page' }], { pages: 1, candidates: {} });
    expect(found.map(({ code }) => code)).toEqual(['date-of-birth']);
  },
);
