import { standingInText, type TextCheck } from '../check.ts';
import { type FoundNumber, findNumbers } from './normal-form.ts';

/**
 * Passports have nine digits or two letters and seven digits, residence permits two or three letters and six
 * or seven.
 */
const PAPER = /[A-Z]{0,3}\d{6,9}/;
const LABEL =
  /\b(?:passports?|residence permits?|brp|visas?|identity cards?|home office|asylum|driving licen[cs]e)\b[^\d\n]{0,40}$/i;
/**
 * DVLA: five letters of the surname, six digits that hide the birthday, two initials, three more characters.
 */
const DRIVING_LICENCE = /[A-Z]{2,5}9{0,3}\d[0156]\d[0-3]\d\d[A-Z9]{2}\d[A-Z]{2}/;
const GAP = /^[ ./-]$/;

/** Numbers of passports, residence permits and driving licences. */
export const identityDocument: TextCheck = (flow) => {
  const isNamed = ({ start, value }: FoundNumber): boolean =>
    value.length >= 8 && LABEL.test(flow.text.slice(Math.max(0, start - 70), start));
  const compact = flow.compact();
  const found = [
    ...findNumbers(compact, PAPER).filter(isNamed),
    ...findNumbers(compact, DRIVING_LICENCE).filter(({ value }) => value.length === 16),
  ].filter(({ gaps }) => gaps.every((gap) => GAP.test(gap)));
  const byEnd = [...new Map(found.map((number) => [number.end, number])).values()];
  const what = 'The number of a passport, permit or licence stands';
  return standingInText('identity-document', what, flow, byEnd);
};
