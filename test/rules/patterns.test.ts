import { createContext, Script } from 'node:vm';
import { expect, test } from 'vitest';
import { builtPatterns, literalPatterns, type ProductPattern } from './product-patterns.ts';

/** A longer pattern is unreadable, and belongs in a phrase table. */
const LONGEST = 120;

test('regular expressions have at most 120 characters', () => {
  const long = literalPatterns().filter(({ pattern }) => pattern.source.length > LONGEST);
  expect(long.map(({ file, pattern }) => `${file}: ${pattern.source.length}`)).toEqual([]);
});

/**
 * Characters of a hostile line. Exponential backtracking takes years on it, linear
 * matching microseconds.
 */
const LENGTH = 1500;
/** Of wall time: a thousand times what a linear pattern needs, so that a loaded machine fails nothing. */
const TIMEOUT_MS = 5000;
/** What lines of ornaments, forms and prose repeat. */
const UNITS =
  `a|A|1|_|-|.|,|'|(|[|*|x |a |A |Aa |1 |a-|A-|Aa-|o-|- |. |.-|, |1.|1/|a.|a@|x/|' |a' |of |and |the |a, |Aa, |&`
    .split('|')
    .concat(' ', '\t', '\n', 'a\t', '\\', '|');

/**
 * A line of each unit, and of each word that the pattern itself contains, with an end that most patterns
 * refuse.
 */
function hostileLines({ source }: RegExp): string[] {
  const words = (source.match(/[A-Za-z]{3,}/g) ?? []).slice(0, 3);
  const units = [...UNITS, ...words.flatMap((word) => [`${word} `, `${word}-`])];
  return units.map((unit) => `${unit.repeat(LENGTH / unit.length)}\u0000`);
}

/** The file and source of a pattern that does not come to an end on a hostile line, or undefined. */
function backtracking({ file, pattern }: ProductPattern): string | undefined {
  const context = createContext({
    pattern: new RegExp(pattern.source, pattern.flags.replace('y', '')),
    lines: hostileLines(pattern),
  });
  try {
    MATCH_ALL.runInContext(context, { timeout: TIMEOUT_MS });
    return undefined;
  } catch {
    return `${file}: ${pattern.source}`;
  }
}
const MATCH_ALL = new Script('for (const line of lines) { pattern.lastIndex = 0; pattern.test(line); }');

test('the test of backtracking finds exponential patterns, and passes a linear one', () => {
  const found = [/^(?:\w+[ -]?)+Council$/, /^(?:a|aa)+$/, /\b\d+(?:\.\d+)?\b/].map((pattern) =>
    backtracking({ file: 'here', pattern }),
  );
  expect(found.map((file) => file !== undefined)).toEqual([true, true, false]);
});

test('no regular expression of the product backtracks without end on a hostile line', async () => {
  const patterns = [...literalPatterns(), ...(await builtPatterns())];
  const different = new Map(patterns.map((one) => [`${one.pattern}`, one]));
  expect(different.size).toBeGreaterThan(700);
  expect([...different.values()].flatMap((one) => backtracking(one) ?? [])).toEqual([]);
}, 300_000);
