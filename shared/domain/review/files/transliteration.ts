import scripts from './letters-of-scripts.json' with { type: 'json' };

/**
 * Letters of a Latin name, and how they come back from other scripts. Short vowels are not written in Arabic.
 * The longest spelling comes first.
 */
const SOUNDS: readonly (readonly [spelling: string, transliterated: string])[] = [
  ['sh', 'sh'],
  ['ch', '(?:t?[cs]h|kh|k)'],
  ['th', 'th?'],
  ['ph', 'f'],
  ['ck', 'k'],
  ['wr', '[wvu]?r'],
  ['b', '[bp]'],
  ['c', '[cks]'],
  ['g', '(?:gh?|j)'],
  ['h', 'h?'],
  ['j', '(?:d?zh|j)'],
  ['k', '[kq]'],
  ['p', '[pbf]'],
  ['q', '[qk]'],
  ['s', '[sz]'],
  ['v', '[vfbw]'],
  ['w', '[wvu]'],
  ['x', '[kq]?[szx]'],
  ['z', '[zs]'],
  ['a', '[aeyi]?'],
  ['e', '[eiya]?'],
  ['i', '[iye]?'],
  ['o', '[owua]?'],
  ['u', '[uowy]?'],
  ['y', '[yie]?'],
];

/** Fewer consonants do not distinguish names, where vowels are left out. */
const LEAST_CONSONANTS = 3;
/** So many optional letters in a row would make a pattern slow. */
const MANY_VOWELS = /[aeiouyh]{5}/;
/** The fewest letters that distinguish a name, where all of them are equal. */
const LEAST_LETTERS = 3;

/** Whether a word in another script may be this Latin name: `روان` is Rowan, and neither Rowena nor Robin. */
export function isTransliterated(name: string, word: string): boolean {
  if (/\p{Script=Latin}|\d/u.test(word)) return false;
  const [latin, letters] = [plainLetters(name), plainLetters(word)];
  if (latin === letters) return latin.length >= LEAST_LETTERS;
  if (latin.replace(/[aeiouy]/g, '').length < LEAST_CONSONANTS || MANY_VOWELS.test(latin)) return false;
  return patternOf(latin).test(letters);
}

/** Arabic letters that do not join the next one: the gap after them may be read as a space. */
const LEAVES_GAP = /[اأإآٱدڈذرڑزژوؤءةىے]$/;
const IS_ARABIC = /^\p{Script=Arabic}+$/u;
/** A longer name never came apart into so many pieces. */
const MOST_PIECES = 12;

/**
 * The words, and those that pieces of Arabic words give together: in the text of a PDF a word may come apart
 * after a letter that does not join the next one, or into single letters.
 */
export function withJoinedWords(words: readonly string[]): string[] {
  const joined = words.flatMap((first, start) => {
    const found: string[] = [];
    let word = first;
    for (const next of words.slice(start + 1, start + MOST_PIECES)) {
      if (!IS_ARABIC.test(next) || !isComingApart(word, next)) break;
      word += next;
      found.push(word);
    }
    return found;
  });
  return [...words, ...joined];
}

const isComingApart = (word: string, next: string): boolean =>
  IS_ARABIC.test(word) && (LEAVES_GAP.test(word) || word.length === 1 || next.length === 1);

/**
 * Small Latin letters for those of other scripts, from the package any-ascii (ISC), which is large: it knows
 * every script. Each letter stands before its Latin ones: `жzh`.
 */
const LATIN_LETTERS = new Map(
  Object.values(scripts).flatMap((letters) =>
    letters.split(' ').map((pair) => [pair.slice(0, 1), pair.slice(1)] as const),
  ),
);

/** Small letters from a to z, none of them double. The table leaves the long a of Arabic out. */
const plainLetters = (text: string): string =>
  [
    ...text
      .normalize('NFKC')
      .replace(/[آأإاٱ]/g, 'a')
      .toLowerCase(),
  ]
    .map((letter) => LATIN_LETTERS.get(letter) ?? letter.normalize('NFKD'))
    .join('')
    .replace(/[^a-z]/g, '')
    .replace(/(.)\1+/g, '$1');

function patternOf(latin: string): RegExp {
  let pattern = '';
  for (let at = 0; at < latin.length; ) {
    const [spelling, transliterated] = SOUNDS.find(([one]) => latin.startsWith(one, at)) ?? [];
    pattern += transliterated ?? latin[at];
    at += spelling?.length ?? 1;
  }
  // A vowel at the end is written in every script, unless it is a silent e.
  return new RegExp(`^${/[aio]$/.test(latin) ? pattern.replace(/\?$/, '') : pattern}$`);
}
