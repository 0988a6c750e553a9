import { phrases } from '../phrases.ts';

/** A label of the date itself, in a form or a sentence. */
export const BIRTH_LABEL = String.raw`(?:dates? of (?:\w{1,10} )?birth|birth ?date|d\. ?o\. ?b\b\.?|\bdob\b|dyddiad geni)`;

const WEEKDAY = '(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? ?(?:the )?)?';
const ON = String.raw`\bon,?(?: the)? ?${WEEKDAY}$`;
/** Words of the same clause without another date, up to the date. */
const CLAUSE = String.raw`[^.;\n\t\d]{0,140}? ?${ON}`;
const LOW_AGE = 'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve';
const AGE = String.raw`(?:\d{1,2}|${LOW_AGE}|\w{3,5}teen|eighteen|twenty|twenty-one)(?: years old| years of age)?`;
const COLUMNS = String.raw`(?:day|dd)\W{1,3}(?:month|mm)\W{1,3}(?:year|yy(?:yy)?)\s*`;

/** Words before a date of birth, up to the date. The date of each example is 3 May 2017. */
export const BEFORE_BIRTH = phrases`
  ${BIRTH_LABEL}[^.;\n\d]{0,40}$  # Date of birth (child) - 3 May 2017
  ${BIRTH_LABEL}[: \t]*\n[ \t]*${COLUMNS}$  # Date of birth\nDay\tMonth\tYear\n3 May 2017
  \bborn\b${CLAUSE}  # Child A was born at the hospital in the city on Wednesday 3 May 2017.
  \bborn:?,?(?: the)? ?[(–-]? ?$  # Child A, born 3 May 2017, was seen.
  \bborn (?:in|during) the (?:early |small )?(?:hours|morning|afternoon|evening|night) of(?: the)? $  # She was born in the early hours of 3 May 2017.
  \((?:b|born)\.? ?$  # Child A (b. 3 May 2017) was the eldest.
  \bganwyd(?: ar)? ?$  # Fe’i ganwyd ar 3 May 2017.
  \b(?:gave|given|giving) birth\b${CLAUSE}  # Mother gave birth to Child A on 3 May 2017.
  (?:\b(?:her|his|their|whose|the)|'s) birth,?(?: (?:was|took place|occurred))? on(?: the)? $  # Her birth, on 3 May 2017, was at home.
  \bthe birth of [^.;\n\d]{1,50}?,?(?: (?:was|took place|occurred))? on(?: the)? $  # The birth of Child A took place on 3 May 2017.
  \b(?:came|come|arrived|entered)(?: into| in)? the world\b${CLAUSE}  # Child A came into the world on 3 May 2017.
  \b(?:turned|became|turning|reached(?: the age of)?) ${AGE},? ${ON}  # She turned three on 3 May 2017.
  \bbirthday,?(?: (?:is|was|fell|falls))?(?: on)?(?: the)? ?[(:–-]? ?$  # It was her sixteenth birthday on 3 May 2017.
  \bbirthday\b${CLAUSE}  # His third birthday, which fell on 3 May 2017, was at home.
`;

/** Deliveries are of many things: a baby, or a word of the maternity ward, must stand in the clause. */
export const DELIVERED = phrases`
  \bdelivered\b${CLAUSE}  # Child A was delivered by forceps on 3 May 2017.
`;
export const MATERNITY = phrases`
  \b(?:she|he|baby|twins?|infant|newborn|gestation|labour|prematurely)\b  # The baby was delivered on 3 May 2017.
  \b(?:c(?:a?e)sarean|section|forceps|ventouse|vaginal\w*)\b  # Child A was delivered by forceps on 3 May 2017.
`;

/** Words after a date of birth. */
export const AFTER_BIRTH = phrases`
  ^ ?[(,–-]? ?${BIRTH_LABEL}  # 3 May 2017 (DOB) was on the form.
  ^,? (?:is|was|as) (?:\w+ )?(?:\w+ )?${BIRTH_LABEL}  # 3 May 2017 was her date of birth.
  ^,? [^.;\n\t\d]{1,60}\bwas born\b  # On 3 May 2017 Child A was born at term.
  ^,? [^.;\n\t\d]{1,40}\bgave birth\b  # On 3 May 2017 Mother gave birth to Child A.
  ^\t(?:birth of\b|[^.;\n\t\d]{1,30}\b(?:is |was )?born\b)  # 3 May 2017\tChild A born at hospital
  ^,? (?:which )?(?:(?:was|is|being|on) )?(?:her|his|their|\w+'s)(?: \w{3,12})? birthday\b  # On 3 May 2017, her sixteenth birthday, she left.
`;

/** Another event between the birth and the date, whose date it is then. */
export const OTHER_EVENT = phrases`
  \b(?:died|discharged|admitted|seen|moved|placed|referred|visited|registered|taken)\b  # born at home and was seen on
  \b(?:returned|became|began|made|left|held)\b  # was born, and left hospital on
`;
