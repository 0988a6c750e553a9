import { MONTHS } from '../months.ts';
import { alternatives, phraseTables } from '../phrases.ts';

const sentencePhrases = phraseTables('sentence');

const NUMBER = String.raw`\d{1,2}(?:st|nd|rd|th)?`;
const MONTH = `(?<month>(?:${MONTHS}))`;
const YEAR = String.raw`(?:,? (?<year>(?:19|20)\d\d))?`;
/** "3rd and 4th of May 2019", "May 3, 2019", "03/05/2019". */
const FORMS = [
  String.raw`(?<![\d/.])${NUMBER}(?:(?: and | or | to |, | ?[–-] ?)${NUMBER})*(?: of)? ${MONTH}\b${YEAR}`,
  String.raw`\b${MONTH} (?:the )?${NUMBER}\b(?![:.]\d)${YEAR}`,
  String.raw`(?<![\d/.])\d{1,2}[/.](?<number>\d{1,2})[/.](?:(?<short>\d\d)|(?<year>(?:19|20)\d\d))\b`,
].map((form) => new RegExp(form, 'giu'));
const WEEKDAY = /\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:the )?$/;
const LED_BY = new RegExp(`\\b(?:${alternatives(sentencePhrases('BEFORE_A_DAY'))}) $`, 'iu');
const CANNOT_BE_CUT = new RegExp(`\\b(?:${alternatives(sentencePhrases('NEEDS_ITS_DAY'))}) $`, 'iu');

const TIME_BEHIND = /^,? at (?:about |around )?\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|hours|hrs)\b,?/i;

/** By number, the day coming first: "04/05/2019" is in May. */
const MONTH_NAMES = MONTHS.split('|').map((name) => name.charAt(0).toUpperCase() + name.slice(1));

/** A year of two digits up to this one is of this century. */
const THIS_CENTURY = 60;

/** The month and the year that a day has, as far as they are written. */
function monthOf({ month, number, year, short }: Partial<Record<string, string>>): string {
  const century = Number(short) > THIS_CENTURY ? 19 : 20;
  const inFull = year ?? (short && `${century}${short}`);
  return [month ?? MONTH_NAMES[Number(number) - 1], inFull].filter(Boolean).join(' ');
}

/** Whether words say a day of the calendar. */
export const saysExactDay = (text: string): boolean => FORMS.some((form) => text.search(form) >= 0);

/**
 * A sentence with months and years in place of days: "On 9 May 2019 Ava was found" becomes "In May 2019 Ava
 * was found". The day on which a child was born or died tells who the child was. A day that cannot be cut
 * stays.
 */
export const withoutExactDays = (text: string): string => FORMS.reduce(withoutDays, text);

function withoutDays(text: string, form: RegExp): string {
  let cut = '';
  let end = 0;
  for (const { 0: words, index, groups } of text.matchAll(form)) {
    const when = monthOf(groups ?? {});
    const before = text.slice(end, index).replace(WEEKDAY, '');
    const led = LED_BY.exec(before) ?? (/ and /.test(words) ? /\bbetween $/i.exec(before) : null);
    const isVerb = groups?.month === 'may';
    if (when === '' || isVerb || (!led && CANNOT_BE_CUT.test(before))) cut += text.slice(end, index) + words;
    else if (!led) cut += before + (/\b(?:born|died)$/i.test(before.trimEnd()) ? 'in ' : '') + when;
    else cut += `${before.slice(0, led.index)}${/^\p{Lu}/u.test(led[0]) ? 'In' : 'in'} ${when}`;
    end = index + words.length + (TIME_BEHIND.exec(text.slice(index + words.length))?.[0].length ?? 0);
  }
  return cut + text.slice(end);
}
