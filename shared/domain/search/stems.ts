import { stemmer } from 'stemmer';

/** Words in original text: letters with their accents, and digits. */
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** A single letter, such as the end of "child's", says nothing. */
const SHORTEST = 2;

/** Stems that are remembered: more than a language has, so that a long-lived process stays small. */
const MOST_KNOWN = 50_000;

const known = new Map<string, string>();

/** The words of a text with their places, in order. */
export function wordsIn(text: string): { readonly word: string; readonly at: number }[] {
  return [...text.matchAll(WORD)].map((found) => ({ word: found[0], at: found.index }));
}

/**
 * The stem of a word, without case and accents: "Neglected" has that of "neglect". English rules are used for
 * every language, since who asks does not say which: words of others find themselves.
 */
export function stemOf(word: string): string {
  const before = known.get(word);
  if (before !== undefined) return before;
  const stem = stemmer(folded(word));
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(word, stem);
  return stem;
}

/** Lower case without accents. */
export function folded(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}

/** The distinct stems of these texts, sorted by code unit. */
export function stemsOf(texts: Iterable<string>): string[] {
  const stems = new Set<string>();
  for (const text of texts)
    for (const { word } of wordsIn(text)) if (word.length >= SHORTEST) stems.add(stemOf(word));
  return [...stems].sort();
}

/**
 * Groups of first letters, of about the same size in English. Each is a file of the index of a year page: a
 * reader fetches one for each word, and a publication writes them all.
 */
const SHARDS = ['a', 'b', 'c', 'd', 'ef', 'gh', 'ijkl', 'mn', 'oq', 'p', 'r', 's', 't', 'uvwxyz'];

/** The shard of words in other letters, and of numbers. */
const OTHER = 'other';

export const SHARD_NAMES: readonly string[] = [...SHARDS, OTHER];

const SHARD_OF = new Map(SHARDS.flatMap((letters) => [...letters].map((letter) => [letter, letters])));

/** Name of the shard that holds this stem, and every stem that begins with it. */
export function shardOf(stem: string): string {
  return SHARD_OF.get(stem.charAt(0)) ?? OTHER;
}
