import { inflateSync } from 'node:zlib';
import {
  decodePDFRawStream,
  type PDFContext,
  PDFDict,
  type PDFObject,
  PDFRawStream,
  type PDFRef,
} from '@cantoo/pdf-lib';
import { type PdfPage, resourcesOf } from '../pages.ts';
import { dictOf, drop, entry, nameOf, oneOrMany, put, refOf } from '../pdf-objects.ts';
import type { Layers } from './optional-content.ts';

/** A page, form, pattern or glyph: what it paints, and the resources that give its names a meaning. */
export interface Content {
  /** The page it was first met on, 1-based. */
  readonly page: number;
  readonly holder: PDFRef | undefined;
  readonly streams: readonly PDFRawStream[];
  readonly resources: PDFDict | undefined;
  readonly replace: (bytes: Uint8Array) => void;
}

const MOST_BYTES = 256 * 2 ** 20;

/**
 * The bytes of a content's streams, one after the other. Throws where they cannot be decoded or are too many.
 */
export function bytesOf(content: Content): Uint8Array {
  return Buffer.concat(content.streams.flatMap((stream) => [decoded(stream), NEW_LINE]));
}

const NEW_LINE = Uint8Array.of(10);

/** A stream without its filters, up to 256 MB. Throws where it cannot be decoded or is larger. */
export function decoded(stream: PDFRawStream): Uint8Array {
  const { context } = stream.dict;
  const filters = oneOrMany(context, entry(stream.dict, 'Filter'));
  if (filters.length === 0) return stream.contents;
  const isFlate = filters.length === 1 && nameOf(context, filters[0]) === 'FlateDecode';
  return isFlate && entry(stream.dict, 'DecodeParms') === undefined
    ? inflateSync(stream.contents, { maxOutputLength: MOST_BYTES })
    : decodePDFRawStream(stream).decode();
}

export function pageContent(context: PDFContext, page: PdfPage): Content {
  const streams = oneOrMany(context, entry(page.dict, 'Contents')).map((part) => context.lookup(part));
  return {
    page: page.number,
    holder: page.ref,
    streams: streams.filter((stream) => stream instanceof PDFRawStream),
    resources: resourcesOf(context, page.dict),
    replace: (bytes) => put(page.dict, 'Contents', context.register(context.flateStream(bytes))),
  };
}

/** Forms, patterns and soft masks that a content uses. Those that a hidden layer holds are left out. */
export function* innerContents(
  outer: Content,
  used: Iterable<readonly [kind: string, value: PDFObject]>,
  layers: Layers,
): Generator<Content> {
  const context = outer.resources?.context;
  if (context === undefined) return;
  for (const [kind, value] of used) {
    const found = context.lookup(value);
    if (found instanceof PDFRawStream) {
      const isContent = kind === 'Pattern' || nameOf(context, entry(found.dict, 'Subtype')) === 'Form';
      if ((kind === 'XObject' || kind === 'Pattern') && isContent && !layers.hides(entry(found.dict, 'OC')))
        yield streamContent(outer, value, found, found.dict);
    } else if (found instanceof PDFDict && kind === 'ExtGState') {
      const mask = dictOf(context, entry(found, 'SMask'));
      const group = mask && entry(mask, 'G');
      const stream = context.lookup(group);
      if (group !== undefined && stream instanceof PDFRawStream)
        yield streamContent(outer, group, stream, stream.dict);
    }
  }
}

/** A glyph of a Type 3 font, which the font's resources give its names a meaning. */
export const glyphContent = (outer: Content, glyph: PDFRawStream, font: PDFDict): Content =>
  streamContent(outer, glyph, glyph, font);

/** What a form, pattern or soft mask paints where it stands in another content. */
export const innerContent = (outer: Content, stream: PDFRawStream): Content =>
  streamContent(outer, stream, stream, stream.dict);

function streamContent(outer: Content, value: PDFObject, stream: PDFRawStream, holder: PDFDict): Content {
  return {
    page: outer.page,
    holder: refOf(value),
    streams: [stream],
    resources: dictOf(holder.context, entry(holder, 'Resources')) ?? outer.resources,
    replace: (bytes) => {
      stream.updateContents(bytes);
      drop(stream.dict, 'Filter');
      drop(stream.dict, 'DecodeParms');
    },
  };
}
