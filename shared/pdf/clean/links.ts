import { type PDFContext, PDFDict, PDFNumber, type PDFObject, PDFStream, PDFString } from '@cantoo/pdf-lib';
import { ACTION, LINK } from './allowed-keys.ts';
import { Uncleanable } from './cannot-clean.ts';
import type { Layers } from './content/optional-content.ts';
import type { Destinations } from './destinations.ts';
import { isEmptyDescription } from './empty-description.ts';
import type { PdfPage } from './pages.ts';
import { dictOf, drop, elementsOf, entry, keepOnly, nameOf, put, textOf } from './pdf-objects.ts';
import { publicAddress } from './public-address.ts';

/**
 * PDFium paints none of these without an appearance, but other readers do: what they cover would come to
 * light unnoticed.
 */
const UNPAINTED_DRAWINGS = new Set(['Polygon', 'PolyLine', 'Line']);

export interface KeptAnnotations {
  readonly kept: ReadonlySet<PDFDict>;
  readonly removed: ReadonlySet<PDFDict>;
  /** Pages on which something that could be seen was removed. */
  readonly changedPages: ReadonlySet<number>;
}

/** Annotations that show nothing on the page themselves. */
const UNSEEN: ReadonlySet<string | undefined> = new Set(['Popup', 'Link']);

/**
 * Leaves of every page's annotations its links: within the document, to the web, to a mailbox.
 * A redaction that was marked and never applied is no annotation to remove: the words would stay.
 */
export function keepLinks(
  context: PDFContext,
  pages: readonly PdfPage[],
  destinations: Destinations,
  layers: Layers,
): KeptAnnotations {
  const kept = new Set<PDFDict>();
  const removed = new Set<PDFDict>();
  const changedPages = new Set<number>();
  for (const page of pages) {
    const annotations = elementsOf(context, entry(page.dict, 'Annots'));
    const links: PDFObject[] = [];
    for (const annotation of annotations) {
      const dict = dictOf(context, annotation);
      if (dict === undefined) continue;
      const subtype = nameOf(context, entry(dict, 'Subtype'));
      const problem = uncleanable(context, dict, subtype, page.number);
      if (problem !== undefined) throw new Uncleanable(problem);
      if (subtype === 'Link' && cleanLink(context, dict, destinations, layers)) {
        put(dict, 'P', page.ref);
        links.push(annotation);
        kept.add(dict);
      } else {
        removed.add(dict);
        if (!UNSEEN.has(subtype)) changedPages.add(page.number);
      }
    }
    if (links.length > 0) put(page.dict, 'Annots', context.obj(links));
    else drop(page.dict, 'Annots');
  }
  return { kept, removed, changedPages };
}

/** Why an annotation cannot be removed without a visible or hidden loss. */
function uncleanable(
  context: PDFContext,
  dict: PDFDict,
  subtype: string | undefined,
  page: number,
): string | undefined {
  if (subtype === 'Redact')
    return `A redaction on page ${page} was marked and never applied, so the words are still there. Apply it and save a new PDF.`;
  if (UNPAINTED_DRAWINGS.has(subtype ?? '') && entry(dict, 'AP') === undefined)
    return `A drawing on page ${page} is a comment, and what lies under it cannot be compared. Remove the drawing, and the words if it covers any, and save a new PDF.`;
  if (isPartOfPage(context, dict, subtype))
    return `Page ${page} shows a form field, a text box or a stamp, and the clean copy would leave it out. Print the document to a new PDF, which makes it part of the page, and upload that.`;
  return undefined;
}

/** Bits of an annotation's `F` (ISO 32000-2, table 167): Hidden and NoView. */
const NOT_VIEWED = 0b100010;

/** Whether readers see this annotation as a part of the page: a form field, a text box, a stamp. */
function isPartOfPage(context: PDFContext, annotation: PDFDict, subtype: string | undefined): boolean {
  const flags = context.lookup(entry(annotation, 'F'));
  if (flags instanceof PDFNumber && (flags.asNumber() & NOT_VIEWED) !== 0) return false;
  if (subtype === 'Widget')
    return fieldText(context, annotation).trim() !== '' || hasAppearance(context, annotation);
  return subtype === 'FreeText' || subtype === 'Stamp';
}

/** Whether an annotation has an appearance in its state (ISO 32000-2, 12.5.5). */
function hasAppearance(context: PDFContext, annotation: PDFDict): boolean {
  const appearances = dictOf(context, entry(annotation, 'AP'));
  const normal = context.lookup(appearances && entry(appearances, 'N'));
  if (!(normal instanceof PDFDict)) return normal instanceof PDFStream;
  const state = nameOf(context, entry(annotation, 'AS')) ?? 'Off';
  return context.lookup(entry(normal, state)) instanceof PDFStream;
}

/** The value of a form field as text; it may stand at the field's parent. */
function fieldText(context: PDFContext, widget: PDFDict): string {
  const own = textOf(context, entry(widget, 'V'));
  const parent = dictOf(context, entry(widget, 'Parent'));
  return own ?? (parent === undefined ? '' : (textOf(context, entry(parent, 'V')) ?? ''));
}

function cleanLink(context: PDFContext, link: PDFDict, destinations: Destinations, layers: Layers): boolean {
  if (layers.hides(entry(link, 'OC'))) return false;
  keepOnly(link, LINK);
  const contents = textOf(context, entry(link, 'Contents'));
  if (contents !== undefined && isEmptyDescription(contents)) drop(link, 'Contents');
  // A description that is the address itself is cleaned as the address is.
  else if (contents !== undefined && ADDRESS.test(contents))
    setAddress(link, 'Contents', publicAddress(contents));
  return cleanTarget(context, link, destinations);
}

const ADDRESS = /^\s*(?:[a-z][a-z0-9+.-]+:|www\.)\S+\s*$/i;

function setAddress(holder: PDFDict, key: string, address: string | undefined): void {
  if (address === undefined) drop(holder, key);
  else put(holder, key, PDFString.of(address));
}

/** Cleans `Dest` and `A` of a link or a bookmark. False where nothing allowed is left. */
export function cleanTarget(context: PDFContext, holder: PDFDict, destinations: Destinations): boolean {
  const action = dictOf(context, entry(holder, 'A'));
  if (action !== undefined && isAllowed(context, action, destinations)) {
    keepOnly(action, ACTION);
    drop(holder, 'Dest');
    return true;
  }
  drop(holder, 'A');
  return setPlace(holder, 'Dest', destinations);
}

function setPlace(holder: PDFDict, key: string, destinations: Destinations): boolean {
  const place = destinations.placeOf(entry(holder, key));
  if (place === undefined) drop(holder, key);
  else put(holder, key, place);
  return place !== undefined;
}

function isAllowed(context: PDFContext, action: PDFDict, destinations: Destinations): boolean {
  const kind = nameOf(context, entry(action, 'S'));
  if (kind === 'GoTo') return setPlace(action, 'D', destinations);
  if (kind !== 'URI') return false;
  const address = textOf(context, entry(action, 'URI'));
  const cleaned = address === undefined ? undefined : publicAddress(address);
  if (cleaned === undefined) return false;
  if (cleaned !== address) setAddress(action, 'URI', cleaned);
  return true;
}
