import { PDFArray, type PDFContext, PDFDict, PDFNumber, type PDFObject, PDFStream } from '@cantoo/pdf-lib';

/** Digits with which every number in single precision can be told from its neighbours. */
const MOST_DIGITS = 9;

/**
 * Writes every number outside of streams as short as it reads the same in single precision, in which PDFium
 * computes: it makes 841.91998 of 841.92, and readers with more digits shift lines of text by a pixel.
 */
export function shortenNumbers(context: PDFContext): void {
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    const short = shortened(object);
    if (short !== object) context.assign(ref, short);
  }
}

/** An object with such numbers; dictionaries and arrays are changed. */
export function shortened(object: PDFObject): PDFObject {
  if (object instanceof PDFNumber) return shortNumber(object);
  if (object instanceof PDFStream) shortened(object.dict);
  if (object instanceof PDFDict)
    for (const [key, value] of object.entries()) object.set(key, shortened(value));
  if (object instanceof PDFArray)
    for (const [index, value] of object.asArray().entries()) object.set(index, shortened(value));
  return object;
}

/** A larger integer has digits that mean nothing in single precision, and counts nothing in a file. */
const LARGEST_COUNT = 1e9;
/** Numbers as PostScript and content streams write them, of more digits than mean anything. */
const LONG_NUMBER = /(?<![\w.])[+-]?(?=[\d.]{9})\d*(?:\.\d*)?(?![\w.])/g;
/** A string of an array stays as it is. */
const STRING_OR_NUMBER = new RegExp(
  `\\((?:[^\\\\()]|\\\\[^]|\\([^()]*\\))*\\)|<[^>]*>|${LONG_NUMBER.source}`,
  'g',
);

function shortNumber(number: PDFNumber): PDFNumber {
  const value = number.asNumber();
  if (Number.isInteger(value) && Math.abs(value) < LARGEST_COUNT) return number;
  for (let digits = 1; digits < MOST_DIGITS; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === Math.fround(value)) return PDFNumber.of(short);
  }
  return PDFNumber.of(Number(value.toPrecision(MOST_DIGITS)));
}

/** The operand or procedure with every long number as short as it means the same. */
export const withShortNumbers = (text: string): string =>
  text.replace(STRING_OR_NUMBER, (token) => {
    const value = Number(token);
    return /^[(<]/.test(token) || Number.isNaN(value) ? token : String(shortNumber(PDFNumber.of(value)));
  });
