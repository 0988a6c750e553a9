import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFInvalidObject,
  PDFName,
  PDFNull,
  type PDFObject,
  PDFRef,
  PDFStream,
  PDFString,
} from '@cantoo/pdf-lib';
import { FORM, IMAGE, isNameMap, SPOKEN, TEXT } from './allowed-keys.ts';
import { Uncleanable } from './cannot-clean.ts';
import { drop, entry, keepOnly, nameOf, put, readableString, textOf } from './pdf-objects.ts';
import { isCollection, isLanguage, isNameFor, KEYS } from './vocabulary.ts';

/** Keys of a stream whose bytes stand in another file (ISO 32000-2, 7.3.8.2). */
const EXTERNAL = ['F', 'FFilter', 'FDecodeParms', 'DL'];

/** A value of an object and the key that holds it; empty where somebody chose the key. */
type Held = readonly [value: PDFObject, key: string];

/**
 * Follows every reference from the given objects, drops forbidden keys on the way, and remembers what it
 * reached. `pages` are the only pages, and `annotations` the only annotations, that may be reached.
 */
export class Marker {
  readonly reached = new Set<PDFObject>();

  readonly #context: PDFContext;
  readonly #pages: ReadonlySet<PDFRef>;
  readonly #annotations: ReadonlySet<PDFDict>;

  constructor(context: PDFContext, pages: ReadonlySet<PDFRef>, annotations: ReadonlySet<PDFDict>) {
    this.#context = context;
    this.#pages = pages;
    this.#annotations = annotations;
  }

  mark(start: PDFObject): void {
    const waiting: Held[] = [[start, '']];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const found = this.#context.lookup(next[0]);
      if (found === undefined || this.reached.has(found)) continue;
      this.reached.add(found);
      for (const held of this.#follow(found, next[1])) waiting.push(held);
    }
  }

  /** What to follow from a value that a key holds; what may not stay is dropped first. */
  #follow(value: PDFObject, key: string): Held[] {
    if (value instanceof PDFArray) return this.#followArray(value, key);
    if (value instanceof PDFInvalidObject) {
      throw new Uncleanable(
        'This PDF is damaged inside. Save or print the report to a new PDF and drop that.',
      );
    }
    const dict = value instanceof PDFStream ? value.dict : value;
    if (!(dict instanceof PDFDict)) return [];
    if (value instanceof PDFStream) scrubStream(value, this.#context);
    const isMap = isNameMap(key, dict);
    for (const [name, held] of dict.entries()) {
      const itsKey = name.decodeText();
      if ((!isMap && this.#isForbidden(itsKey, held)) || this.#isForeign(held)) dict.delete(name);
      else if (SPOKEN.has(itsKey)) dict.set(name, this.#readable(held));
    }
    if (entry(dict, 'Ordering') !== undefined) cleanCollection(this.#context, dict);
    return dict.entries().map(([name, held]) => [held, isMap ? '' : name.decodeText()]);
  }

  #followArray(array: PDFArray, key: string): Held[] {
    // The colours of an indexed colour space may be written as a string (ISO 32000-2, 8.6.6.3).
    const isPalette = ['Indexed', 'I'].includes(nameOf(this.#context, array.get(0)) ?? '');
    const mayHoldText = TEXT.has(key) || isPalette;
    for (const [index, element] of array.asArray().entries()) {
      const isText = textOf(this.#context, element) !== undefined;
      if (this.#isForeign(element) || (!mayHoldText && isText)) array.set(index, PDFNull);
    }
    return array.asArray().map((element) => [element, isNameMap(key, array) ? '' : key]);
  }

  #readable(held: PDFObject): PDFObject {
    const found = this.#context.lookup(held);
    const readable = found && readableString(found);
    return readable === undefined || readable === found ? held : readable;
  }

  /** A key that is somebody's own, or a value that may be: free text, a free name. */
  #isForbidden(key: string, value: PDFObject): boolean {
    // The copy gets metadata of its own at the end.
    if (key === 'Metadata' || !KEYS.has(key)) return true;
    const found = this.#context.lookup(value);
    if (found instanceof PDFName) return !isNameFor(key, found.decodeText());
    const text = textOf(this.#context, value);
    return text !== undefined && (!TEXT.has(key) || (key === 'Lang' && !isLanguage(text)));
  }

  /**
   * A page that is not in the tree, an annotation that is on no page: reached through a link or a tag, and
   * not to stay.
   */
  #isForeign(value: PDFObject): boolean {
    const found = this.#context.lookup(value);
    if (!(found instanceof PDFDict)) return false;
    const type = nameOf(this.#context, entry(found, 'Type'));
    if (type === 'Page') return !(value instanceof PDFRef) || !this.#pages.has(value);
    return type === 'Annot' && !this.#annotations.has(found);
  }
}

/** Deletes what nothing refers to any more: earlier revisions, removed parts, streams written again. */
export function deleteUnreferenced(context: PDFContext): void {
  const { Root, Info } = context.trailerInfo;
  const reached = new Set<PDFObject>();
  const waiting: (PDFObject | undefined)[] = [Root, Info];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (next === undefined || reached.has(next)) continue;
    reached.add(next);
    if (next instanceof PDFRef) waiting.push(context.lookup(next));
    else if (next instanceof PDFArray) for (const element of next.asArray()) waiting.push(element);
    else if (next instanceof PDFStream) waiting.push(...next.dict.values());
    else if (next instanceof PDFDict) waiting.push(...next.values());
  }
  for (const [ref] of context.enumerateIndirectObjects()) if (!reached.has(ref)) context.delete(ref);
}

/** A collection of characters that no standard names is as good as none. */
function cleanCollection(context: PDFContext, dict: PDFDict): void {
  if (isCollection(textOf(context, entry(dict, 'Registry')), textOf(context, entry(dict, 'Ordering'))))
    return;
  put(dict, 'Registry', PDFString.of('Adobe'));
  put(dict, 'Ordering', PDFString.of('Identity'));
}

function scrubStream(stream: PDFStream, context: PDFContext): void {
  for (const key of EXTERNAL) drop(stream.dict, key);
  const subtype = entry(stream.dict, 'Subtype');
  if (subtype === PDFName.of('Image')) keepOnly(stream.dict, IMAGE);
  if (subtype === PDFName.of('Form')) keepOnly(stream.dict, FORM);
  if (nameOf(context, subtype) === 'PS')
    throw new Uncleanable('This PDF holds PostScript. Print the report to a new PDF and drop that.');
}
