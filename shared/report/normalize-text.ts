import { LIGATURES } from '#shared/pdf/text/glyph-text.ts';
import { wordList } from './words/word-list.ts';

/**
 * The words of one line as a reader sees them: ligatures, doubled letters, letter-spacing, wide spaces and
 * split ordinals repaired. A hyphen or soft hyphen at the end stays, as `-` and as U+00AD, for whoever joins
 * lines.
 */
export function tidyText(raw: string): string {
  let text = raw;
  if (/[^\x20-\x7e]/.test(text)) {
    text = text
      .replace(/[\ufb00-\ufb06]/g, (letter) => LIGATURES[letter] ?? letter)
      .replace(/[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/g, '')
      .replace(/\u00ad(?=\S)/g, '')
      .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\r\n\f\v]/g, ' ')
      .replace(/[\u2010\u2011]/g, '-')
      // Ornaments: a glyph without a character that is no part of a word.
      .replace(/(?<![\p{L}\ufffd])\ufffd+(?!\p{L})/gu, '');
  }
  text = undouble(text);
  text = closeUp(text);
  text = text.replace(/ {2,}/g, ' ').trim();
  return text
    .replace(/\b(\d{1,2}) (st|nd|rd|th)\b/gi, '$1$2')
    .replace(/(\d(?:st|nd|rd|th))(?=[A-Z])/g, '$1 ');
}

/** `SSeerriioouuss CCaassee`: a bold made by printing twice. Only when the whole line is like that. */
function undouble(text: string): string {
  const [, first, second] = /(\S)\s*(\S)/.exec(text) ?? [];
  if (first !== second) return text;
  const letters = text.replace(/\s+/g, '');
  if (letters.length < 8 || letters.length % 2 === 1 || letters[0] !== letters[1]) return text;
  for (let i = 0; i < letters.length; i += 2) if (letters[i] !== letters[i + 1]) return text;
  if (new Set(letters).size < 3) return text;
  const halved = text
    .trim()
    .split(/ +/)
    .map((word) => everyOther(word))
    .join(' ');
  return halved;
}

function everyOther(word: string): string {
  let half = '';
  for (let i = 0; i < word.length; i += 2) half += word[i];
  return half;
}

/** `P a g e  3` and `C H I L D   K`: single letters with one space between; wider gaps part the words. */
function closeUp(text: string): string {
  if (!/(?:^|\s)\S \S \S \S(?:\s|$)/.test(text)) return text;
  return text.replace(/(?<!\S)(?:[^\s|] ){3,}[^\s|](?!\S)/g, (run) =>
    /\p{L} \p{L} \p{L}/u.test(run) ? run.replace(/ /g, '') : run,
  );
}

/** Joins two lines of one paragraph; `seen` tells whether a word stands elsewhere in the report. */
export function joinLines(first: string, second: string, seen: (word: string) => boolean): string {
  if (first.endsWith('\u00ad')) return first.slice(0, -1) + second;
  if (!first.endsWith('-')) return `${first} ${second}`;
  const split = /(\p{L}[\p{L}\p{M}’']*|\d+)-$/u.exec(first);
  const next = /^(\p{L}[\p{L}\p{M}]*)/u.exec(second);
  if (!split) return `${first} ${second}`;
  if (!next) return first + second;
  const left = split[1] ?? '';
  const right = next[1] ?? '';
  return keepsHyphen(left, right, first, seen) ? first + second : first.slice(0, -1) + second;
}

const PREFIXES = new Set(
  'pre non self multi re co post ex anti cross half step well long short semi sub inter under over mid all one two three four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety in on face follow drop'.split(
    ' ',
  ),
);

function keepsHyphen(left: string, right: string, line: string, seen: (word: string) => boolean): boolean {
  if (/\d/.test(left) || /^\p{Lu}/u.test(right) || /-\p{L}+-$/u.test(line)) return true;
  if (seen(`${left}-${right}`)) return true;
  if (seen(left + right) || wordList('closed-words').has((left + right).toLowerCase())) return false;
  if (PREFIXES.has(left.toLowerCase())) return true;
  return left.length > 2 && right.length > 2 && seen(left) && seen(right);
}

/** `CHILD AA` as `Child AA`: for words set in capitals. Short and mixed codes keep their letters. */
export function titleCase(text: string): string {
  if (/\p{Ll}/u.test(text)) return text;
  let first = true;
  return text.replace(/[\p{L}\p{N}’']+/gu, (word, offset: number) => {
    const opening = first || /[:–—“"‘(]\s*$/.test(text.slice(0, offset));
    first = false;
    const lower = word.toLowerCase();
    if (/\d/.test(word)) return word;
    // "CHILD A", "MRS Y": a letter behind such a word, or at the end, is a name.
    const isKey =
      word.length === 1 &&
      (/\b(?:CHILD|BABY|FAMILY|ADULT|PERSON|MR|MRS|MS|MISS)\.? $/.test(text.slice(0, offset)) ||
        offset + 1 === text.length);
    if (!opening && !isKey && SMALL.has(lower)) return lower;
    if (text[offset - 1] === '-' && JOINED.has(lower)) return lower;
    if (HONORIFICS.has(lower) || SHORT_WORDS.has(lower)) return capitalise(lower);
    if (word.length <= 2) return word;
    if (KEPT.has(word) || !/[AEIOUY]/.test(word)) return word;
    return capitalise(lower).replace(
      /^(Mc|O[’'])(\p{Ll})/u,
      (_, start: string, rest: string) => start + rest.toUpperCase(),
    );
  });
}

const SMALL = new Set(
  'a an and as at but by for from in into of on or the to with when who not yn y a’r'.split(' '),
);
/** Between hyphens, as in Newcastle-under-Lyme. */
const JOINED = new Set('under upon on in by le la de the next super cum with y yr'.split(' '));
const HONORIFICS = new Set('mr mrs ms miss dr sir'.split(' '));
const SHORT_WORDS = new Set('cwm st my me we us he it is am be do go no so up if bo jo ed al ty'.split(' '));
const KEPT = new Set('CSE CCE SUDI NAI FII UASC SEND CAMHS LSCB LSCP LSAB SAB CYSUR CPR'.split(' '));

const capitalise = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
