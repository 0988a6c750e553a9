import { createHash } from 'node:crypto';
import {
  type PDFContext,
  PDFDict,
  PDFHeader,
  PDFHexString,
  PDFName,
  type PDFObject,
  PDFParser,
  PDFRef,
  PDFStreamWriter,
  PDFWriter,
} from '@cantoo/pdf-lib';
import { objectContents } from '../document/objects.ts';
import type { CarriedText } from '../page-model.ts';
import { CATALOGUE, MARK_INFO, PAGE_LABEL } from './allowed-keys.ts';
import { Uncleanable } from './cannot-clean.ts';
import { cleanStreams } from './clean-streams.ts';
import { cleanTree } from './clean-tree.ts';
import { deleteUnreferenced, Marker } from './collect-garbage.ts';
import { layersOf } from './content/optional-content.ts';
import { rewriteContents } from './content/rewrite-contents.ts';
import { type Destinations, destinationsOf } from './destinations.ts';
import { keepLinks } from './links.ts';
import { cleanOutline } from './outline.ts';
import { cleanPages } from './pages.ts';
import { dictOf, drop, entry, keepOnly, nameOf, put, textOf } from './pdf-objects.ts';
import { reducePictures } from './pictures/reduce-pictures.ts';
import { type CleanProperties, setProperties } from './properties.ts';
import { shortenNumbers } from './short-numbers.ts';
import { cleanStructureTree } from './tags/structure-tree.ts';
import { isLabelPrefix } from './vocabulary.ts';

export interface Stripped {
  readonly pdf: Uint8Array;
  /** Pages that lost an annotation or a form field that could be seen. */
  readonly changedPages: ReadonlySet<number>;
  /** Pages that lost what a hidden layer held: text that nobody saw is gone from them. */
  readonly cutPages: ReadonlySet<number>;
  /** What the checks read in the original besides its pages. */
  readonly texts: readonly CarriedText[];
}

/**
 * Rewrites a PDF (unencrypted, one revision) with nothing in it but pages, links, outline, tags and the given
 * properties. The same input gives the same bytes. Throws `Uncleanable`, or anything where the file is
 * damaged.
 */
export async function stripPdf(pdf: Uint8Array, properties: CleanProperties): Promise<Stripped> {
  const context = await PDFParser.forBytesWithOptions(pdf, Number.POSITIVE_INFINITY).parseDocument();
  const { carried } = objectContents(context);
  const root = context.trailerInfo.Root;
  const catalogue = context.lookup(root);
  if (!(root instanceof PDFRef && catalogue instanceof PDFDict)) {
    throw new Uncleanable(
      'The contents of this PDF cannot be found. Save or print the report to a new PDF and drop that.',
    );
  }
  const pages = cleanPages(context, catalogue);
  const pageRefs = new Set(pages.map(({ ref }) => ref));
  const destinations = destinationsOf(context, catalogue, pageRefs);
  keepOnly(catalogue, CATALOGUE);
  const layers = layersOf(context, catalogue);
  const annotations = keepLinks(context, pages, destinations, layers);
  const contents = rewriteContents(context, pages, layers);
  layers.settle(catalogue);
  cleanNavigation(context, catalogue, destinations);

  const marker = new Marker(context, pageRefs, annotations.kept);
  for (const { ref } of pages) marker.mark(ref);
  cleanStructureTree(catalogue, {
    context,
    pages: pageRefs,
    standing: marker.reached,
    isCut: (holder, mcid) => contents.isCut(holder, mcid),
  });
  marker.mark(root);
  cleanStreams(context, marker.reached);
  await reducePictures(context, pages, marker.reached, () => draft(context));
  setProperties(context, catalogue, properties);
  deleteUnreferenced(context);
  shortenNumbers(context);
  return {
    pdf: await serialise(context),
    changedPages: annotations.changedPages,
    cutPages: contents.cutPages,
    texts: carried,
  };
}

function cleanNavigation(context: PDFContext, catalogue: PDFDict, destinations: Destinations): void {
  cleanOutline(context, catalogue, destinations);
  cleanTree(context, dictOf(context, entry(catalogue, 'PageLabels')), 'Nums', (label) =>
    keepsLabel(context, label),
  );
  const markInfo = dictOf(context, entry(catalogue, 'MarkInfo'));
  if (markInfo !== undefined) keepOnly(markInfo, MARK_INFO);
  const mode = nameOf(context, entry(catalogue, 'PageMode'));
  if (mode !== 'UseOutlines' && mode !== 'UseThumbs') drop(catalogue, 'PageMode');
  put(catalogue, 'Type', PDFName.of('Catalog'));
}

function keepsLabel(context: PDFContext, value: PDFObject): boolean {
  const label = dictOf(context, value);
  if (label === undefined) return false;
  keepOnly(label, PAGE_LABEL);
  if (!isLabelPrefix(textOf(context, entry(label, 'P')) ?? '')) drop(label, 'P');
  return true;
}

/** The document as it is so far, for PDFium to paint. */
const draft = (context: PDFContext): Promise<Uint8Array> =>
  PDFWriter.forContext(context, Number.POSITIVE_INFINITY).serializeToBuffer();

const NO_ID = '0'.repeat(32);

/** The file's bytes, with an identifier (ISO 32000-2, 14.4) made from them rather than from a clock. */
async function serialise(context: PDFContext): Promise<Uint8Array> {
  const id = PDFHexString.of(NO_ID);
  const { Root, Info } = context.trailerInfo;
  // Object streams came with PDF 1.5.
  if (String(context.header).startsWith('%PDF-1')) context.header = PDFHeader.forVersion(1, 7);
  context.trailerInfo = { ...(Root && { Root }), ...(Info && { Info }), ID: context.obj([id, id]) };
  const bytes = await PDFStreamWriter.forContext(context, Number.POSITIVE_INFINITY).serializeToBuffer();
  const written = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fingerprint = createHash('sha256').update(bytes).digest('hex').slice(0, 32).toUpperCase();
  for (let at = written.lastIndexOf(`<${NO_ID}>`), n = 0; at >= 0 && n < 2; n += 1) {
    written.write(fingerprint, at + 1, 'latin1');
    at = written.lastIndexOf(`<${NO_ID}>`);
  }
  return bytes;
}
