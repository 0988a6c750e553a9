import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** The lists beside this module. A bundle has them beside its own modules, gzipped. */
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
  const inBundle = new URL(`./${name}.txt.gz`, import.meta.url);
  const bytes = existsSync(inBundle)
    ? gunzipSync(readFileSync(inBundle))
    : readFileSync(new URL(`./${name}.txt`, import.meta.url));
  const lines = bytes.toString('utf8').split('\n');
  return new Set(lines.filter((line) => line !== '' && !line.startsWith('#')));
}
