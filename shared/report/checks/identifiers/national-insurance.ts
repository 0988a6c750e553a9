import { standingInText, type TextCheck } from '../check.ts';
import { type FoundNumber, findNumbers } from './normal-form.ts';

/**
 * Two letters, six digits, a letter A to D. HMRC (NIM39110) never gives D F I Q U V, O second, or some pairs;
 * QQ is the prefix of its examples and counts here.
 */
const PREFIX = '(?:(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]|QQ)';
const NUMBER = new RegExp(String.raw`${PREFIX}[\dOIL]{6}[A-D]`);
const LABEL = /\b(?:national insurance|n\. ?i\.?|ni|nino)\b[^\d\n]{0,25}$/i;
/** After the label any letters count, and the last one may be missing. */
const AFTER_LABEL = /[A-Z]{2}\d{6}[A-D]?/;
const SHAPES = new Set(['9', '2,6,1', '2,2,2,2,1', '8,1', '2,7', '2,3,3,1', '1,1,1,1,1,1,1,1,1', '2,2,2,3']);
const GAP = /^[ ./_\t-]{1,3}$/;

/**
 * National Insurance numbers. In small letters and parted, or without the last letter, only after a label.
 */
export const nationalInsurance: TextCheck = (flow) => {
  const compact = flow.compact();
  const before = (start: number): string => flow.text.slice(Math.max(0, start - 60), start);
  const found = [
    ...findNumbers(compact, NUMBER).filter((number) => isWrittenAsOne(number, flow.text)),
    ...findNumbers(compact, AFTER_LABEL).filter(
      ({ start, gaps }) => LABEL.test(before(start)) && gaps.every((gap) => GAP.test(gap)),
    ),
  ];
  return standingInText('national-insurance', 'A National Insurance number stands', flow, found);
};

/**
 * One sign parts all groups: in `by 12/03/14 a` the spaces are those of a sentence. Small letters stand
 * together.
 */
function isWrittenAsOne({ start, end, shape, gaps, value }: FoundNumber, text: string): boolean {
  if (!SHAPES.has(shape) || !gaps.every((gap) => GAP.test(gap))) return false;
  if (gaps.length > 1 && new Set(gaps.map((gap) => gap.trim())).size > 1) return false;
  const written = text.slice(start, end);
  const digits = value.slice(2, 8).replace(/\D/g, '').length;
  return digits === 6 ? gaps.length === 0 || !/[a-z]/.test(written) : digits >= 4 && !/[a-z]/.test(written);
}
