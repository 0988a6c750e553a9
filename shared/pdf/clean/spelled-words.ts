import { passesModulus11 } from '../../domain/modulus-11.ts';
import { Uncleanable } from './cannot-clean.ts';

/** Letters in a row, or shorter words beside each other: chance hardly brings any that can be spoken. */
const RUNS = /[A-Za-z]{8,60}|[A-Za-z]{3,30}(?:[ ._-][A-Za-z]{3,30}){1,8}/g;
const [LEAST_LETTERS, LEAST_KINDS] = [8, 5];
/** One word in small letters is likelier to be chance. */
const LEAST_SMALL = 12;
/** Of a patient's number, so many digits differ. */
const LEAST_DIGITS = 6;
/** Ten digits as people part them. */
const LONG_NUMBER = /(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)/g;
/** Letters in two bytes each, the first or the last of them nought. */
const WIDE = /(?:\0[\w -]){8,60}|(?:[\w -]\0){8,60}/g;
const WORD = /^[A-Z]?[a-z]+$/;
const CAPITALS = /^[A-Z]{4,}[ ._-][A-Z]{4,}$/;
/** What no English word or name has. */
const UNSPOKEN = /[^aeiouy]{5}|[aeiou]{4}|(.)\1\1/i;
const [FEWEST_VOWELS, MOST_VOWELS] = [0.2, 0.65];
/** Each letter with those that follow it in no word, name or place of the lists of this project. */
const NEVER_FOLLOW = `
  bckmpqwxz cbfgvwx dqxz fbcdghkmnpqvwxz gcfjkqvx hchjkqvxz jbdfghjklmnpqrstvwxyz kcjqvxz lqxz mgjkqwx
  pdjqvxz qabcdefghijklmnopqrstvwxyz rx sx tbjkqvx vbcdfghjkmpqstwxz wgjmqvxz xbcdgjkmnqrvxz yqz
  zcdfghjnqsvwx
`;
const NEVER: ReadonlyMap<string, string> = new Map(
  NEVER_FOLLOW.trim()
    .split(/\s+/)
    .map((row) => [row.charAt(0), row.slice(1)] as const),
);

/**
 * Words or the number of a patient that bytes spell which only programs read: fonts, samples, shapes. A
 * person would find them with any editor.
 */
export function spelledIn(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const wide = [...text.matchAll(WIDE)].map(([run]) => run.replaceAll('\0', ''));
  for (const part of [text, ...wide].flatMap((one) => [one, backwards(one)])) {
    for (const [number] of part.matchAll(LONG_NUMBER)) if (isOfPatient(number)) return number;
    for (const [run] of part.matchAll(RUNS)) if (isSpoken(run)) return run;
  }
  return undefined;
}

const backwards = (text: string): string => Buffer.from(text, 'latin1').reverse().toString('latin1');

function isSpoken(run: string): boolean {
  const words = run.split(/[ ._-]/);
  const letters = words.join('').toLowerCase();
  const vowels = letters.replace(/[^aeiouy]/g, '').length / letters.length;
  return (
    letters.length >= (/^[a-z]+$/.test(run) ? LEAST_SMALL : LEAST_LETTERS) &&
    !isSorted(words.join('')) &&
    [...letters].every((letter) => letters.split(letter).length <= letters.length / 2) &&
    new Set(letters).size >= LEAST_KINDS &&
    (CAPITALS.test(run) || words.every((word) => WORD.test(word))) &&
    vowels >= FEWEST_VOWELS &&
    vowels <= MOST_VOWELS &&
    words.every((word) => !UNSPOKEN.test(word) && hasOnlyPairs(word.toLowerCase()))
  );
}

/** Alphabets, digits and their parts are tables of glyphs, forwards or backwards. */
function isSorted(letters: string): boolean {
  const sorted = [...letters].toSorted();
  return letters === sorted.join('') || letters === sorted.toReversed().join('');
}

function hasOnlyPairs(word: string): boolean {
  for (let at = 1; at < word.length; at += 1)
    if (NEVER.get(word.charAt(at - 1))?.includes(word.charAt(at))) return false;
  return true;
}

/** Digits of several kinds whose last is the check digit of NHS numbers. */
function isOfPatient(number: string): boolean {
  const digits = number.replace(/\D/g, '');
  return passesModulus11(digits) && new Set(digits).size >= LEAST_DIGITS && !isSorted(digits);
}

/** Throws where bytes for programs spell words. */
export function assertSpellsNothing(bytes: Uint8Array, what: string): void {
  if (spelledIn(bytes) === undefined) return;
  throw new Uncleanable(
    `${what} of this PDF holds words that no page shows. Print the report to a new PDF and drop that.`,
  );
}
