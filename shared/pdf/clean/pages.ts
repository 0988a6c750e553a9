import { type PDFContext, PDFDict, PDFNull, type PDFObject, PDFRef } from '@cantoo/pdf-lib';
import { PAGE, PAGE_TREE } from './allowed-keys.ts';
import { Uncleanable } from './cannot-clean.ts';
import { dictOf, elementsOf, entry, keepOnly } from './pdf-objects.ts';

export interface PdfPage {
  /** 1-based. */
  readonly number: number;
  readonly ref: PDFRef;
  readonly dict: PDFDict;
}

/** The pages in order, each and the tree above it with allowed keys only. */
export function cleanPages(context: PDFContext, catalogue: PDFDict): PdfPage[] {
  return pagesOf(context, catalogue, keepOnly);
}

/** The pages in order. Tells `visit` of each and of the tree above it, with the keys that it may have. */
export function pagesOf(
  context: PDFContext,
  catalogue: PDFDict,
  visit: (node: PDFDict, allowed: ReadonlySet<string>) => void = () => {},
): PdfPage[] {
  const pages: PdfPage[] = [];
  const seen = new Set<PDFRef>();
  const waiting = [entry(catalogue, 'Pages')];
  while (waiting.length > 0) {
    const ref = waiting.pop();
    if (!(ref instanceof PDFRef) || seen.has(ref)) {
      throw new Uncleanable(
        'The list of pages in this PDF is damaged. Save or print the report to a new PDF and drop that.',
      );
    }
    seen.add(ref);
    const dict = context.lookup(ref);
    if (!(dict instanceof PDFDict)) continue;
    const isTree = entry(dict, 'Kids') !== undefined;
    if (isTree) waiting.push(...elementsOf(context, entry(dict, 'Kids')).toReversed());
    else pages.push({ number: pages.length + 1, ref, dict });
    visit(dict, isTree ? PAGE_TREE : PAGE);
  }
  return pages;
}

/** The resources of a page, its own or inherited. */
export const resourcesOf = (context: PDFContext, page: PDFDict): PDFDict | undefined =>
  dictOf(context, inherited(context, page, 'Resources'));

/** A page's value of a key, its own or that of the tree above it. */
export function inherited(context: PDFContext, page: PDFDict, key: string): PDFObject | undefined {
  let node: PDFDict | undefined = page;
  for (let depth = 0; node !== undefined && depth < 50; depth += 1) {
    const value = context.lookup(entry(node, key));
    if (value !== undefined && value !== PDFNull) return value;
    node = dictOf(context, entry(node, 'Parent'));
  }
  return undefined;
}
