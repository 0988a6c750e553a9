import { wordList } from './word-list.ts';

/** Endings of English words, each with what may stand in its place in the word that it was added to. */
const ENDINGS: readonly (readonly [ending: string, instead: readonly string[]])[] = [
  ['s', ['']],
  ['es', ['']],
  ['ies', ['y']],
  ['ied', ['y']],
  ['ly', ['']],
  ['ness', ['']],
  ['ment', ['']],
  ['ful', ['']],
  ['less', ['']],
  ['ic', ['', 'e', 'y']],
  ...[
    'ed',
    'ing',
    'er',
    'est',
    'able',
    'al',
    'ion',
    'ive',
    'ity',
    'ist',
    'ism',
    'ous',
    'age',
    'or',
    'ish',
  ].map((ending) => [ending, ['', 'e']] as const),
];
const SHORTEST_STEM = 3;
/** `carelessness` has two endings. */
const MOST_ENDINGS = 3;
const DOUBLED = /([^aeiou])\1$/;

/** Whether a word in small letters is an English one: of a list, or of one of its words and endings. */
export const isEnglish = (word: string, endings = MOST_ENDINGS): boolean =>
  isListed(word) || (endings > 0 && stemsOf(word).some((stem) => isEnglish(stem, endings - 1)));

/** Whether a word in small letters is an English one after which no person is called. */
export const isNoSurname = (word: string): boolean => isListed(word) && !wordList('surname-words').has(word);

const isListed = (word: string): boolean =>
  wordList('english-words').has(word) ||
  wordList('everyday-words').has(word) ||
  wordList('closed-words').has(word) ||
  wordList('ligature-words').has(word);

const stemsOf = (word: string): string[] =>
  ENDINGS.flatMap(([ending, instead]) => {
    const stem = word.endsWith(ending) ? word.slice(0, -ending.length) : '';
    if (stem.length < SHORTEST_STEM) return [];
    return [...instead.map((more) => stem + more), ...(DOUBLED.test(stem) ? [stem.slice(0, -1)] : [])];
  });
