import anyAscii from 'any-ascii';
import { describe, expect, it } from 'vitest';
import scripts from '#shared/domain/review/files/letters-of-scripts.json' with { type: 'json' };
import { isTransliterated } from '#shared/domain/review/files/transliteration.ts';

describe('a name in another script', () => {
  it.each([
    ['rowan', 'روان'],
    ['zoë', 'Ζωε'],
    ['rowan', 'Роуан'],
    ['rowan', 'रोवन'],
    ['linnet', 'לינט'],
  ])('%s may be %s', (name, word) => expect(isTransliterated(name, word)).toBe(true));

  it.each([
    ['rowena', 'روان'],
    ['robin', 'روان'],
    ['rowan', 'Робин'],
  ])('%s is not %s', (name, word) => expect(isTransliterated(name, word)).toBe(false));

  it('has the Latin letters that the package any-ascii gives', () => {
    for (const pair of Object.values(scripts).flatMap((letters) => letters.split(' ')))
      expect(pair.slice(1)).toBe(
        anyAscii(pair.slice(0, 1))
          .toLowerCase()
          .replace(/[^a-z]/g, ''),
      );
  });
});
