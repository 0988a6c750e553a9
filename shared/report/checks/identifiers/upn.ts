import { standingInText, type TextCheck } from '../check.ts';
import { findNumbers } from './normal-form.ts';

const NUMBER = /[A-HJ-NP-RT-Z]\d{11}(?:\d|[A-HJ-NP-RT-Z])/;
const LABEL = /\b(?:upn|unique pupil number)s?\b[^\d\n]{0,15}$/i;
const AFTER_LABEL = /[A-Z]\d{11}[\dA-Z]/;
const GAP = /^[ ./_\t-]{1,3}$/;
/** The 23 letters that can be a check letter, in the order of their value. */
const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';

/**
 * Unique pupil numbers: thirteen characters whose first is the check letter (DfE, UPN guide). After the label
 * any letter counts.
 */
export const upn: TextCheck = (flow) => {
  const isLabelled = (start: number): boolean => LABEL.test(flow.text.slice(Math.max(0, start - 45), start));
  const found = [
    ...findNumbers(flow.compact(), NUMBER).filter(({ value }) => hasCheckLetter(value)),
    ...findNumbers(flow.compact(), AFTER_LABEL).filter(({ start }) => isLabelled(start)),
  ].filter(({ gaps }) => gaps.every((gap) => GAP.test(gap)));
  return standingInText('upn', 'A unique pupil number stands', flow, found);
};

/** Weights 2 to 13, modulus 23; a temporary number ends in a letter that counts with its value. */
export function hasCheckLetter(written: string): boolean {
  const characters = [...written.replace(/[ -]/g, '')];
  if (characters.length !== 13) return false;
  let sum = 0;
  for (const [index, character] of characters.slice(1).entries()) {
    const value = /\d/.test(character) ? Number(character) : LETTERS.indexOf(character);
    if (value < 0) return false;
    sum += value * (index + 2);
  }
  return LETTERS[sum % 23] === characters[0];
}
