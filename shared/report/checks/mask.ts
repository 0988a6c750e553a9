import { isEveryday } from './is-everyday.ts';

const MOST_CHARACTERS = 60;

/**
 * Words that leak, so that an officer can find them and a reader of the message learns nothing: the first
 * letter of each word and the last two digits of a long number stay. At most 60 characters.
 */
export function masked(words: string): string {
  const short = words.replace(/\s+/g, ' ').trim();
  const digits = (short.match(/\d/g) ?? []).length;
  let seen = 0;
  const hidden = short.replace(/\p{L}[\p{L}\p{M}'’]*|\d/gu, (part) => {
    if (/^\d$/.test(part)) {
      seen += 1;
      return digits >= 8 && seen > digits - 2 ? part : '█';
    }
    return part.charAt(0) + '█'.repeat(Math.min(8, Math.max(0, part.length - 1)));
  });
  return shortened(hidden);
}

/**
 * A mark or placeholder as it stands, but for words with a capital that may be names. At most 60 characters.
 */
export const maskNames = (words: string): string =>
  shortened(
    words
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/\p{Lu}\p{L}+/gu, (word) => {
        const small = word.toLowerCase();
        return isEveryday(small) || isEveryday(small.replace(/s$/, '')) ? word : masked(word);
      }),
  );

const shortened = (text: string): string =>
  text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1).trimEnd()}…` : text;
