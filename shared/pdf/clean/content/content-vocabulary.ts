import { PDFArray, PDFName, PDFNumber, type PDFObject } from '@cantoo/pdf-lib';
import { decodedText } from '../pdf-objects.ts';
import { withShortNumbers } from '../short-numbers.ts';
import { isKnownName, isLanguage } from '../vocabulary.ts';
import { PROPERTY_TEXTS, parsePropertyList, writePropertyList } from './property-list.ts';
import { OPERATORS, plainName, SHOW } from './rewrite-content.ts';
import { operationsOf } from './tokenize-content.ts';

const PROPERTIES = new Set(['BDC', 'DP']);
/** A number, or a stray bracket, which says nothing. */
const NUMBER = /^(?:[+-]*[\d.]*(?:-[\d.]*)?|true|false|null|[>)\]{}])$/;
/** An array of numbers, as a dash pattern is. */
const NUMBERS = /^\[[\s\d.+-]*\]$/;
/** What stands between the strings of an array that is shown. */
const GAPS = /^[\s\d.+-]*$/;
const STRINGS = /\((?:[^\\()]|\\[\s\S]|\([^()]*\))*\)|<[0-9A-Fa-f\s]*>/g;
/** A resource that the content names and does not have. */
const NOWHERE = 'None';

/**
 * Says what in a content stream is neither painted nor of the vocabulary: a comment, an unknown operator, a
 * string that no operator shows, a free name, a text that was not checked.
 */
export function strangerInContent(
  bytes: Uint8Array,
  isChecked: (text: string) => boolean,
): string | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  let end = 0;
  for (const { operator, operands, end: after } of operationsOf(bytes)) {
    if (!OPERATORS.has(operator) || operator === 'EI') return 'something that is not painted';
    for (const [from, to] of operands) {
      const operand = text.slice(from, to);
      const isAllowed = operand.startsWith('<<')
        ? PROPERTIES.has(operator) && isPropertyList(operand, isChecked)
        : isOperand(operand, operator);
      if (!isAllowed) return `an operand of ${operator}`;
    }
    end = after;
  }
  return text.slice(end).trim() === '' ? undefined : 'an operand of nothing';
}

function isOperand(operand: string, operator: string): boolean {
  const first = operand[0] ?? '';
  if (first === '/') {
    const name = plainName(operand);
    return name === NOWHERE || isKnownName(name);
  }
  if (first === '(' || first === '<') return SHOW.has(operator);
  if (withShortNumbers(operand) !== operand) return false;
  if (first !== '[') return NUMBER.test(operand);
  return operator === 'TJ' ? GAPS.test(operand.slice(1, -1).replace(STRINGS, ' ')) : NUMBERS.test(operand);
}

function isPropertyList(operand: string, isChecked: (text: string) => boolean): boolean {
  const list = parsePropertyList(Buffer.from(operand, 'latin1'));
  // Any other form may hold a comment, or a key twice.
  if (list === undefined || writePropertyList(list.entries()) !== operand) return false;
  return list.entries().every(([key, value]) => {
    const name = key.decodeText();
    const text = decodedText(value) ?? '';
    if (PROPERTY_TEXTS.has(name)) return name === 'Lang' ? isLanguage(text) : isChecked(text);
    return (value instanceof PDFArray ? value.asArray() : [value]).every(isNumberOrKnownName);
  });
}

const isNumberOrKnownName = (value: PDFObject): boolean =>
  value instanceof PDFNumber || (value instanceof PDFName && isKnownName(value.decodeText()));
