import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Edition } from '#shared/domain/listing/edition.ts';

export const PAGES = 42;
const WORDS_ON_A_PAGE = 350;
const WORDS_IN_A_SENTENCE = 20;
/** So that a report has about 1,900 stems. Real reports of 5,300 words have 830. */
const STEEPNESS = 2.5;

/** English words in an order that never changes: the first are drawn most. */
export const VOCABULARY = ['closed-words', 'everyday-words']
  .map((name) => readFileSync(join(import.meta.dirname, `../shared/report/words/${name}.txt`), 'utf8'))
  .flatMap((text) => text.split('\n').filter((line) => /^[a-z]{2,}$/.test(line)))
  .sort((a, b) => digest(a).localeCompare(digest(b)));

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** An edition of 42 pages of drawn words. The same for the same seed. */
export function aLongEdition(seed: number): Edition {
  let state = seed + 1;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const word = (): string =>
    VOCABULARY[Math.floor(VOCABULARY.length ** (next() ** STEEPNESS)) - 1] ?? 'child';
  const sentence = (): string => `The ${Array.from({ length: WORDS_IN_A_SENTENCE - 1 }, word).join(' ')}. `;
  const sentences = WORDS_ON_A_PAGE / WORDS_IN_A_SENTENCE;
  const blocks = Array.from({ length: PAGES }, (_, index) => ({
    kind: 'paragraph' as const,
    words: [{ text: Array.from({ length: sentences }, sentence).join(''), page: index + 1 }],
  }));
  return { language: 'en-GB', pages: PAGES, blocks };
}
