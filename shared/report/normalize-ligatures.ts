import { wordList } from './words/word-list.ts';

/** A glyph without a character, or a letter that English words rarely have. */
const ODD_LETTER = /[\u00a1-\u024f\ufffd\ue000-\uf8ff]/u;
const WORDS_WITH_ODD_LETTER =
  /[a-z]*[\u00a1-\u024f\ufffd\ue000-\uf8ff][a-z\u00a1-\u024f\ufffd\ue000-\uf8ff]*/giu;
const LIGATURES = ['fi', 'fl', 'ff', 'ffi', 'ffl'] as const;

/**
 * Repairs the ligatures that the fonts of a report map to other characters: "identiéed" is "identified". A
 * character is replaced only if the words that it stands in then are common English words. The others stay as
 * they are.
 */
export function ligatureRepairer(lines: Iterable<string>): (text: string) => string {
  const wordsOf = new Map<string, Set<string>>();
  for (const line of lines) {
    if (!ODD_LETTER.test(line)) continue;
    for (const [word] of line.matchAll(WORDS_WITH_ODD_LETTER)) {
      for (const letter of word.match(new RegExp(ODD_LETTER, 'gu')) ?? [])
        wordsOf.set(letter, (wordsOf.get(letter) ?? new Set()).add(word.toLowerCase()));
    }
  }
  const replacement = new Map<string, string>();
  for (const [letter, words] of wordsOf) {
    const ligature = LIGATURES.find((candidate) => explains(words, letter.toLowerCase(), candidate));
    if (ligature !== undefined) replacement.set(letter, ligature);
  }
  if (replacement.size === 0) return (text) => text;
  const letters = new RegExp(`[${[...replacement.keys()].join('')}]`, 'gu');
  return (text) => text.replace(letters, (letter) => replacement.get(letter) ?? letter);
}

/** At least one of the words is known with the ligature, and no more of them are not. */
function explains(words: ReadonlySet<string>, letter: string, ligature: string): boolean {
  let known = 0;
  for (const word of words) if (wordList('ligature-words').has(word.replaceAll(letter, ligature))) known += 1;
  return known > 0 && known * 2 >= words.size;
}

/** Whether a text has characters that its font does not name, so that words of it are not known. */
export const hasUnknownCharacters = (text: string): boolean => /[\ufffd\ue000-\uf8ff]/u.test(text);
