import { MONTHS } from './months.ts';
import { readLines } from './words/read-lines.ts';

/** Files with tables of phrases: `words/<name>-phrases.txt`. */
export const PHRASE_FILES = [
  'birth',
  'body',
  'contact',
  'date',
  'document',
  'draft',
  'embargo',
  'heading',
  'name',
  'page-number',
  'placeholder',
  'report-part',
  'restriction',
  'role',
  'sentence',
  'title',
] as const;

/** One wording: a short regular expression, and words in which it is found. A test runs every example. */
export interface Phrase {
  /** As it is written in the table, `…` for a part that several wordings share. */
  readonly words: string;
  readonly example: string;
  /** With the shared parts filled in. */
  readonly pattern: string;
}

type PhraseFile = (typeof PHRASE_FILES)[number];

const known = new Map<PhraseFile, ReadonlyMap<string, readonly Phrase[]>>();

/** A getter of the tables of a file, which is read once, by name. Throws if there is no such table. */
export function phraseTables(file: PhraseFile): (name: string) => readonly Phrase[] {
  const tables = known.get(file) ?? parsePhrases(readLines(`${file}-phrases`));
  known.set(file, tables);
  return (name) => tableOf(tables, name);
}

/**
 * Tables of phrases. Below `NAME:` each line is a regular expression, two spaces, `#` and an example. Below
 * or behind `NAME =` stands a part, which `${NAME}` fills in; several lines are alternatives. `#` begins a
 * comment.
 */
export function parsePhrases(lines: readonly string[]): ReadonlyMap<string, readonly Phrase[]> {
  const tables = new Map<string, Phrase[]>([['MONTHS', [phraseOf(MONTHS, new Map())]]]);
  let table: Phrase[] = [];
  for (const line of lines) {
    const [, name, part] = /^(\w+)(?::| =)(?: (.*))?$/.exec(line) ?? [];
    if (name !== undefined) {
      table = part === undefined ? [] : [phraseOf(part, tables)];
      tables.set(name, table);
    } else if (line.startsWith('  ')) table.push(phraseOf(line.slice(2), tables));
  }
  return tables;
}

function phraseOf(line: string, tables: ReadonlyMap<string, readonly Phrase[]>): Phrase {
  const [words = '', example = ''] = line.split(/\s\s+# /);
  return {
    words: words.replaceAll(PART, '…'),
    example: example.replaceAll('\\n', '\n').replaceAll('\\t', '\t'),
    pattern: words.replaceAll(PART, (_, name: string) => alternatives(tableOf(tables, name))),
  };
}

const PART = /\$\{(\w+)\}/g;

function tableOf(tables: ReadonlyMap<string, readonly Phrase[]>, name: string): readonly Phrase[] {
  const table = tables.get(name);
  if (table === undefined) throw new Error(`There is no table ${name} of phrases.`);
  return table;
}
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
