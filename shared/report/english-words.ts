import list from './english-words.json' with { type: 'json' };

/** Whether a word, in lower case, is written as one word, without a hyphen: "overlooked", "stepfather". */
export const isClosedWord = wordsOf('closed');

/** Whether a word, in lower case, is a common one with ff, fi or fl. */
export const isLigatureWord = wordsOf('ligatures');

/** The lists are split when they are first asked: most reports need neither. */
function wordsOf(key: 'closed' | 'ligatures'): (word: string) => boolean {
  let words: ReadonlySet<string> | undefined;
  return (word) => {
    words ??= new Set(list[key].split(' '));
    return words.has(word);
  };
}
