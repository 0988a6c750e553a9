import { alternatives, phraseTables } from '../phrases.ts';
import { wordList } from '../words/word-list.ts';

const namePhrases = phraseTables('name');

const TITLE = new RegExp(
  `^(?:(?:the\\s+)?(?:late\\s+|retired\\s+|former\\s+)?(?:${alternatives(namePhrases('TITLES'))})\\b\\.?\\s*)+`,
  'i',
);
/**
 * The people named in a line such as "Dr Anne Vale MSc, CQSW and Tom Hill (Independent Reviewers)", without
 * titles and post-nominals, in order. Roles, posts and firms in it are passed over. Empty when it names
 * nobody.
 */
export function peopleIn(text: string): string[] {
  return partsOf(text)
    .flatMap((part) => personName(part) ?? [])
    .filter(unique);
}

/** Whether something in the line looks like one more person, but cannot be read as a name. */
export function holdsUnreadName(text: string): boolean {
  const [, tail] = RUNS_OVER.exec(text) ?? [];
  if (tail && !isStockWord(tail)) return true;
  return partsOf(text).some((part) => {
    if (personName(part) !== undefined) return false;
    const words = part
      .replace(TITLE, '')
      .split(/\s+/)
      .filter((word) => /^\p{Lu}\p{Ll}/u.test(word) && !isPostNominal(word, false));
    return words.length > 1 && (!words.some(isStockWord) || hasEverydaySurname(words));
  });
}

/** "Jane Field and Tom": the rest of a name stands in the next line. */
const RUNS_OVER = /\p{Ll} (?:and|&) (\p{Lu}\p{Ll}+)$/u;

const partsOf = (text: string): string[] =>
  text
    .replace(/\((?:[^()]*)\)|\[[^\]]*\]/g, ',')
    .replace(/\b(?:(?:supported|assisted|advised) by|with (?:\w+ )?(?:advice|support|help) from)\b.*$/i, '')
    .replace(/ ac? (?=\p{Lu})/gu, ', ')
    .split(
      /\s*(?:,|;|\||\/|&|\+|\s[–—-]\s|\s[–—-]$|(?<!\p{L})(?:and|with|for|of|from|at|on behalf of|a’r|gyda)(?!\p{L}))\s*/iu,
    );
const unique = (name: string, i: number, all: readonly string[]): boolean => all.indexOf(name) === i;
const isStockWord = (word: string): boolean =>
  wordList('not-names').has(word.toLowerCase().replace(/[.’']s?$/, ''));

/** "Independent Reviewers Mica Rhodes". */
const ROLE_WORD = /^(?:independent|lead|joint|reviewers?|authors?|writers?)$/i;

/** Characters of the longest name. */
const LONGEST_NAME = 45;

/** The name, tidied, when these words are one person's name and nothing else. */
function personName(text: string): string | undefined {
  const bare = text
    .trim()
    .replace(TITLE, '')
    .replace(/[.:]+$/, '');
  if (bare.length > LONGEST_NAME || /\d|@/.test(bare)) return undefined;
  const all = withoutRole(bare.split(/\s+/).filter(Boolean));
  const capitals = !/\p{Ll}/u.test(all.slice(0, 2).join(''));
  const words = withoutPostNominals(all, capitals);
  if (words.length < 2 || words.length > 4) return undefined;
  // "LCSPR Alder Siblings" is a paper.
  if (!capitals && /^\p{Lu}{3,}$/u.test(words[0] ?? '')) return undefined;
  if (words.length === 2 && isPostNominal(words[1] ?? '', capitals) && !capitals) return undefined;
  if (words.some(isStockWord) && !(hasFirstName(bare) && hasEverydaySurname(words))) return undefined;
  if (!words.every((word, i) => isNamePart(word, i > 0 && i < words.length - 1))) return undefined;
  if ((words.at(-1) ?? '').replace(/\W/g, '').length < 2) return undefined;
  return words.map((word) => (capitals ? properCase(word) : word)).join(' ');
}

function withoutRole(words: readonly string[]): string[] {
  const rest = words.map((word) => (word === 'St.' ? 'St' : word));
  while (rest.length > 2 && ROLE_WORD.test(rest[0] ?? '')) rest.shift();
  return rest;
}

/** Without the post-nominals behind a name of at least two words. */
function withoutPostNominals(words: readonly string[], capitals: boolean): string[] {
  const letters = words.findIndex(
    (word, i) => i > 1 && wordList('post-nominals').has(word.replace(/[().]/g, '').toLowerCase()),
  );
  const rest = letters > 0 ? words.slice(0, letters) : [...words];
  while (rest.length > 2 && isPostNominal(rest.at(-1) ?? '', capitals)) rest.pop();
  return rest;
}

/** Whether only the last word is an everyday word, and one that is a surname. */
const hasEverydaySurname = (words: readonly string[]): boolean =>
  SURNAMES.test(words.at(-1) ?? '') && !words.slice(0, -1).some(isStockWord);

/** Everyday words that are surnames behind a first name. */
const SURNAMES = /^(?:Child|Page|Case|Board|Head|Home|Office)$/;

export const hasFirstName = (name: string): boolean =>
  /^\p{Lu}\./u.test(name) || wordList('first-names').has(name.split(/[\s-]/)[0]?.toLowerCase() ?? '');

const isPostNominal = (word: string, capitals: boolean): boolean => {
  const bare = word.replace(/[().]/g, '');
  return wordList('post-nominals').has(bare.toLowerCase()) || (!capitals && /^\p{Lu}{2,}$/u.test(bare));
};

const isNamePart = (word: string, inside: boolean): boolean =>
  /^\p{Lu}[\p{L}\p{M}]*(?:[-’'‘]\p{L}[\p{L}\p{M}]*)*$/u.test(word) ||
  /^\p{Lu}\.$/u.test(word) ||
  (inside && /^(?:de|van|von|der|den|la|le|di|da|del|bin|al|ap|ab|ferch|st\.?|y|o['’])$/i.test(word)) ||
  /^(?:d[e’']|o['’])\p{Lu}\p{L}+$/u.test(word);

function properCase(word: string): string {
  return word
    .toLowerCase()
    .replace(/(^|[-’'.])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/^Mc(\p{L})/u, (_, letter: string) => `Mc${letter.toUpperCase()}`);
}

/** Whether these words are posts and letters behind a name alone: "LLB, Safeguarding Consultant". */
export const isPost = (text: string): boolean =>
  text
    .split(/[\s,/&()-]+/)
    .every(
      (word) =>
        word === '' ||
        isStockWord(word) ||
        isPostNominal(word, false) ||
        /^(?:and|of|for|the|in|non|practising|solicitor|barrister)$/i.test(word),
    );
