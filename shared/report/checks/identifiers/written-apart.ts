import { alternatives, phraseTables } from '../../phrases.ts';
import { isEnglish } from '../../words/is-english.ts';
import { wordList } from '../../words/word-list.ts';

/** Single letters with the same gap between them: `K a y`, `K.a.y`. */
const SINGLE_LETTERS = /(?<![\p{L}\d])\p{L}(?:([ ._\u00b7-])\p{L}(?:\1\p{L}){2,40})(?![\p{L}\d])/gu;
/** Letters that only programs see (Unicode, block "Tags"): each is 0xE0000 after one of ASCII. */
const TAG_LETTERS = /[\u{e0020}-\u{e007e}]/gu;
const FIRST_TAG = 0xe0000;

/** A text as a person reads it: letters set apart as a word, letters of other forms as plain ones. */
export const spokenForm = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(TAG_LETTERS, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) - FIRST_TAG))
    .replace(SINGLE_LETTERS, (letters) => letters.replace(/[^\p{L}]/gu, ''));

const contactPhrases = phraseTables('contact');

/** Labels of a host that stand before or behind what it is called. */
const OF_A_HOST = /^(?:www\d?|co|com|org|net|uk|gov|nhs|ac|sch|info|html?|php|aspx?|pdf)$/i;
const [SHORTEST_FIRST, SHORTEST_LAST] = [4, 4];
/** `daventry-district-council`: the word before is a place. */
const IS_OF_A_PLACE = new RegExp(`^(?:${alternatives(contactPhrases('BEHIND_A_PLACE'))})s?$`, 'i');
/** Text as base64 or hexadecimal digits. */
const ENCODED = /^(?:[A-Za-z\d+/_-]{12,400}={0,2}|(?:[\da-fA-F]{2}){6,200})$/;
const READABLE = /^[\p{L}\p{N} .,'@_+:;=&-]{6,}$/u;

/**
 * The words of a web or mail address, of its host too, each with a capital: taken apart where a first name
 * and another word are joined, and decoded where they are base64 or hexadecimal.
 */
export function wordsOfAddress(address: string): string {
  const [, rest = ''] = /^[a-z]+:(?:\/\/)?(.*)$/is.exec(address) ?? [];
  const parts = rest.split(/[/?#&=;]+/).flatMap((part) => [part, ...decodedForms(part)]);
  return parts
    .map((part) =>
      percentDecoded(part)
        .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
        .split(/[^\p{L}\p{N}']+/u)
        .filter((word) => !OF_A_HOST.test(word))
        .flatMap((word, at, all) => (IS_OF_A_PLACE.test(all[at + 1] ?? '') ? [word] : takenApart(word)))
        .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
        .join(' '),
    )
    .join(' | ');
}

function percentDecoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part.replace(/%[0-9a-f]{2}/gi, ' ');
  }
}

function decodedForms(part: string): string[] {
  if (!ENCODED.test(part)) return [];
  return [Buffer.from(part, 'hex'), Buffer.from(part, 'base64')]
    .map((bytes) => bytes.toString('utf8'))
    .filter((text) => READABLE.test(text));
}

/** `kayleighthornbury` as a first name and what no dictionary has. */
function takenApart(word: string): string[] {
  const small = word.toLowerCase();
  if (!/^\p{L}+$/u.test(word) || isEnglish(small) || wordList('places').has(small)) return [word];
  if (isJoined(small.replace(/^i(?=w|need|can|think)/, ''))) return [word];
  for (let at = small.length - SHORTEST_LAST; at >= SHORTEST_FIRST; at -= 1) {
    const [first, last] = [small.slice(0, at), small.slice(at)];
    if (wordList('first-names').has(first) && !isEnglish(first) && !isEnglish(last)) return [first, last];
  }
  return [word];
}

/** Shorter words join to anything, and longer ones are none. */
const [SHORTEST_JOINED, LONGEST_JOINED] = [4, 20];

/** Whether English words make up the whole: `renalpatientview`. */
function isJoined(letters: string): boolean {
  const ends = new Set([0]);
  // An end that is added while the loop runs has its turn too.
  for (const start of ends)
    for (let end = start + SHORTEST_JOINED; end <= start + LONGEST_JOINED; end += 1)
      if (end <= letters.length && isEnglish(letters.slice(start, end))) ends.add(end);
  return ends.has(letters.length);
}
