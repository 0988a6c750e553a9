import type { TidyReport } from '../normalize-lines.ts';
import { wordList } from '../words/word-list.ts';

/** Letters that have capitals: Latin, Greek, Cyrillic and the like. Other scripts show no names. */
const CASED = /\p{Lu}|\p{Ll}/gu;
const UNCASED = /\p{Lo}/u;
/** Fewer letters show nothing. */
const ENOUGH_LETTERS = 150;
const ENDS_SENTENCE = /[.!?:…][”’"')]*$/;

/**
 * Whether a text in a script with capitals has no word that may be a name: no capital inside a sentence, no
 * first name at its beginning.
 */
export function namesNobody({ pages, furniture }: TidyReport): boolean {
  const firstNames = wordList('first-names');
  const lines = [...furniture, ...pages.flatMap((page) => page.lines)];
  let begins = true;
  let size: number | undefined;
  for (const line of lines) {
    // A line in another size is a heading, or the first below it.
    begins ||= line.size !== size;
    size = line.size;
    for (const word of line.text.split(/\s+/)) {
      const letters = word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
      if (letters === '') continue;
      const isCapital = /^\p{Lu}/u.test(letters);
      if (isCapital && (!begins || firstNames.has(letters.toLowerCase()))) return false;
      begins = ENDS_SENTENCE.test(word);
    }
  }
  const text = lines.map((line) => line.text).join('\n');
  return !UNCASED.test(text) && (text.match(CASED)?.length ?? 0) >= ENOUGH_LETTERS;
}
