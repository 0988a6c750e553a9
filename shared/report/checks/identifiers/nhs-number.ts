import { passesModulus11 } from '../../../domain/modulus-11.ts';
import { standingInText, type TextCheck } from '../check.ts';
import type { FlowText } from '../positioned-text.ts';
import { type FoundNumber, findNumbers } from './normal-form.ts';

/**
 * The words that stand before a number of a patient: NHS, CHI in Scotland, Health and Care in Northern
 * Ireland.
 */
const LABEL =
  /\b(?:NHS|CHI|H ?& ?C|HCN|health (?:and|&) (?:social )?care)(?: ?(?:number|no\.?|num|#|id))?\b[^\d\n]{0,40}$/i;
const LABEL_REACH = 70;
/** The head of a table column, which may stand above other cells before the number. */
const HEAD = /\b(?:NHS|CHI) (?:number|no|id)\b/i;
const [HEAD_REACH, LONGEST_HEAD] = [250, 50];
/**
 * Health and Care numbers run from 320 000 0010 to 399 999 9999: after their label no check digit is asked
 * for.
 */
const NORTHERN_IRELAND = /\b(?:H ?& ?C|HCN|health (?:and|&) care) ?(?:number|no\.?|num|id)?[^\d\n]{0,20}$/i;
const IRISH_RANGE = /^3[2-9]\d{8}$/;
const NOT_A_PATIENT =
  /\b(?:ISBN(?:-1[03])?|ISSN|DOI|ORCID|grant|charity|company|VAT|registered)\b[^\n]{0,25}$/i;
/** Figures of a table or of a sum go on so. */
const QUANTITY = /^(?:\.\d+)? ?(?:%|per ?cent|million|thousand|pounds|people|children)/i;
/** How people part ten digits; other shapes are rows of figures unless a label stands before them. */
const SHAPES = new Set([
  '10',
  '3,3,4',
  '3,4,3',
  '4,3,3',
  '5,5',
  '3,7',
  '6,4',
  '2,2,2,2,2',
  '1,1,1,1,1,1,1,1,1,1',
]);
/** Of these, how a number is parted that begins with a birthday (CHI): `020 3397 902` is a telephone. */
const SHAPES_OF_CHI = new Set(['10', '6,4', '2,2,2,2,2', '1,1,1,1,1,1,1,1,1,1']);
/** Rows of one number in a narrow cell. On more rows stand the page numbers of a table of contents. */
const MOST_ROWS = 3;
/** What parts the groups of one number; a cell or a line does so only after a label. */
const GAP = /^(?: ?[ ./_-] ?|\n)$/;
const GAP_AFTER_LABEL = /^[ ./_,|\t\n-]{1,4}$/;

/**
 * NHS, CHI and H&C numbers: ten digits whose last is the modulus 11 check digit (NHS Data Dictionary),
 * however they are parted.
 */
export const nhsNumber: TextCheck = (flow) => {
  const found = findNumbers(flow.compact(), /\d{10}/).filter((number) => isNumberOfPatient(number, flow));
  return standingInText('nhs-number', 'An NHS number stands', flow, found);
};

function isNumberOfPatient(found: FoundNumber, flow: FlowText): boolean {
  const { text } = flow;
  const before = text.slice(Math.max(0, found.start - LABEL_REACH), found.start);
  if (!passesModulus11(found.value)) return NORTHERN_IRELAND.test(before) && IRISH_RANGE.test(found.value);
  const isLabelled = LABEL.test(before);
  if ((isLabelled || hasHead(text, found.start)) && found.gaps.every((gap) => GAP_AFTER_LABEL.test(gap)))
    return true;
  if (isLabelled || flow.rowsOf(found.start, found.end) > MOST_ROWS) return false;
  return isWrittenAsOne(found, text) && !isOtherNumber(before, found);
}

function hasHead(text: string, start: number): boolean {
  const reach = text.slice(Math.max(0, start - HEAD_REACH), start);
  const cells = reach.slice(reach.lastIndexOf('.') + 1).split(/[\n\t]/);
  return cells.slice(0, -1).some((cell) => cell.length < LONGEST_HEAD && HEAD.test(cell));
}

/** Grouped as people group it, and no part of a row of figures, a sum or a web address. */
function isWrittenAsOne({ start, end, shape, gaps, before }: FoundNumber, text: string): boolean {
  if (!SHAPES.has(shape) || new Set(gaps.map((gap) => gap.trim()).filter(Boolean)).size > 1) return false;
  if (!gaps.every((gap) => GAP.test(gap))) return false;
  // Decimals of a row: 94.34 76.59 19.
  if (gaps.includes('.') && gaps.includes(' ')) return false;
  if (QUANTITY.test(text.slice(end, end + 20)) || isCounting(text.slice(start, end))) return false;
  if (
    gaps.length > 0 &&
    (/\d[ .-]$/.test(text.slice(0, start).slice(-2)) || /^[ .-]\d/.test(text.slice(end)))
  )
    return false;
  return !/[£$=%]$|[.,]$/.test(before) || (before === ',' && gaps.length > 0);
}

/** Whether each group is one more than the group before, as the numbers at the feet of pages are. */
function isCounting(written: string): boolean {
  const groups = (written.match(/\d+/g) ?? []).map(Number);
  return groups.length > 1 && groups.every((group, at) => group === Number(groups[0]) + at);
}

/**
 * Books and charities have ten digits too; numbers that begin with 0 are telephones unless they begin with a
 * birthday (CHI).
 */
function isOtherNumber(before: string, { value: digits, shape }: FoundNumber): boolean {
  if (NOT_A_PATIENT.test(before) || /(?:https?:|www\.|\w\/)\S*$/i.test(before)) return true;
  if (!digits.startsWith('0')) return false;
  if (!SHAPES_OF_CHI.has(shape)) return true;
  const [day, month] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4))];
  return day < 1 || day > 31 || month < 1 || month > 12 || /^0[128]00/.test(digits);
}
