import {
  PDFArray,
  PDFBool,
  type PDFContext,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRef,
  PDFStream,
  PDFString,
  pdfDocEncodingDecode,
} from '@cantoo/pdf-lib';

/**
 * Readers of PDF objects that take a file as it is: anything of another type than asked for counts as absent.
 */

/** The dictionary behind a value, also that of a stream. */
export function dictOf(context: PDFContext, value: PDFObject | undefined): PDFDict | undefined {
  const found = context.lookup(value);
  if (found instanceof PDFDict) return found;
  return found instanceof PDFStream ? found.dict : undefined;
}

function arrayOf(context: PDFContext, value: PDFObject | undefined): PDFArray | undefined {
  const found = context.lookup(value);
  return found instanceof PDFArray ? found : undefined;
}

/** The name behind a value, as text without the slash. */
export function nameOf(context: PDFContext, value: PDFObject | undefined): string | undefined {
  const found = context.lookup(value);
  return found instanceof PDFName ? found.decodeText() : undefined;
}

/** The text behind a value. */
export const textOf = (context: PDFContext, value: PDFObject | undefined): string | undefined =>
  decodedText(context.lookup(value));

/**
 * The text of a string object: UTF-16 or UTF-8 after a byte order mark, else PDFDocEncoding. A code that it
 * leaves undefined is read as Latin-1, as pdf.js does: 0xAD is a soft hyphen.
 */
export function decodedText(value: PDFObject | undefined): string | undefined {
  if (!(value instanceof PDFString || value instanceof PDFHexString)) return undefined;
  const bytes = value.asBytes();
  const [first, second, third] = bytes;
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xef && second === 0xbb && third === 0xbf) return new TextDecoder().decode(bytes);
  return Array.from(bytes, (byte) => PDF_DOC_ENCODING[byte]).join('');
}

/**
 * Characters that are not drawn and can spell words: tags, and selectors of a variant, of which any number
 * may follow a letter.
 */
const UNDRAWN = /[\ufe00-\ufe0f\u{e0000}-\u{e01ef}]/gu;
/** A change of language inside a text (ISO 32000-2, 7.9.2.2): a code between two of these. */
const ESCAPE = '\u001b';
const LANGUAGE_CODE = /^[a-z]{2}(?:[A-Z]{2})?$/;

/** A text without what can hold words that nobody sees or hears. */
export const readableText = (text: string): string =>
  text
    .replace(UNDRAWN, '')
    .split(ESCAPE)
    .filter((part, index) => index % 2 === 0 || !LANGUAGE_CODE.test(part))
    .join('');

/** A string object that holds nothing but readable text. */
export function readableString(value: PDFObject): PDFObject {
  const text = decodedText(value);
  if (text === undefined) return value;
  const readable = readableText(text);
  // Where a replacement character stands, the bytes may say something else.
  return readable === text && !text.includes('\ufffd') ? value : PDFHexString.fromText(readable);
}

const PDF_DOC_ENCODING = Array.from({ length: 256 }, (_, byte) =>
  pdfDocEncodingDecode(Uint8Array.of(byte)).replace('\ufffd', String.fromCharCode(byte)),
);

/** The number behind a value. */
export function numberOf(context: PDFContext, value: PDFObject | undefined): number | undefined {
  const found = context.lookup(value);
  return found instanceof PDFNumber ? found.asNumber() : undefined;
}

/** Whether a value is `true`. */
export const flagOf = (context: PDFContext, value: PDFObject | undefined): boolean =>
  context.lookup(value) === PDFBool.True;

export function entry(dict: PDFDict, key: string): PDFObject | undefined {
  return dict.get(PDFName.of(key));
}

/** The elements behind a value; none where it is no array. */
export function elementsOf(context: PDFContext, value: PDFObject | undefined): PDFObject[] {
  return arrayOf(context, value)?.asArray() ?? [];
}

/** An array's elements, or the value itself where it is a single one. */
export function oneOrMany(context: PDFContext, value: PDFObject | undefined): PDFObject[] {
  if (value === undefined) return [];
  return arrayOf(context, value)?.asArray() ?? [value];
}

export function keepOnly(dict: PDFDict, allowed: ReadonlySet<string>): void {
  for (const key of dict.keys()) if (!allowed.has(key.decodeText())) dict.delete(key);
}

/** The reference in an object's place, if it is one. */
export function refOf(value: PDFObject | undefined): PDFRef | undefined {
  return value instanceof PDFRef ? value : undefined;
}

export function put(dict: PDFDict, key: string, value: PDFObject): void {
  dict.set(PDFName.of(key), value);
}

export function drop(dict: PDFDict, key: string): void {
  dict.delete(PDFName.of(key));
}
