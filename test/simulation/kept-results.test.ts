import { expect, test } from 'vitest';
import { keptResults } from './kept-results.ts';

test('equal arguments get the result that was kept, others their own', () => {
  let made = 0;
  const sum = keptResults(2, (numbers: readonly number[]) => {
    made += 1;
    return { sum: numbers.reduce((a, b) => a + b, 0) };
  });
  const first = sum([1, 2]);
  expect(sum([1, 2])).toBe(first);
  expect(sum([1, 2, 3])).toEqual({ sum: 6 });
  expect(sum([2, 1])).toEqual({ sum: 3 });
  expect(made).toBe(3);
  sum([1, 2]);
  expect(made, 'two are kept').toBe(4);
});

test('a field more, a field less or another kind is another argument', () => {
  const said = keptResults(9, (value: unknown) => JSON.stringify(value));
  for (const value of [
    {},
    { a: 1 },
    { a: 1, b: undefined },
    { a: 1, c: 2 },
    { b: 1 },
    [],
    [1],
    { 0: 1 },
    null,
    'a',
    1,
  ]) {
    expect(said(value)).toBe(JSON.stringify(value));
  }
});

test('nobody can change what is kept, nor what it was kept for', () => {
  const copy = keptResults(1, (names: string[]) => names.slice());
  const names = ['a'];
  expect(() => copy(names).push('b')).toThrow();
  expect(() => names.push('b')).toThrow();
});

test('what is not pure is found out', () => {
  let count = 0;
  const found: string[] = [];
  const next = keptResults(
    1,
    function next() {
      count += 1;
      return count;
    },
    ({ message }) => found.push(message),
  );
  for (let call = 0; call < 150; call++) next();
  expect(found).toEqual(['What next makes anew is not what it made before.']);
});
