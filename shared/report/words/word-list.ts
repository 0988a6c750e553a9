import { readLines } from './read-lines.ts';

export const WORD_LISTS = [
  'closed-words',
  'english-words',
  'everyday-words',
  'first-names',
  'generic-organisation-words',
  'known-organisations',
  'ligature-words',
  'mailbox-words',
  'not-names',
  'not-places',
  'office-lines',
  'organisation-nouns',
  'places',
  'post-nominals',
  'review-words',
  'surname-words',
] as const;

export type WordList = (typeof WORD_LISTS)[number];

const known = new Map<WordList, ReadonlySet<string>>();

/** The words of a list, read once: one a line, below lines with `#` on its source and licence. */
export function wordList(name: WordList): ReadonlySet<string> {
  const words = known.get(name) ?? read(name);
  known.set(name, words);
  return words;
}

function read(name: WordList): ReadonlySet<string> {
  return new Set(readLines(name).filter((line) => line !== '' && !line.startsWith('#')));
}
