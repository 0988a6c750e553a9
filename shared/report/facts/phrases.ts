/** One wording: a short regular expression, and a line in which it stands. A test runs every example. */
export interface Phrase {
  /** As it is written in the table, `{name}` for a part that several wordings share. */
  readonly words: string;
  readonly example: string;
  /** With the shared parts filled in. */
  readonly pattern: string;
}

/** A table row: `words`, then the example, then the shared parts that the words name. */
export const phrase = (
  words: string,
  example: string,
  parts: Readonly<Record<string, string>> = {},
): Phrase => ({
  words,
  example,
  pattern: words.replace(/\{(\p{Ll}+)\}/gu, (slot, name: string) => parts[name] ?? slot),
});

/** One pattern for a table of phrases: whole words, in any case, in the order of the table. */
export const anyOf = (phrases: readonly Phrase[], flags = 'iu'): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives(phrases)})(?![\\p{L}\\p{N}])`, flags);

/** The wordings of a table, to be used inside another pattern. */
export const alternatives = (phrases: readonly Phrase[]): string =>
  phrases.map(({ pattern }) => pattern).join('|');
