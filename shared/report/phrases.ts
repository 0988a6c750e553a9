/** One wording: a short regular expression, and words in which it is found. A test runs every example. */
export interface Phrase {
  /** As it is written in the table, `…` for a part that several wordings share. */
  readonly words: string;
  readonly example: string;
  /** With the shared parts filled in. */
  readonly pattern: string;
}

/**
 * A table of phrases, one a line: a regular expression, then two spaces, `#` and an example. `${PART}` fills
 * in a part that several phrases share.
 */
export function phrases({ raw }: TemplateStringsArray, ...parts: readonly string[]): readonly Phrase[] {
  const filled = raw.map((words, i) => words + (parts[i] ?? '')).join('');
  const written = raw.join('…').split('\n').map(beforeExample);
  return filled.split('\n').flatMap((line, i) => {
    const pattern = beforeExample(line);
    const example = line.slice(line.indexOf(pattern) + pattern.length).replace(/^\s+# /, '');
    return pattern === '' ? [] : [{ words: written[i] ?? '', example: unescaped(example), pattern }];
  });
}

const beforeExample = (line: string): string => (/^(.*?)\s\s+# /.exec(line)?.[1] ?? line).trim();

const unescaped = (text: string): string => text.replaceAll('\\n', '\n').replaceAll('\\t', '\t');

/** The wordings of a table, to be used inside another pattern. */
export const alternatives = (table: readonly Phrase[]): string =>
  table.map(({ pattern }) => pattern).join('|');

/** One pattern for a table of phrases: whole words, in any case, in the order of the table. */
export const anyOf = (table: readonly Phrase[], flags = 'iu'): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives(table)})(?![\\p{L}\\p{N}])`, flags);

/** The same for phrases that say themselves where they begin and end. */
export const anyPart = (table: readonly Phrase[], flags = 'i'): RegExp =>
  new RegExp(alternatives(table), flags);

/** A pattern for each phrase, for whoever asks where each is found. */
export const eachOf = (table: readonly Phrase[], flags: string): readonly RegExp[] =>
  table.map(({ pattern }) => new RegExp(pattern, flags));

/** One pattern for all words of a list, the longest first. */
export const longestFirst = (words: readonly string[]): string =>
  [...words].sort((a, b) => b.length - a.length).join('|');
