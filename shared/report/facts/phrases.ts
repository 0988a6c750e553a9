/** One wording: a short regular expression, and a line in which it stands. A test runs every example. */
export interface Phrase {
  readonly words: string;
  readonly example: string;
}

/** A table row: `words`, then the example. */
export const phrase = (words: string, example: string): Phrase => ({ words, example });

/** One pattern for a table of phrases: whole words, in any case, in the order of the table. */
export const anyOf = (phrases: readonly Phrase[], flags = 'iu'): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives(phrases)})(?![\\p{L}\\p{N}])`, flags);

/** The wordings of a table, to be used inside another pattern. */
export const alternatives = (phrases: readonly Phrase[]): string =>
  phrases.map(({ words }) => words).join('|');
