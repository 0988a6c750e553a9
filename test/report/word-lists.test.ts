import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { PHRASE_FILES } from '#shared/report/phrases.ts';
import { WORD_LISTS, wordList } from '#shared/report/words/word-list.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../shared/report/words');

test('every list of words and every file of phrases in the folder has a name by which it is read', () => {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.txt'));
  const named = [...WORD_LISTS, ...PHRASE_FILES.map((name) => `${name}-phrases`)];
  expect(files).toEqual(named.map((name) => `${name}.txt`).sort());
});

test.each(WORD_LISTS)('%s says its source and licence, and has each word once, in order', (name) => {
  const lines = readFileSync(path.join(FOLDER, `${name}.txt`), 'utf8')
    .trimEnd()
    .split('\n');
  const head = lines.filter((line) => line.startsWith('#')).join('\n');
  expect(head).toMatch(/^# Source: .*^# Licence: /ms);
  const words = lines.filter((line) => !line.startsWith('#'));
  expect(words).toEqual([...new Set(words)].sort());
  expect([...wordList(name)]).toEqual(words);
});

test('a list read twice is the same one', () => {
  expect(wordList('places')).toBe(wordList('places'));
});
