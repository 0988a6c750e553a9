import { wordList } from '../words/word-list.ts';

/** Whether a word in small letters is one of documents, of everyday or a place, and so nobody's name. */
export const isEveryday = (word: string): boolean =>
  wordList('everyday-words').has(word) || wordList('places').has(word) || word.endsWith('shire');
