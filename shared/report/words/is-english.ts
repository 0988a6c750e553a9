import { wordList } from './word-list.ts';

/** Endings of English words, each with what may stand in its place in the word that the list has. */
const ENDINGS: readonly (readonly [ending: string, instead: readonly string[]])[] = [
  ['s', ['']],
  ['es', ['']],
  ['ies', ['y']],
  ['ed', ['', 'e']],
  ['ied', ['y']],
  ['ing', ['', 'e']],
  ['ly', ['']],
  ['er', ['', 'e']],
  ['ers', ['', 'e']],
  ['est', ['', 'e']],
  ['ness', ['']],
];
const SHORTEST_STEM = 3;
const DOUBLED = /([^aeiou])\1$/;

/** Whether a word in small letters is an English one: of a list, or of one of its words and an ending. */
export const isEnglish = (word: string): boolean => isListed(word) || stemsOf(word).some(isListed);

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
