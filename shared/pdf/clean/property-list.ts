import {
  PDFArray,
  PDFContext,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFObjectParser,
  PDFString,
} from '@cantoo/pdf-lib';
import { isEmptyDescription } from './empty-description.ts';
import { namesIn } from './names-in.ts';

/**
 * What a property list of marked content may say: its number, what is read aloud or copied, and the kind of
 * an artefact.
 */
const STRINGS = new Set(['ActualText', 'Alt', 'E', 'Lang']);
const NAMES = new Set(['Type', 'Subtype', 'Attached', 'Placement', 'O']);
const NUMBERS = new Set(['MCID', 'BBox']);
/** Values of ISO 32000-2, 14.8.2.2, table 363, and of layout attributes. */
const VALUES = namesIn(`
  Pagination Layout Page Background Header Footer Watermark PageNum Bates LineNum Redaction Inline Top
  Bottom Left Right Block Before Start End
`);

/** A property list written again, with allowed keys and values only: `<</MCID 3>>`. */
export function cleanPropertyList(list: Uint8Array): string {
  const parsed = PDFObjectParser.forBytes(list, PDFContext.create()).parseObject();
  const entries = parsed instanceof PDFDict ? parsed.entries() : [];
  const kept = entries.filter(([key, value]) => isAllowed(key.decodeText(), value));
  return `<<${kept.map(([key, value]) => `${key} ${value}`).join(' ')}>>`;
}

function isAllowed(name: string, value: PDFObject): boolean {
  if (STRINGS.has(name)) {
    const isText = value instanceof PDFString || value instanceof PDFHexString;
    return isText && !isEmptyDescription(value.decodeText());
  }
  const values = value instanceof PDFArray ? value.asArray() : [value];
  if (NUMBERS.has(name)) return values.every((one) => one instanceof PDFNumber);
  return NAMES.has(name) && values.every((one) => one instanceof PDFName && VALUES.has(one.decodeText()));
}
