import { findingAt, type TextCheck } from './check.ts';
import { masked } from './mask.ts';

const NUMBER = /(?<![\p{L}\d])[A-HJ-NP-RT-Z] ?\d{3} ?\d{4} ?\d{2} ?\d{2}(?:\d|[A-HJ-NP-RT-Z])(?![\p{L}\d])/gu;
const LABELLED =
  /\b(?:upn|unique pupil number)s?\b[^\d\n]{0,15}?\b([A-Z][ -]?\d(?:[ -]?\d){10}[ -]?[\dA-Z])\b/gi;
/** The 23 letters that can be a check letter, in the order of their value. */
const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';

/** Unique pupil numbers: thirteen characters whose first is the check letter (DfE, UPN guide). After the label any letter counts. */
export const upn: TextCheck = (flow) => {
  const places = new Map<number, number>();
  for (const match of flow.text.matchAll(NUMBER))
    if (hasCheckLetter(match[0])) places.set(match.index, match.index + match[0].length);
  for (const match of flow.text.matchAll(LABELLED)) {
    const end = match.index + match[0].length;
    places.set(end - (match[1] ?? '').length, end);
  }
  return [...places].map(([start, end]) =>
    findingAt(
      'upn',
      flow,
      start,
      end,
      `A unique pupil number stands in the text: “${masked(flow.text.slice(start, end))}”.`,
    ),
  );
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
