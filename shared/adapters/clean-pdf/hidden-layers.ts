import { inflateSync } from 'node:zlib';
import {
  decodePDFRawStream,
  type PDFContext,
  PDFDict,
  PDFName,
  type PDFObject,
  PDFRawStream,
  type PDFRef,
} from '@cantoo/pdf-lib';
import { cutHiddenContent } from './cut-hidden-content.ts';
import type { Layers } from './layers.ts';
import { type PdfPage, resourcesOf } from './pages.ts';
import { dictOf, drop, entry, nameOf, oneOrMany, put } from './pdf-objects.ts';
import { Uncleanable } from './uncleanable.ts';

const MOST_BYTES = 256 * 2 ** 20;

export interface CutLayers {
  /** Pages whose own content was cut. */
  readonly changedPages: ReadonlySet<number>;
  readonly isCut: (holder: PDFRef | undefined, mcid: number) => boolean;
}

/** A page, form, pattern or glyph: content, and the resources that give its names a meaning. */
interface Content {
  readonly page: number;
  readonly holder: PDFRef | undefined;
  readonly streams: readonly PDFRawStream[];
  readonly resources: PDFDict | undefined;
  readonly replace: (bytes: Uint8Array) => void;
}

/**
 * Takes what hidden layers hold out of all content, and the names of the visible ones out of the file.
 * Throws `Uncleanable` where the content cannot be read well enough to be cut.
 */
export function removeHiddenLayers(
  context: PDFContext,
  pages: readonly PdfPage[],
  layers: Layers,
): CutLayers {
  const cutMarks = new Map<PDFRef | undefined, Set<number>>();
  const changedPages = new Set<number>();
  const shown = new Set<PDFObject>();
  const hidden = new Set<PDFObject>();
  const seen = new Set<PDFObject>();
  const waiting = pages.map((page) => pageContent(context, page)).toReversed();
  while (waiting.length > 0) {
    const content = waiting.pop();
    if (content === undefined) break;
    const named = (kind: string, name: string) => lookUp(context, content.resources, kind, name);
    if (layers.anyHidden) {
      const cut = cutOrRefuse(content, {
        hides: (name) => layers.hides(named('Properties', name)),
        mcidOf: (name) => nameNumber(context, named('Properties', name)),
      });
      for (const name of cut.shown) addTo(shown, context.lookup(named('XObject', name)));
      for (const name of cut.hidden) addTo(hidden, context.lookup(named('XObject', name)));
      if (cut.bytes !== undefined) {
        content.replace(cut.bytes);
        cutMarks.set(content.holder, new Set([...(cutMarks.get(content.holder) ?? []), ...cut.mcids]));
        changedPages.add(content.page);
      }
    }
    for (const inner of innerContents(context, content, layers)) {
      if (seen.has(inner.key)) continue;
      seen.add(inner.key);
      if (inner.emptied) changedPages.add(content.page);
      else waiting.push(inner.content);
    }
    neutralise(context, content.resources, layers, seen);
  }
  for (const drawn of hidden) if (!shown.has(drawn) && drawn instanceof PDFRawStream) empty(drawn);
  return { changedPages, isCut: (holder, mcid) => cutMarks.get(holder)?.has(mcid) ?? false };
}

function addTo(set: Set<PDFObject>, value: PDFObject | undefined): void {
  if (value !== undefined) set.add(value);
}

function cutOrRefuse(content: Content, names: Parameters<typeof cutHiddenContent>[1]) {
  try {
    return cutHiddenContent(
      Buffer.concat(content.streams.flatMap((stream) => [decoded(stream), NEW_LINE])),
      names,
    );
  } catch (error) {
    throw new Uncleanable(
      `Page ${content.page} belongs to a PDF with hidden layers, and they cannot be taken out of it. Print the report to a new PDF and drop that.`,
      { cause: error },
    );
  }
}

const NEW_LINE = Uint8Array.of(10);

/** The bytes of a content stream, bounded. */
export function decoded(stream: PDFRawStream): Uint8Array {
  const { context } = stream.dict;
  const filters = oneOrMany(context, entry(stream.dict, 'Filter'));
  if (filters.length === 0) return stream.contents;
  const isPlainFlate =
    filters.length === 1 &&
    nameOf(context, filters[0]) === 'FlateDecode' &&
    entry(stream.dict, 'DecodeParms') === undefined;
  return isPlainFlate
    ? new Uint8Array(inflateSync(stream.contents, { maxOutputLength: MOST_BYTES }))
    : decodePDFRawStream(stream).decode();
}

function pageContent(context: PDFContext, page: PdfPage): Content {
  const streams = oneOrMany(context, entry(page.dict, 'Contents')).map((part) => context.lookup(part));
  return {
    page: page.number,
    holder: page.ref,
    streams: streams.filter((stream) => stream instanceof PDFRawStream),
    resources: resourcesOf(context, page.dict),
    replace: (bytes) => put(page.dict, 'Contents', context.register(context.flateStream(bytes))),
  };
}

interface InnerContent {
  readonly key: PDFObject;
  readonly content: Content;
  readonly emptied: boolean;
}

/** Forms, patterns and Type 3 glyphs that a content's resources name. Those of a hidden layer are emptied. */
function* innerContents(context: PDFContext, outer: Content, layers: Layers): Generator<InnerContent> {
  for (const kind of ['XObject', 'Pattern', 'Font']) {
    const map = outer.resources && dictOf(context, entry(outer.resources, kind));
    for (const value of map?.values() ?? []) {
      const found = context.lookup(value);
      if (found instanceof PDFRawStream) {
        const emptied = layers.hides(entry(found.dict, 'OC'));
        drop(found.dict, 'OC');
        if (emptied) empty(found);
        yield { key: found, emptied, content: streamContent(context, outer, found, value, found.dict) };
      } else if (found instanceof PDFDict && entry(found, 'CharProcs') !== undefined) {
        for (const glyph of dictOf(context, entry(found, 'CharProcs'))?.values() ?? []) {
          const stream = context.lookup(glyph);
          if (!(stream instanceof PDFRawStream)) continue;
          yield { key: stream, emptied: false, content: streamContent(context, outer, stream, glyph, found) };
        }
      }
    }
  }
}

function streamContent(
  context: PDFContext,
  outer: Content,
  stream: PDFRawStream,
  ref: PDFObject,
  holder: PDFDict,
): Content {
  const isImage = nameOf(context, entry(stream.dict, 'Subtype')) === 'Image';
  const isReference = context.getRef(ref);
  return {
    page: outer.page,
    holder: isReference,
    streams: isImage ? [] : [stream],
    resources: dictOf(context, entry(holder, 'Resources')) ?? (isImage ? undefined : outer.resources),
    replace: (bytes) => {
      stream.updateContents(bytes);
      drop(stream.dict, 'Filter');
      drop(stream.dict, 'DecodeParms');
    },
  };
}

/** Makes of a form or image one that draws nothing. */
function empty(stream: PDFRawStream): void {
  for (const key of stream.dict.keys()) stream.dict.delete(key);
  put(stream.dict, 'Type', PDFName.of('XObject'));
  put(stream.dict, 'Subtype', PDFName.of('Form'));
  put(stream.dict, 'BBox', stream.dict.context.obj([0, 0, 0, 0]));
  stream.updateContents(new Uint8Array());
}

/** Puts neutral groups in the place of the named ones, and takes the hidden ones' names away. */
function neutralise(
  context: PDFContext,
  resources: PDFDict | undefined,
  layers: Layers,
  seen: Set<PDFObject>,
): void {
  const properties = resources && dictOf(context, entry(resources, 'Properties'));
  if (properties === undefined || seen.has(properties)) return;
  seen.add(properties);
  for (const [key, value] of properties.entries()) {
    const dict = dictOf(context, value);
    const type = dict && nameOf(context, entry(dict, 'Type'));
    if (type !== 'OCG' && type !== 'OCMD') continue;
    if (!layers.hides(value)) properties.set(key, layers.neutral(value));
  }
}

function lookUp(
  context: PDFContext,
  resources: PDFDict | undefined,
  kind: string,
  name: string,
): PDFObject | undefined {
  const map = resources && dictOf(context, entry(resources, kind));
  return map && entry(map, name);
}

function nameNumber(context: PDFContext, value: PDFObject | undefined): number | undefined {
  const dict = dictOf(context, value);
  const mcid = dict && context.lookup(entry(dict, 'MCID'));
  return mcid !== undefined && 'asNumber' in mcid && typeof mcid.asNumber === 'function'
    ? Number(mcid.asNumber())
    : undefined;
}
