import { alternatives, anyPart, eachOf, phraseTables } from '../../phrases.ts';
import { type Check, findingAt } from '../check.ts';
import { maskNames } from '../mask.ts';

const placeholderPhrases = phraseTables('placeholder');

const IN_BRACKETS = eachOf(placeholderPhrases('BRACKETED'), 'giu');
const WITHOUT_BRACKETS = [
  ...eachOf(placeholderPhrases('BARE'), 'giu'),
  ...eachOf(placeholderPhrases('IN_PLACE_OF_WORDS'), 'giu'),
];
/** Brackets that a published report has for good reasons. */
const IS_MEANT = new RegExp(
  `${alternatives(placeholderPhrases('MEANT'))}|^\\[ ?(?:${alternatives(placeholderPhrases('MEANT_CAPITALS'))})(?:'S)? ?\\]$`,
  'i',
);
const IS_UNMEANT = new RegExp(`^\\[ ?(?:${alternatives(placeholderPhrases('UNMEANT_CAPITALS'))}) ?\\]$`);
const STANDS_ALONE = anyPart(placeholderPhrases('ALONE'), 'iu');
/** How such a line begins, and ends: most lines need no closer look. */
const BEGINS = /^(?:add|insert|to do|deleted|moved|formatted)/i;
const ENDS = /(?:follow|here|added|supplied|provided|updated|confirmed|agreed|advised|field)\W?$/i;
const isAlone = (line: string): boolean =>
  line.length <= 80 && (BEGINS.test(line) || ENDS.test(line.slice(-12))) && STANDS_ALONE.test(line);

/** A list of abbreviations explains TBC, and so does `TBC (to be confirmed)`. */
const EXPLAINED = /\bTB[CAD]\b[\s(=:–-]{0,4}to be (?:confirmed|agreed|announced|decided|determined)/i;

/**
 * Text that was to be replaced: `[NAME]`, `xx/xx/2024`, TBC, `insert date`, lorem ipsum, a broken
 * cross-reference of Word. Proper redactions and editors' brackets are none.
 */
export const placeholderText: Check = ({ body, margins }) =>
  [body, margins].flatMap((flow) =>
    placesIn(flow.text).map(([start, end]) =>
      findingAt(
        'placeholder-text',
        flow,
        start,
        end,
        `A placeholder was left in: “${maskNames(flow.text.slice(start, end))}”.`,
      ),
    ),
  );

/** Where a placeholder begins and ends, in the order of the text; of two that overlap, the first rule's. */
function placesIn(text: string): (readonly [start: number, end: number])[] {
  const places: (readonly [number, number])[] = [];
  for (const [start, words] of placeholdersIn(text)) {
    const end = start + words.length;
    if (!places.some(([from, to]) => start < to && from < end)) places.push([start, end]);
  }
  return places.sort(([a], [b]) => a - b);
}

/** Every placeholder with its place, rule by rule. */
function* placeholdersIn(text: string): Generator<readonly [start: number, words: string]> {
  for (const match of matchesOf(IN_BRACKETS, text))
    if (isUnfilled(match[0]) && !isElement(text, match[0])) yield [match.index, match[0]];
  for (const match of matchesOf(WITHOUT_BRACKETS, text))
    if (!isExplained(text, match) && !isForm(text, match) && !isSpokenOf(text, match))
      yield [match.index, match[0]];
  for (const [start, line] of linesOf(text)) if (isAlone(line)) yield [start, line];
}

const matchesOf = (patterns: readonly RegExp[], text: string): RegExpExecArray[] =>
  patterns.flatMap((pattern) => [...text.matchAll(pattern)]);

const isExplained = (text: string, { index }: RegExpExecArray): boolean =>
  EXPLAINED.test(text.slice(index, index + 40));

/** An element of XML that the same text closes: `<Name>` before `</Name>`. */
const isElement = (text: string, written: string): boolean =>
  /^<[^<]/.test(written) && text.includes(`</${written.slice(1)}`);

/** A way to write dates, and a command of a program: `in the format DD/MM/YYYY`, `click the insert link`. */
const isSpokenOf = (text: string, { 0: written, index }: RegExpExecArray): boolean => {
  const before = text.slice(Math.max(0, index - 60), index);
  if (/^dd.mm.y+$/i.test(written)) return /\b(?:formats?|as|form) \W?$/i.test(before);
  return /^insert\b/i.test(written) && /\b(?:click|select|choose|press)\b[^.\n]*$/i.test(before);
};

/** Lines and cells, each with its place in the text. */
function* linesOf(text: string): Generator<[start: number, line: string]> {
  let start = 0;
  for (const line of text.split(/[\n\t]/)) {
    yield [start, line];
    start += line.length + 1;
  }
}

const isUnfilled = (written: string): boolean => IS_UNMEANT.test(written) || !IS_MEANT.test(written);

/** One of several rules to write on beside each other: `Name: ____ Date: ____`. */
const isForm = (text: string, { 0: written, index }: RegExpExecArray): boolean =>
  /: ?_{3,}$/.test(written) &&
  (/^_*[^\n_]{1,40}_{3}/.test(text.slice(index + written.length, index + 200)) ||
    /_{3}[^\n_]{1,10}$/.test(text.slice(Math.max(0, index - 40), index)));
