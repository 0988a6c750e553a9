import {
  decodePDFRawStream,
  type PDFContext,
  PDFDict,
  type PDFObject,
  PDFParser,
  PDFRawStream,
} from '@cantoo/pdf-lib';
import { stringAt } from '../bytes/pdf-string.ts';
import type { CarriedText } from '../page-model.ts';
import type { OpenPdf } from '../pdfium/open-document.ts';
import { isEmptyDescription } from './empty-description.ts';
import { normalised } from './normalise.ts';
import { dictOf, entry, nameOf, oneOrMany, textOf } from './pdf-objects.ts';
import { entriesOf, operationsOf } from './tokenize-content.ts';

/** Keys of texts that a screen reader says, or that are copied in place of what is seen. */
const SPOKEN = ['Alt', 'ActualText', 'E', 'Summary', 'Short'] as const;

/**
 * Every text that the clean copy keeps and no page shows, decoded from all objects and streams, of an
 * encrypted PDF too: descriptions of pictures, replaced text, bookmarks, descriptions and targets of links.
 * None where it cannot be opened.
 */
export async function carriedTexts(pdf: OpenPdf): Promise<CarriedText[]> {
  try {
    const copy = normalised(pdf);
    return carriedTextsIn(
      await PDFParser.forBytesWithOptions(copy, Number.POSITIVE_INFINITY).parseDocument(),
    );
  } catch {
    // What cannot be rewritten has no clean copy: its own findings say so.
    return [];
  }
}

/** The same of a document that is parsed. */
export function carriedTextsIn(context: PDFContext): CarriedText[] {
  const texts = new Map<string, CarriedText>();
  const add: Add = (place, text) => {
    if (!text?.trim() || isEmptyDescription(text)) return;
    const replaces = place === REPLACED && { replaces: true as const };
    texts.set(`${place} ${text}`, { place, text: text.trim(), ...replaces });
  };
  for (const [, object] of context.enumerateIndirectObjects()) addTexts(context, object, add);
  return [...texts.values()];
}

const REPLACED = 'the text in place of a passage';
const placeOf = (key: string): string =>
  key === 'ActualText' ? REPLACED : 'the description of a picture or a passage';

type Add = (place: string, text: string | undefined) => void;

function addTexts(context: PDFContext, object: PDFObject, add: Add): void {
  const dict = object instanceof PDFRawStream ? object.dict : object;
  if (!(dict instanceof PDFDict)) return;
  const waiting = [dict];
  const seen = new Set<PDFDict>();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    addTextsOf(context, next, add);
    for (const value of next.values())
      for (const held of oneOrMany(context, value)) if (held instanceof PDFDict) waiting.push(held);
  }
  if (object instanceof PDFRawStream && mayBeContent(object)) addMarkedTexts(object, add);
}

function addTextsOf(context: PDFContext, dict: PDFDict, add: Add): void {
  const text = (key: string) => textOf(context, entry(dict, key));
  for (const key of SPOKEN) add(placeOf(key), text(key));
  if (nameOf(context, entry(dict, 'Subtype')) === 'Link') add('the description of a link', text('Contents'));
  const isBookmark = entry(dict, 'Parent') !== undefined && entry(dict, 'Title') !== undefined;
  if (isBookmark && dictOf(context, entry(dict, 'Parent')) !== undefined) add('a bookmark', text('Title'));
  add('the address of a link', text('URI'));
}

/** Streams of pictures, fonts and files have no marked content. */
function mayBeContent({ dict }: PDFRawStream): boolean {
  const kind = nameOf(dict.context, entry(dict, 'Subtype')) ?? nameOf(dict.context, entry(dict, 'Type'));
  const isFont = entry(dict, 'Length1') !== undefined;
  return (
    !isFont && !['Image', 'XML', 'XRef', 'ObjStm', 'Type1C', 'CIDFontType0C', 'OpenType'].includes(kind ?? '')
  );
}

const MARKED = /\/(?:Alt|ActualText|E)\b/;

function addMarkedTexts(stream: PDFRawStream, add: Add): void {
  const bytes = decodedOrEmpty(stream);
  if (!MARKED.test(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'))) return;
  for (const { operator, operands } of operationsOf(bytes)) {
    const properties = operands[1];
    if ((operator !== 'BDC' && operator !== 'DP') || properties === undefined) continue;
    if (bytes[properties[0]] !== 0x3c) continue;
    for (const { name, start, end } of entriesOf(bytes, properties[0] + 2, properties[1] - 2))
      if (SPOKEN.some((key) => key === name))
        add(placeOf(name), stringAt(Buffer.from(bytes.subarray(start, end)).toString('latin1'), 0));
  }
}

function decodedOrEmpty(stream: PDFRawStream): Uint8Array {
  try {
    return entry(stream.dict, 'Filter') === undefined ? stream.contents : decodePDFRawStream(stream).decode();
  } catch {
    return new Uint8Array();
  }
}
