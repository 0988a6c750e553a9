/**
 * A table of phrases: an example that the phrase must match, and its pattern. A test runs every example, so
 * that each pattern stays short enough to be read.
 */
export type Phrases = Readonly<Record<string, RegExp>>;

/** Whether one of the phrases stands in the text. */
export const hasPhrase = (phrases: Phrases, text: string): boolean =>
  Object.values(phrases).some((pattern) => pattern.test(text));

/** One pattern for all words or phrases of a list, the longest first. */
export const longestFirst = (words: readonly string[]): string =>
  [...words].sort((a, b) => b.length - a.length).join('|');
