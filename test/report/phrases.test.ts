import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { PHRASE_FILES, parsePhrases } from '#shared/report/phrases.ts';
import { trackedFiles } from '../rules/tracked-files.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const LONGEST = 120;
/** Placeholder of the date in examples of words before or after a date. */
const DATE = '3 May 2017';

const linesOf = (file: string): string[] =>
  readFileSync(path.join(ROOT, `shared/report/words/${file}-phrases.txt`), 'utf8').split('\n');

/** Every table of a file whose phrases need examples, with its name. */
const tables = PHRASE_FILES.flatMap((file) => {
  const lines = linesOf(file);
  return [...parsePhrases(lines)].flatMap(([name, phrases]) =>
    lines.includes(`${name}:`) ? [{ file, name, phrases }] : [],
  );
});

test.each(PHRASE_FILES)(
  'each line of %s is a comment, a name, a part, or a phrase with its example',
  (file) => {
    const lines = linesOf(file);
    const phrases = tables.filter((table) => table.file === file).flatMap((table) => table.phrases);
    expect(phrases.length).toBe(lines.filter((line) => /^ {2}\S.*\S {2}# \S/.test(line)).length);
    expect(phrases.filter(({ example }) => example === '')).toEqual([]);
    expect(lines.filter((line) => !/^$|^# |^\w+:$|^\w+ =(?: .*\S)?$|^ {2}\S(?:.*\S)?$/.test(line))).toEqual(
      [],
    );
  },
);

test.each(tables.flatMap(({ file, phrases }) => phrases.map((phrase) => ({ file, ...phrase }))))(
  '$file: $words is short, and found in “$example”',
  ({ words, pattern, example }) => {
    const parts = [example, ...example.split(DATE)];
    expect(parts.filter((part) => new RegExp(pattern, 'iu').test(part))).not.toEqual([]);
    expect(words.length).toBeLessThanOrEqual(LONGEST);
  },
);

test('every table is used by a module or by another table', () => {
  const sources = trackedFiles(/^shared\/report\/.*\.ts$/).map((file) =>
    readFileSync(path.join(ROOT, file), 'utf8'),
  );
  const unused = PHRASE_FILES.flatMap((file) => {
    const lines = linesOf(file);
    const readers = sources.filter((source) => source.includes(`phraseTables('${file}')`)).join();
    return [...parsePhrases(lines).keys()].filter(
      (name) =>
        name !== 'MONTHS' &&
        !new RegExp(`\\b${name}\\b`).test(readers) &&
        !lines.some((line) => line.includes(`\${${name}}`)),
    );
  });
  expect(unused).toEqual([]);
});
