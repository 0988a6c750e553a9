import {
  PDFArray,
  type PDFContext,
  PDFDict,
  type PDFObject,
  PDFObjectParser,
  PDFParser,
  PDFRawStream,
  PDFRef,
} from '@cantoo/pdf-lib';
import { decoded } from '../clean/content/page-content.ts';
import { operationsOf } from '../clean/content/tokenize-content.ts';
import { isEmptyDescription } from '../clean/empty-description.ts';
import { normalised } from '../clean/normalise.ts';
import { pagesOf } from '../clean/pages.ts';
import { dictOf, elementsOf, entry, nameOf, textOf } from '../clean/pdf-objects.ts';
import type { CarriedText, Label } from '../page-model.ts';
import type { OpenPdf } from '../pdfium/open-document.ts';

/** What the objects of a PDF say besides its pages. Objects that nothing refers to are left out. */
export interface ObjectContents {
  /**
   * Texts that the clean copy keeps and no page shows: descriptions of pictures, replaced text, bookmarks,
   * descriptions and targets of links.
   */
  readonly carried: readonly CarriedText[];
  readonly tagTitles: readonly Label[];
  readonly actions: readonly ObjectAction[];
  /** Names of the layers that some readers see and others do not. */
  readonly changingLayers: readonly string[];
}

/** An action dictionary (ISO 32000-2, 12.6), with the page (1-based) of the annotation that starts it. */
export interface ObjectAction {
  readonly type: string;
  readonly page: number | undefined;
}

/** Reads all objects and content, of an encrypted PDF too. Finds nothing where PDFium cannot save it. */
export async function readObjects(pdf: OpenPdf): Promise<ObjectContents> {
  try {
    const copy = normalised(pdf);
    return objectContents(
      await PDFParser.forBytesWithOptions(copy, Number.POSITIVE_INFINITY).parseDocument(),
    );
  } catch {
    // What cannot be rewritten has no clean copy: its own findings say so.
    return { carried: [], tagTitles: [], actions: [], changingLayers: [] };
  }
}

/** The same of a document that is parsed. */
export function objectContents(context: PDFContext): ObjectContents {
  const found = new Collected();
  const pages = pagesOfObjects(context);
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    const dict = object instanceof PDFRawStream ? object.dict : object;
    if (dict instanceof PDFDict) for (const held of nested(dict)) found.addDict(held, pages.get(ref));
    if (object instanceof PDFRawStream && mayBeContent(object)) addMarkedTexts(object, found);
  }
  return {
    carried: [...found.carried.values()],
    tagTitles: [...found.tagTitles].map((text) => ({ of: 'tag', text })),
    actions: found.actions,
    changingLayers: found.changingLayers,
  };
}

/** Keys of texts that a screen reader says, or that are copied in place of what is seen. */
const SPOKEN = ['Alt', 'ActualText', 'E', 'Summary', 'Short'] as const;
const REPLACED = 'the text in place of a passage';
const DESCRIPTION = 'the description of a picture or a passage';

/** What a layer may depend on: how large a page is seen, by whom, and in which language. */
const CHANGING = ['Zoom', 'User', 'Language'];

class Collected {
  readonly carried = new Map<string, CarriedText>();
  readonly tagTitles = new Set<string>();
  readonly actions: ObjectAction[] = [];
  readonly changingLayers: string[] = [];

  addDict(dict: PDFDict, page: number | undefined): void {
    const { context } = dict;
    const text = (key: string) => textOf(context, entry(dict, key));
    this.addSpoken(dict);
    const subtype = nameOf(context, entry(dict, 'Subtype'));
    if (subtype === 'Link') this.#add('the description of a link', text('Contents'));
    if (dictOf(context, entry(dict, 'Parent')) !== undefined) this.#add('a bookmark', text('Title'));
    this.#add('the address of a link', text('URI'));
    const usage = dictOf(context, entry(dict, 'Usage'));
    if (usage && CHANGING.some((key) => entry(usage, key) !== undefined))
      this.changingLayers.push(text('Name') ?? 'a layer without a name');
    const type = nameOf(context, entry(dict, 'S'));
    if (type === undefined) return;
    this.actions.push({ type, page });
    // An annotation has a /T too: its author.
    const title = text('T')?.trim();
    if (title && subtype === undefined) this.tagTitles.add(title);
  }

  addSpoken(dict: PDFDict): void {
    // A figure has no words to stand in place of: its replacement describes it, as its alternative text does.
    const isFigure = nameOf(dict.context, entry(dict, 'S')) === 'Figure';
    for (const key of SPOKEN) {
      const place = key === 'ActualText' && !isFigure ? REPLACED : DESCRIPTION;
      this.#add(place, textOf(dict.context, entry(dict, key)));
    }
  }

  #add(place: string, text: string | undefined): void {
    if (!text?.trim() || isEmptyDescription(text)) return;
    const replaces = place === REPLACED && { replaces: true as const };
    this.carried.set(`${place} ${text}`, { place, text: text.trim(), ...replaces });
  }
}

/** A dictionary and those that stand inside it, without following references. */
function* nested(object: PDFObject): Generator<PDFDict> {
  if (object instanceof PDFDict) {
    yield object;
    for (const value of object.values()) yield* nested(value);
  } else if (object instanceof PDFArray) {
    for (const value of object.asArray()) yield* nested(value);
  }
}

/** The page of each page's object, of its annotations, and of the objects that these refer to. */
function pagesOfObjects(context: PDFContext): Map<PDFRef, number> {
  const pages = new Map<PDFRef, number>();
  const add = (value: PDFObject | undefined, page: number) => {
    if (value instanceof PDFRef && !pages.has(value)) pages.set(value, page);
  };
  const catalogue = dictOf(context, context.trailerInfo.Root);
  const all = catalogue ? pagesOf(context, catalogue) : [];
  for (const { ref, number } of all) add(ref, number);
  const annotations = all.flatMap(({ dict, number }) =>
    elementsOf(context, entry(dict, 'Annots')).map((annotation) => ({ annotation, number })),
  );
  for (const { annotation, number } of annotations) add(annotation, number);
  for (const { annotation, number } of annotations) {
    const dict = dictOf(context, annotation);
    for (const held of dict ? nested(dict) : []) for (const value of held.values()) add(value, number);
  }
  return pages;
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

/** Texts in the property lists of marked content. */
function addMarkedTexts(stream: PDFRawStream, found: Collected): void {
  try {
    const bytes = decoded(stream);
    if (!MARKED.test(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'))) return;
    for (const { operator, operands } of operationsOf(bytes)) {
      const properties = operands[1];
      if ((operator !== 'BDC' && operator !== 'DP') || properties === undefined) continue;
      const list = PDFObjectParser.forBytes(bytes.slice(...properties), stream.dict.context).parseObject();
      if (list instanceof PDFDict) found.addSpoken(list);
    }
  } catch {
    // Not content, or content that ends inside a token, which no clean copy is made of.
  }
}
