import { standingInText, type TextCheck } from '../check.ts';
import { isContactDetail } from './contact-context.ts';
import { type FoundNumber, findNumbers } from './normal-form.ts';

/** National numbers have ten or, in some places (`01539 12345`), nine digits after the nought. */
const NATIONAL = /0[127]\d{9}/;
const NATIONAL_SHORT = /01\d{8}/;
const FROM_ABROAD = /(?:00)?440?[127]\d{9}/;
const ABROAD = /[1-9]\d{7,13}/;
const GAP = /^[ .()/\t\n-]{1,4}$/;
/** How many groups people make, unless every group is a pair or a single digit. */
const MOST_GROUPS = 5;
const REFERENCE =
  /\b(?:ref(?:erence)?|log|invoice|account|isbn|grant|order|policy|audit)\b\.?(?: (?:number|no\.?))?:? ?$/i;
/** A web address or an identifier goes on with the number. */
const INSIDE_ANOTHER = /(?:[\d\p{L}/=_#.]|\d[ -]|[^ ]-)$/u;

/**
 * Telephone numbers of people: mobiles and landlines, unless they are an organisation's contact details.
 * Numbers that only organisations have (03, 08, 116, 101, 111, 999) are none.
 */
export const phone: TextCheck = (flow) => {
  const compact = flow.compact();
  const found = [
    ...findNumbers(compact, FROM_ABROAD).filter(
      ({ start, value }) => value.startsWith('00') || hasPlus(flow.text, start),
    ),
    ...findNumbers(compact, NATIONAL),
    ...findNumbers(compact, NATIONAL_SHORT).filter(({ shape }) => shape === '5,5'),
    ...findNumbers(compact, ABROAD).filter(
      ({ start, value }) => hasPlus(flow.text, start) && !value.startsWith('44'),
    ),
  ].filter((number) => isWrittenAsOne(number, flow.text));
  const places = new Map<number, FoundNumber>();
  for (const number of found) if (!overlaps(places, number)) places.set(number.start, number);
  const ofPeople = [...places.values()].filter(
    ({ start, end, value }) => !isReference(flow.text, start, end) && !isContactDetail(flow, start, value),
  );
  return standingInText('phone', 'A telephone number stands', flow, ofPeople);
};

const hasPlus = (text: string, start: number): boolean =>
  /\+ ?\(?$/.test(text.slice(Math.max(0, start - 3), start));

const overlaps = (places: ReadonlyMap<number, FoundNumber>, { start, end }: FoundNumber): boolean =>
  [...places.values()].some((other) => start < other.end && other.start < end);

function isWrittenAsOne({ start, shape, gaps, value }: FoundNumber, text: string): boolean {
  if (!gaps.every((gap) => GAP.test(gap))) return false;
  const before = text
    .slice(Math.max(0, start - 3), start)
    .replace(/[+( ]{1,2}$/, (signs) => signs.replace(/[+(]/g, ''));
  if (INSIDE_ANOTHER.test(before)) return false;
  const groups = shape.split(',').map(Number);
  const areSmall = groups.every((length) => length <= 2) || groups.every((length) => length === 1);
  const opens = groups[0] ?? 0;
  // A decimal, as coordinates are.
  if (opens === 1 && gaps[0] === '.') return false;
  const isDate = !value.startsWith('07') && opens <= 2 && !value.startsWith('44') && !value.startsWith('00');
  if (isDate && groups.length > 1 && !hasPlus(text, start)) return false;
  return (groups.length <= MOST_GROUPS || areSmall) && !/^(\d)\1*$/.test(value.slice(2));
}

/** A reference number that happens to begin with 0 is written in one piece and named as one. */
const isReference = (text: string, start: number, end: number): boolean =>
  /^\d+$/.test(text.slice(start, end)) &&
  !text.startsWith('07', start) &&
  REFERENCE.test(text.slice(Math.max(0, start - 40), start));
