import {
  PDFArray,
  PDFContext,
  PDFDict,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFObjectParser,
} from '@cantoo/pdf-lib';
import { isEmptyDescription } from '../empty-description.ts';
import { namesIn } from '../names-in.ts';
import { decodedText, readableString } from '../pdf-objects.ts';
import { shortened } from '../short-numbers.ts';
import { isLanguage } from '../vocabulary.ts';

/**
 * What a property list of marked content may say: its number, what is read aloud or copied, and the kind of
 * an artefact.
 */
export const PROPERTY_TEXTS = new Set(['ActualText', 'Alt', 'E', 'Lang']);
const NAMES = new Set(['Type', 'Subtype', 'Attached', 'Placement', 'O']);
const NUMBERS = new Set(['MCID', 'BBox']);
/** Values of ISO 32000-2, 14.8.2.2, table 363, and of layout attributes. */
const VALUES = namesIn(`
  Pagination Layout Page Background Header Footer Watermark PageNum Bates LineNum Redaction Inline Top
  Bottom Left Right Block Before Start End
`);

/** The property list of marked content as pdf-lib parses it; undefined where it is no dictionary. */
export function parsePropertyList(list: Uint8Array): PDFDict | undefined {
  const parsed = PDFObjectParser.forBytes(list, PDFContext.create()).parseObject();
  return parsed instanceof PDFDict ? parsed : undefined;
}

/** Entries in the one form that clean copies have: `<</MCID 3>>`. */
export const writePropertyList = (entries: readonly (readonly [PDFName, PDFObject])[]): string =>
  `<<${entries.map(([key, value]) => `${key} ${value}`).join(' ')}>>`;

/** A property list written again, with allowed keys and values only. */
export function cleanPropertyList(list: Uint8Array): string {
  const entries = parsePropertyList(list)?.entries() ?? [];
  const allowed = entries.filter(([key, value]) => isAllowed(key.decodeText(), value));
  return writePropertyList(allowed.map(([key, value]) => [key, shortened(readableString(value))]));
}

function isAllowed(name: string, value: PDFObject): boolean {
  if (PROPERTY_TEXTS.has(name)) {
    const text = decodedText(value);
    if (text === undefined || isEmptyDescription(text)) return false;
    return name !== 'Lang' || isLanguage(text);
  }
  const values = value instanceof PDFArray ? value.asArray() : [value];
  if (NUMBERS.has(name)) return values.every((one) => one instanceof PDFNumber);
  return NAMES.has(name) && values.every((one) => one instanceof PDFName && VALUES.has(one.decodeText()));
}
