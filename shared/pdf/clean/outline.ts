import type { PDFContext, PDFDict } from '@cantoo/pdf-lib';
import { OUTLINE_ITEM, OUTLINES } from './allowed-keys.ts';
import type { Destinations } from './destinations.ts';
import { cleanTarget } from './links.ts';
import { dictOf, entry, keepOnly } from './pdf-objects.ts';

/** Leaves of the outline its titles and where they lead within the document or on the web. */
export function cleanOutline(context: PDFContext, catalogue: PDFDict, destinations: Destinations): void {
  const root = dictOf(context, entry(catalogue, 'Outlines'));
  if (root === undefined) return;
  keepOnly(root, OUTLINES);
  const seen = new Set<PDFDict>([root]);
  const waiting = [dictOf(context, entry(root, 'First'))];
  while (waiting.length > 0) {
    const item = waiting.pop();
    if (item === undefined || seen.has(item)) continue;
    seen.add(item);
    keepOnly(item, OUTLINE_ITEM);
    cleanTarget(context, item, destinations);
    waiting.push(dictOf(context, entry(item, 'Next')), dictOf(context, entry(item, 'First')));
  }
}
