import { type PDFContext, PDFDict, PDFNumber, type PDFObject, type PDFRef } from '@cantoo/pdf-lib';
import { Uncleanable } from './cannot-clean.ts';
import type { Layers } from './optional-content.ts';
import { bytesOf, type Content, innerContents, pageContent } from './page-content.ts';
import type { PdfPage } from './pages.ts';
import { dictOf, drop, entry, nameOf } from './pdf-objects.ts';
import { type Cut, cutUnseen, drawnIn } from './remove-hidden-operators.ts';

export interface UnseenRemoved {
  /** Pages that lost what a hidden layer held. */
  readonly cutPages: ReadonlySet<number>;
  /** Pages whose content was written anew or whose resources became fewer. */
  readonly rewrittenPages: ReadonlySet<number>;
  /** Whether marked content (of a page or form, by number) went with a hidden layer. */
  readonly isCut: (holder: PDFRef | undefined, mcid: number) => boolean;
}

/**
 * Takes out of all content what nobody sees: what hidden layers hold, pictures and forms that are never drawn, comments in
 * the code, names of layers. Throws `Uncleanable` where there are hidden layers and the content cannot be read well enough.
 */
export function removeUnseenContent(
  context: PDFContext,
  pages: readonly PdfPage[],
  layers: Layers,
): UnseenRemoved {
  const cutPages = new Set<number>();
  const rewrittenPages = new Set<number>();
  const cutMarks = new Map<PDFRef | undefined, readonly number[]>();
  const drawn = new Set<PDFObject>();
  const seen = new Set<PDFObject>();
  /** Every dictionary of resources, and a page that uses it. */
  const resources = new Map<PDFDict, number>();
  const waiting = pages.map((page) => pageContent(context, page)).toReversed();
  while (waiting.length > 0) {
    const content = waiting.pop();
    if (content === undefined) break;
    if (content.resources !== undefined) resources.set(content.resources, content.page);
    const cut = cutOrRefuse(content, layers);
    for (const name of cut?.drawn ?? namesOf(content, 'XObject')) {
      const target = context.lookup(named(content, 'XObject', name));
      if (target !== undefined) drawn.add(target);
    }
    if (cut?.bytes !== undefined) {
      content.replace(cut.bytes);
      rewrittenPages.add(content.page);
      if (cut.hidden) cutPages.add(content.page);
      cutMarks.set(content.holder, cut.mcids);
    }
    for (const inner of innerContents(content, layers)) {
      const stream = inner.streams[0];
      if (stream === undefined || seen.has(stream)) continue;
      seen.add(stream);
      waiting.push(inner);
    }
  }
  for (const [dict, page] of resources) {
    dropUndrawn(dict, drawn, () => rewrittenPages.add(page));
    dropLayerNames(dict, layers);
  }
  return {
    cutPages,
    rewrittenPages,
    isCut: (holder, mcid) => cutMarks.get(holder)?.includes(mcid) ?? false,
  };
}

/** `undefined` where the content cannot be read and no hidden layer makes that matter. */
function cutOrRefuse(content: Content, layers: Layers): Cut | undefined {
  try {
    const bytes = bytesOf(content);
    const quick = layers.anyHidden ? undefined : drawnIn(bytes);
    if (quick !== undefined) return quick;
    return cutUnseen(bytes, {
      hides: (name) => layers.hides(named(content, 'Properties', name)),
      hidesObject: (name) => isOfHiddenLayer(named(content, 'XObject', name), content, layers),
      mcidOf: (name) => mcidOf(named(content, 'Properties', name), content),
    });
  } catch (error) {
    if (!layers.anyHidden) return undefined;
    throw new Uncleanable(
      `Page ${content.page} belongs to a PDF with hidden layers, and they cannot be taken out of it. Print the report to a new PDF and drop that.`,
      { cause: error },
    );
  }
}

function isOfHiddenLayer(object: PDFObject | undefined, { resources }: Content, layers: Layers): boolean {
  const dict = resources && dictOf(resources.context, object);
  return dict !== undefined && layers.hides(entry(dict, 'OC'));
}

function named(content: Content, kind: string, name: string): PDFObject | undefined {
  const { resources } = content;
  const map = resources && dictOf(resources.context, entry(resources, kind));
  return map && entry(map, name);
}

function namesOf({ resources }: Content, kind: string): string[] {
  const map = resources && dictOf(resources.context, entry(resources, kind));
  return map?.keys().map((key) => key.decodeText()) ?? [];
}

function mcidOf(value: PDFObject | undefined, { resources }: Content): number | undefined {
  const context = resources?.context;
  const list = context?.lookup(value);
  const mcid = list instanceof PDFDict ? context?.lookup(entry(list, 'MCID')) : undefined;
  return mcid instanceof PDFNumber ? mcid.asNumber() : undefined;
}

/** Forms and images that no content draws lose their name and so their place. */
function dropUndrawn(resources: PDFDict, drawn: ReadonlySet<PDFObject>, note: () => void): void {
  const { context } = resources;
  const map = dictOf(context, entry(resources, 'XObject'));
  for (const [key, value] of map?.entries() ?? []) {
    const target = context.lookup(value);
    const dict = dictOf(context, target);
    if (target === undefined || dict === undefined || !drawn.has(target)) {
      map?.delete(key);
      note();
    } else {
      drop(dict, 'OC');
    }
  }
}

/** Neutral groups in the place of the visible layers; the hidden ones are gone. */
function dropLayerNames(resources: PDFDict, layers: Layers): void {
  const { context } = resources;
  const properties = dictOf(context, entry(resources, 'Properties'));
  for (const [key, value] of properties?.entries() ?? []) {
    const dict = dictOf(context, value);
    const type = dict && nameOf(context, entry(dict, 'Type'));
    if (type !== 'OCG' && type !== 'OCMD') continue;
    if (layers.hides(value)) properties?.delete(key);
    else if (!layers.isNeutral(value)) properties?.set(key, layers.neutral(value));
  }
}
