import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Phrase } from '#shared/report/phrases.ts';
import { trackedFiles } from '../rules/tracked-files.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const LONGEST = 120;
/** Placeholder of the date in examples of words before or after a date. */
const DATE = '3 May 2017';

interface DataFile {
  readonly file: string;
  readonly source: string;
  readonly phrases: readonly Phrase[];
}

const files: readonly DataFile[] = await Promise.all(
  trackedFiles(/^shared\/report\/.*-phrases\.ts$/).map(async (file) => ({
    file: path.basename(file),
    source: readFileSync(path.join(ROOT, file), 'utf8'),
    phrases: [...phrasesIn(await import(/* @vite-ignore */ path.join(ROOT, file)))],
  })),
);

/** Every phrase of the tables in a value, however deep they stand. */
function* phrasesIn(value: unknown): Generator<Phrase> {
  if (isPhrase(value)) yield value;
  else if (typeof value === 'object' && value !== null && !(value instanceof RegExp))
    for (const part of Object.values(value)) yield* phrasesIn(part);
}

function isPhrase(value: unknown): value is Phrase {
  return typeof value === 'object' && value !== null && 'example' in value && 'pattern' in value;
}

test.each(files)(
  '$file exports each of its tables, and each phrase has an example',
  ({ source, phrases }) => {
    expect(phrases.length).toBe(source.match(/^ .*\S {2}# \S/gm)?.length);
    expect(phrases.filter(({ example }) => example === '')).toEqual([]);
  },
);

test.each(files.flatMap(({ file, phrases }) => phrases.map((phrase) => ({ file, ...phrase }))))(
  '$file: $words is short, and found in “$example”',
  ({ words, pattern, example }) => {
    const parts = [example, ...example.split(DATE)];
    expect(parts.filter((part) => new RegExp(pattern, 'iu').test(part))).not.toEqual([]);
    expect(words.length).toBeLessThanOrEqual(LONGEST);
  },
);

test('phrases stand in data files alone, where the test finds them', () => {
  const others = trackedFiles(/^shared\/report\/.*(?<!-phrases)\.ts$/).filter((file) =>
    /[=:] phrases`/.test(readFileSync(path.join(ROOT, file), 'utf8')),
  );
  expect(others).toEqual([]);
});
