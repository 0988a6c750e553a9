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
export function textOf(context: PDFContext, value: PDFObject | undefined): string | undefined {
  const found = context.lookup(value);
  if (!(found instanceof PDFString || found instanceof PDFHexString)) return undefined;
  const text = found.decodeText();
  // UTF-8 came with PDF 2.0, which pdf-lib does not know.
  return text.startsWith('\u00ef\u00bb\u00bf') ? Buffer.from(found.asBytes().slice(3)).toString() : text;
}

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
