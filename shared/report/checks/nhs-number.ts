import { findingAt, type TextCheck } from './check.ts';
import { masked } from './mask.ts';

// `(?=\d)`: what stands before is looked at only where a digit stands, not at every letter of the report.
const TEN_DIGITS = /(?=\d)(?<![\d.,/=_%#+]|\d[ -])\d(?:[ .-]{0,2}\d){9}(?!\d|[.,]\d|[ -]\d|\/)/g;
/** After the label other numbers may follow at once, as in a row of a table. */
const LABELLED = /\bNHS(?: ?(?:number|no\.?|num|#|id))?\b[^\d\n]{0,40}?(\d(?:[ .-]{0,3}\d){9})(?!\d)/gi;
const NOT_A_PATIENT =
  /\b(?:ISBN(?:-1[03])?|ISSN|DOI|ORCID|grant|charity|company|VAT|registered)\b[^\n]{0,25}$/i;
/** How people part ten digits; other shapes are rows of figures unless the words NHS stand before them. */
const SHAPES = new Set([
  '10',
  '3,3,4',
  '3,4,3',
  '4,3,3',
  '5,5',
  '3,7',
  '6,4',
  '1,1,1,1,1,1,1,1,1,1',
  '2,2,2,2,2',
]);

/** NHS and CHI numbers: ten digits whose last is the modulus 11 check digit (NHS Data Dictionary), in any spacing. */
export const nhsNumber: TextCheck = (flow) => {
  const found = new Map<number, number>();
  for (const match of flow.text.matchAll(LABELLED)) {
    const digits = match[1] ?? '';
    const start = match.index + match[0].length - digits.length;
    if (passesModulus11(digits)) found.set(start, start + digits.length);
  }
  for (const match of flow.text.matchAll(TEN_DIGITS)) {
    const start = match.index;
    if (!passesModulus11(match[0]) || found.has(start)) continue;
    if (
      SHAPES.has(shapeOf(match[0])) &&
      !isOtherNumber(flow.text.slice(Math.max(0, start - 60), start), match[0])
    )
      found.set(start, start + match[0].length);
  }
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([start, end]) =>
      findingAt(
        'nhs-number',
        flow,
        start,
        end,
        `An NHS number stands in the text: “${masked(flow.text.slice(start, end))}”.`,
      ),
    );
};

const shapeOf = (written: string): string =>
  written
    .split(/\D+/)
    .map((group) => group.length)
    .join();

/** Books and charities have ten digits too; numbers that begin with 0 are telephones unless they begin with a birthday (CHI). */
function isOtherNumber(before: string, written: string): boolean {
  if (NOT_A_PATIENT.test(before)) return true;
  if (!written.startsWith('0')) return false;
  const [day, month] = [Number(written.slice(0, 2)), Number(written.replace(/\D/g, '').slice(2, 4))];
  return day < 1 || day > 31 || month < 1 || month > 12 || /^0[128]00/.test(written);
}

/** Weights 10 to 2; eleven less the remainder is the tenth digit, 11 counts as 0 and 10 never occurs. */
export function passesModulus11(written: string): boolean {
  const digits = written.replace(/\D/g, '');
  if (digits.length !== 10 || /^(\d)\1*$/.test(digits)) return false;
  let sum = 0;
  for (let place = 0; place < 9; place += 1) sum += Number(digits[place]) * (10 - place);
  const check = (11 - (sum % 11)) % 11;
  return check !== 10 && check === Number(digits[9]);
}
