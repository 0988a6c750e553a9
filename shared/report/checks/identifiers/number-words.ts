import { MONTHS } from '../../months.ts';
import { type Edit, type MappedText, withEdits } from '../mapped-text.ts';

const DIGITS = 'zero|nought|oh|one|two|three|four|five|six|seven|eight|nine';
const DIGIT_OF = new Map(
  Object.entries({ zero: 0, nought: 0, oh: 0, one: 1, two: 2, three: 3, four: 4, five: 5 }).concat(
    Object.entries({ six: 6, seven: 7, eight: 8, nine: 9 }),
  ),
);
const TEENS = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const UNIT_ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth'.split(' ');
const TEEN_ORDINALS =
  'tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'.split(
    ' ',
  );

/** `twenty-first` by its number, for the days of a month. */
const DAY_OF = new Map<string, number>([
  ...[...UNIT_ORDINALS, ...TEEN_ORDINALS].map((word, index): [string, number] => [word, index + 1]),
  ['twentieth', 20],
  ...UNIT_ORDINALS.map((word, index): [string, number] => [`twenty ${word}`, index + 21]),
  ['thirtieth', 30],
  ['thirty first', 31],
]);
const DAYS = [...DAY_OF.keys()]
  .sort((a, b) => b.length - a.length)
  .map((words) => words.replace(' ', '[ -]'))
  .join('|');

/** Four digits in words and more: nobody writes a telephone number so by accident. */
const SPOKEN_DIGITS = new RegExp(`\\b(?:(?:double )?(?:${DIGITS})\\b[ ,-]{0,2}){4,}`, 'gi');
const SPOKEN_DIGIT = new RegExp(`\\b(?<twice>double )?(?<digit>${DIGITS})\\b`, 'gi');

const MONTH = new RegExp(`\\b(?:${MONTHS})\\b`, 'gi');
const DAY_BEFORE = new RegExp(`\\b(?<words>${DAYS})(?: day)?(?: of)? $`, 'i');
const DAY_AFTER = new RegExp(`^,? the (?<words>${DAYS})\\b`, 'i');
const UNITS = `${DIGITS}|${TEENS.join('|')}`;
const YEAR_WORDS = new RegExp(
  `^(?:,| the \\w+,?)?(?: in)?(?: the year)? (?<words>(?:two thousand|twenty|nineteen)(?:[ -](?:and|hundred|${UNITS}|${TENS.join('|')})){0,5})\\b`,
  'i',
);
/** The longest day and the longest year in words have fewer characters. */
const REACH = 70;

/** Numbers in words as numerals, where they are digits read aloud or the day or year of a date. */
export function withNumerals(text: string): MappedText {
  return withEdits(text, [...spokenDigits(text), ...datesInWords(text)]);
}

function spokenDigits(text: string): Edit[] {
  return [...text.matchAll(SPOKEN_DIGITS)].map(({ index, 0: words }) => {
    const spoken = words.replace(/[ ,-]+$/, '');
    const digits = [...spoken.matchAll(SPOKEN_DIGIT)].map(({ groups }) =>
      String(DIGIT_OF.get(groups?.digit?.toLowerCase() ?? '')).repeat(groups?.twice ? 2 : 1),
    );
    return { start: index, end: index + spoken.length, text: digits.join('') };
  });
}

function datesInWords(text: string): Edit[] {
  return [...text.matchAll(MONTH)].flatMap(({ index, 0: month }): Edit[] => {
    const end = index + month.length;
    const edits: Edit[] = [];
    const before = DAY_BEFORE.exec(text.slice(Math.max(0, index - REACH), index));
    if (before) {
      const start = index - before[0].length;
      edits.push({ start, end: start + (before.groups?.words?.length ?? 0), text: dayOf(before) });
    }
    const rest = text.slice(end, end + REACH);
    const after = before ? null : DAY_AFTER.exec(rest);
    if (after) edits.push({ start: end, end: end + after[0].length, text: ` ${dayOf(after)}` });
    const year = YEAR_WORDS.exec(rest);
    const value = year ? yearOf(year.groups?.words ?? '') : undefined;
    if (year && value !== undefined) {
      const yearEnd = end + year[0].length;
      edits.push({ start: yearEnd - (year.groups?.words?.length ?? 0), end: yearEnd, text: String(value) });
    }
    return edits;
  });
}

const dayOf = ({ groups }: RegExpExecArray): string =>
  String(DAY_OF.get((groups?.words ?? '').toLowerCase().replace('-', ' ')));

/** `two thousand and seventeen`, `twenty seventeen`, `nineteen ninety-eight`; undefined for other numbers. */
function yearOf(words: string): number | undefined {
  const [first = '', ...others] = words.toLowerCase().split(/[ -]+/);
  const rest = others.filter((word) => !['and', 'thousand', 'hundred'].includes(word));
  const century = first === 'nineteen' ? 1900 : 2000;
  const value = rest.reduce((sum, word) => sum + smallNumber(word), 0);
  return others.length > 0 && value < 100 ? century + value : undefined;
}

function smallNumber(word: string): number {
  if (TENS.includes(word)) return (TENS.indexOf(word) + 2) * 10;
  return TEENS.includes(word) ? TEENS.indexOf(word) + 10 : (DIGIT_OF.get(word) ?? 100);
}
