import { findingAt, type TextCheck } from './check.ts';
import { isContactDetail } from './contact-context.ts';
import { masked } from './mask.ts';

const UK = /(?<![\d\p{L}/=_#.-]|\d )(?:(?:\+|00) ?44[ -]?(?:\(0\))?[ -]?|\(?0)(?:[ ()-]{0,2}\d){10}(?!\d)/gu;
/** Some places still have ten digits: `01539 12345`. */
const UK_SHORT = /(?<![\d\p{L}/=_#.-]|\d )\(?01\d{3}\)?[ -]\d{5}(?!\d|[ -]\d)/gu;
/** `+44` is followed by ten digits, written with or without a nought. */
const UK_ABROAD = /(?<![\d\p{L}])(?:\+|00) ?44[ -]?(?:\(0\))?[ -]?[1-9](?:[ ()-]{0,2}\d){9}(?!\d)/gu;
const ABROAD = /(?<![\d\p{L}])\+(?!44)[1-9]\d{0,2}(?:[ ()-]{0,2}\d){7,11}(?!\d)/gu;
const DATE = /^\(?\d{1,2}[ .-]\d{1,2}[ .-](?:19|20)\d{2}\b/;
const REFERENCE =
  /\b(?:ref(?:erence)?|log|invoice|account|isbn|grant|order|policy|audit)\b\.?(?: (?:number|no\.?))?:? ?$/i;

/**
 * Telephone numbers of people: mobiles and landlines, unless they stand among an organisation's contact details.
 * Numbers that only organisations have (03, 08, 116, 101, 111, 999) are none.
 */
export const phone: TextCheck = (body) => {
  const places = new Map<number, string>();
  for (const pattern of [UK, UK_ABROAD, UK_SHORT, ABROAD]) {
    for (const match of body.text.matchAll(pattern))
      if (!places.has(match.index)) places.set(match.index, match[0]);
  }
  return [...places]
    .filter(([start, number]) => isPersonal(number) && !isReference(body.text, start, number))
    .filter(([start]) => !isContactDetail(body, start))
    .map(([start, number]) =>
      findingAt(
        'phone',
        body,
        start,
        start + number.length,
        `A telephone number stands in the text: “${masked(number)}”.`,
      ),
    );
};

function isPersonal(written: string): boolean {
  if (DATE.test(written)) return false;
  if (/^\+(?! ?44)/.test(written)) return true;
  const national = written
    .replace(/^(?:\+|00) ?44/, '')
    .replace(/\D/g, '')
    .replace(/^0?/, '0');
  return /^0[127]\d{8,9}$/.test(national) && !/^(\d)\1*$/.test(national.slice(2));
}

/** A reference number that happens to begin with 0 is written in one piece and named as one. */
const isReference = (text: string, start: number, number: string): boolean =>
  /^\d+$/.test(number) &&
  !number.startsWith('07') &&
  REFERENCE.test(text.slice(Math.max(0, start - 40), start));
