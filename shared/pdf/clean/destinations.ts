import { PDFArray, type PDFContext, PDFDict, PDFName, type PDFObject, PDFRef } from '@cantoo/pdf-lib';
import { pairsOf } from './clean-tree.ts';
import { dictOf, entry, textOf } from './pdf-objects.ts';

/** Where links and bookmarks lead within the document (ISO 32000-2, 12.3.2). */
export interface Destinations {
  /**
   * `[page /XYZ ...]` on one of the pages, also where only its name is given; `undefined` where it leads
   * nowhere.
   */
  placeOf(value: PDFObject | undefined): PDFArray | undefined;
}

/**
 * Names of places are what an author called a passage, a child's name perhaps: links lead there without them.
 */
export function destinationsOf(
  context: PDFContext,
  catalogue: PDFDict,
  pages: ReadonlySet<PDFRef>,
): Destinations {
  const named = new Map<string, PDFObject>();
  for (const [name, value] of dictOf(context, entry(catalogue, 'Dests'))?.entries() ?? [])
    named.set(name.decodeText(), value);
  const trees = dictOf(context, entry(catalogue, 'Names'));
  for (const [key, value] of pairsOf(context, trees && dictOf(context, entry(trees, 'Dests')), 'Names')) {
    const name = textOf(context, key);
    if (name !== undefined) named.set(name, value);
  }

  function placeOf(value: PDFObject | undefined, mayBeName = true): PDFArray | undefined {
    const found = context.lookup(value);
    if (found instanceof PDFDict) return placeOf(entry(found, 'D'), false);
    if (found instanceof PDFArray) return isOnPage(found) ? found : undefined;
    const name = found instanceof PDFName ? found.decodeText() : textOf(context, found);
    return name !== undefined && mayBeName ? placeOf(named.get(name), false) : undefined;
  }

  function isOnPage(place: PDFArray): boolean {
    const page = place.size() > 0 ? place.get(0) : undefined;
    return page instanceof PDFRef ? pages.has(page) : page !== undefined;
  }

  return { placeOf: (value) => placeOf(value) };
}
