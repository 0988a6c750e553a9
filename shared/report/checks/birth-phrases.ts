import type { Phrases } from './phrases.ts';

/** A label of the date itself, in a form or a sentence. */
export const BIRTH_LABEL = String.raw`(?:dates? of (?:\w{1,10} )?birth|birth ?date|d\. ?o\. ?b\b\.?|\bdob\b|dyddiad geni)`;

const WEEKDAY = '(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? ?(?:the )?)?';
const ON = String.raw`\bon,?(?: the)? ?${WEEKDAY}$`;
/** Words of the same clause, without another date. */
const CLAUSE = String.raw`[^.;\n\t\d]{0,140}?`;
const AGE =
  '(?:\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|\\w{3,5}teen|eighteen|twenty|twenty-one)';
const clause = (opens: string, closes = ON): RegExp => new RegExp(`${opens}${CLAUSE} ?${closes}`, 'i');

/** What stands before a date of birth, up to the date. The date of each example is 3 May 2017. */
export const BEFORE_BIRTH: Phrases = {
  'Date of birth (child) - 3 May 2017': new RegExp(String.raw`${BIRTH_LABEL}[^.;\n\d]{0,40}$`, 'i'),
  'Date of birth\nDay\tMonth\tYear\n3 May 2017': new RegExp(
    String.raw`${BIRTH_LABEL}[: \t]*\n[ \t]*(?:day|dd)\W{1,3}(?:month|mm)\W{1,3}(?:year|yy(?:yy)?)\s*$`,
    'i',
  ),
  'Child A was born at the hospital in the city on Wednesday 3 May 2017.': clause(String.raw`\bborn\b`),
  'Child A, born 3 May 2017, was seen.': /\bborn:?,?(?: the)? ?[(–-]? ?$/i,
  'She was born in the early hours of 3 May 2017.':
    /\bborn (?:in|during) the (?:early |small )?(?:hours|morning|afternoon|evening|night) of(?: the)? $/i,
  'Child A (b. 3 May 2017) was the eldest.': /\((?:b|born)\.? ?$/i,
  'Fe’i ganwyd ar 3 May 2017.': /\bganwyd(?: ar)? ?$/i,
  'Mother gave birth to Child A on 3 May 2017.': clause(String.raw`\b(?:gave|given|giving) birth\b`),
  'Her birth, on 3 May 2017, was at home.':
    /(?:\b(?:her|his|their|whose|the)|'s) birth(?: of [^.;\n\d]{1,50}?)?,?(?: (?:was|took place|occurred))? on(?: the)? $/i,
  'Child A came into the world on 3 May 2017.': clause(
    String.raw`\b(?:came|come|arrived|entered)(?: into| in)? the world\b`,
  ),
  'She turned three on 3 May 2017.': new RegExp(
    String.raw`\b(?:turned|became|turning|reached(?: the age of)?) ${AGE}(?: years old| years of age)?,? ${ON}`,
    'i',
  ),
  'It was her sixteenth birthday on 3 May 2017.':
    /\bbirthday,?(?: (?:is|was|fell|falls))?(?: on)?(?: the)? ?[(:–-]? ?$/i,
  'His third birthday, which fell on 3 May 2017, was at home.': clause(String.raw`\bbirthday\b`),
};

/** Deliveries are of many things: a baby, or a word of the maternity ward, must stand in the clause. */
export const DELIVERED = clause(String.raw`\bdelivered\b`);
export const MATERNITY =
  /\b(?:she|he|baby|twins?|infant|newborn|c(?:a?e)sarean|section|forceps|ventouse|vaginal\w*|gestation|labour|prematurely)\b/i;

/** What stands after a date of birth. */
export const AFTER_BIRTH: Phrases = {
  '3 May 2017 (DOB) was on the form.': new RegExp(`^ ?[(,–-]? ?${BIRTH_LABEL}`, 'i'),
  '3 May 2017 was her date of birth.': new RegExp(
    `^,? (?:is|was|as) (?:\\w+ )?(?:\\w+ )?${BIRTH_LABEL}`,
    'i',
  ),
  'On 3 May 2017 Child A was born at term.': /^,? [^.;\n\t\d]{1,60}\bwas born\b/i,
  'On 3 May 2017 Mother gave birth to Child A.': /^,? [^.;\n\t\d]{1,40}\bgave birth\b/i,
  '3 May 2017\tChild A born at hospital': /^\t(?:birth of\b|[^.;\n\t\d]{1,30}\b(?:is |was )?born\b)/i,
  'On 3 May 2017, her sixteenth birthday, she left.':
    /^,? (?:which )?(?:(?:was|is|being|on) )?(?:her|his|their|\w+'s)(?: \w{3,12})? birthday\b/i,
};

/** Another event stands between the birth and the date, so that the date is that of the event. */
export const OTHER_EVENT =
  /\b(?:died|discharged|admitted|seen|moved|placed|referred|visited|registered|taken|returned|became|began|made|left|held)\b/i;
