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
import { FORM, IMAGE, NAME_MAPS, SPOKEN, TEXT } from './allowed-keys.ts';
import { Uncleanable } from './cannot-clean.ts';
import { drop, entry, keepOnly, nameOf, put, readableString, textOf } from './pdf-objects.ts';
import { isCollection, isLanguage, isNameFor, KEYS } from './vocabulary.ts';

/** Keys of a stream whose bytes stand in another file (ISO 32000-2, 7.3.8.2). */
const EXTERNAL = ['F', 'FFilter', 'FDecodeParms', 'DL'];

/**
 * Follows every reference from the given objects, drops forbidden keys on the way, and remembers what it
 * reached.
 */
export interface Marker {
  readonly reached: ReadonlySet<PDFObject>;
  mark(value: PDFObject | undefined): void;
  /** Deletes every object that was not reached: what is left of earlier revisions and removed parts. */
  sweep(): void;
}

/** `pages` are the only pages, and `annotations` the only annotations, that may be reached. */
export function markerOf(
  context: PDFContext,
  pages: ReadonlySet<PDFRef>,
  annotations: ReadonlySet<PDFDict>,
): Marker {
  const reached = new Set<PDFObject>();
  const refs = new Set<PDFRef>();

  /**
   * What to follow from a value that a key holds, each with its own key; what may not stay is dropped first.
   */
  function follow(value: PDFObject, key: string): [PDFObject, string][] {
    if (value instanceof PDFArray) {
      const mayHoldText = TEXT.has(key) || isPalette(value);
      for (const [index, element] of value.asArray().entries()) {
        if (isForeign(element) || (!mayHoldText && isText(element))) value.set(index, PDFNull);
      }
      return value.asArray().map((element) => [element, NAME_MAPS.has(key) ? '' : key]);
    }
    if (value instanceof PDFInvalidObject) {
      throw new Uncleanable(
        'This PDF is damaged inside. Save or print the report to a new PDF and drop that.',
      );
    }
    const dict = value instanceof PDFStream ? value.dict : value;
    if (!(dict instanceof PDFDict)) return [];
    if (value instanceof PDFStream) scrubStream(value, context);
    const isNameMap = NAME_MAPS.has(key);
    for (const [name, held] of dict.entries()) {
      if ((!isNameMap && isForbidden(name.decodeText(), held)) || isForeign(held)) dict.delete(name);
    }
    for (const [name, held] of dict.entries()) {
      const found = context.lookup(held);
      if (found !== undefined && SPOKEN.has(name.decodeText())) {
        const readable = readableString(found);
        if (readable !== found) dict.set(name, readable);
      }
    }
    if (entry(dict, 'Ordering') !== undefined) cleanCollection(context, dict);
    return dict.entries().map(([name, held]) => [held, isNameMap ? '' : name.decodeText()]);
  }

  /** A key that is somebody's own, or a value that may be: free text, a free name. */
  function isForbidden(key: string, value: PDFObject): boolean {
    // The copy gets metadata of its own at the end.
    if (key === 'Metadata' || !KEYS.has(key)) return true;
    const found = context.lookup(value);
    if (found instanceof PDFName) return !isNameFor(key, found.decodeText());
    const text = textOf(context, value);
    return text !== undefined && (!TEXT.has(key) || (key === 'Lang' && !isLanguage(text)));
  }

  const isText = (value: PDFObject): boolean => textOf(context, value) !== undefined;

  /** The colours of an indexed colour space may be written as a string (ISO 32000-2, 8.6.6.3). */
  const isPalette = (array: PDFArray): boolean =>
    ['Indexed', 'I'].includes(nameOf(context, array.get(0)) ?? '');

  /**
   * A page that is not in the tree, an annotation that is on no page: reached through a link or a tag, and
   * not to stay.
   */
  function isForeign(value: PDFObject): boolean {
    const found = context.lookup(value);
    if (!(found instanceof PDFDict)) return false;
    const type = nameOf(context, entry(found, 'Type'));
    if (type === 'Page') return !(value instanceof PDFRef) || !pages.has(value);
    return type === 'Annot' && !annotations.has(found);
  }

  return {
    reached,
    mark(start) {
      const waiting: [PDFObject, string][] = start === undefined ? [] : [[start, '']];
      while (waiting.length > 0) {
        const next = waiting.pop();
        if (next === undefined) break;
        const [value, key] = next;
        if (value instanceof PDFRef) refs.add(value);
        const found = value instanceof PDFRef ? context.lookup(value) : value;
        if (found === undefined || reached.has(found)) continue;
        if (
          !(
            found instanceof PDFDict ||
            found instanceof PDFArray ||
            found instanceof PDFStream ||
            found instanceof PDFInvalidObject
          )
        ) {
          continue;
        }
        reached.add(found);
        waiting.push(...follow(found, key));
      }
    },
    sweep() {
      for (const [ref] of context.enumerateIndirectObjects()) if (!refs.has(ref)) context.delete(ref);
    },
  };
}

/** Deletes what nothing refers to any more: lengths and masks of streams that were written again. */
export function sweepUnreferenced(context: PDFContext): void {
  const { Root, Info } = context.trailerInfo;
  const reached = new Set<PDFObject>();
  const waiting: (PDFObject | undefined)[] = [Root, Info];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (next === undefined || reached.has(next)) continue;
    reached.add(next);
    if (next instanceof PDFRef) waiting.push(context.lookup(next));
    else if (next instanceof PDFArray) waiting.push(...next.asArray());
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
