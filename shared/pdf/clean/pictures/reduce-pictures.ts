import { deflateSync } from 'node:zlib';
import { PDFArray, PDFBool, type PDFContext, type PDFObject, PDFRawStream, PDFStream } from '@cantoo/pdf-lib';
import { Uncleanable } from '../cannot-clean.ts';
import { inflated } from '../inflate.ts';
import type { PdfPage } from '../pages.ts';
import { dictOf, drop, elementsOf, entry, flagOf, nameOf, numberOf, oneOrMany, put } from '../pdf-objects.ts';
import { type DecodedImage, decodeImages } from './decode-images.ts';
import { stripJpeg } from './jpeg.ts';
import { stripJpeg2000 } from './jpeg-2000.ts';
import { colourCount, mayMerge, mergeSamples, type SampleRows } from './merge-samples.ts';
import { placementsOf } from './picture-placements.ts';
import { partlySeenImages, type SeenGrid } from './picture-visibility.ts';

/**
 * Leaves of every image what the pages show of it, and nothing else in its stream: hidden pixels become one
 * colour, metadata and trailing bytes go. What is seen keeps its pixels. Throws `Uncleanable` where that
 * cannot be done.
 */
export async function reducePictures(
  context: PDFContext,
  pages: readonly PdfPage[],
  reached: Iterable<PDFObject>,
  serialise: () => Promise<Uint8Array>,
): Promise<void> {
  const images = [...reached].filter((object) => isImage(context, object));
  if (images.length === 0) return;
  const placements = placementsOf(context, pages);
  const grids = withMasks(context, images, await partlySeenImages(context, placements, serialise));
  const decoded: PDFRawStream[] = [];
  for (const image of images) {
    const grid = grids.get(image);
    if (grid !== undefined && !grid.seen.includes(1)) replaceUnseen(context, image);
    else if (grid !== undefined || mayMerge(image) || !stripped(image)) decoded.push(image);
  }
  await decodeImages(context, decoded, serialise, (image, one) => reencode(image, one, grids.get(image)));
}

function isImage(context: PDFContext, object: PDFObject): object is PDFRawStream {
  return object instanceof PDFRawStream && nameOf(context, entry(object.dict, 'Subtype')) === 'Image';
}

/** Masks are hidden where their image is; a mask that several images share stays. */
function withMasks(
  context: PDFContext,
  images: readonly PDFRawStream[],
  grids: ReadonlyMap<PDFRawStream, SeenGrid>,
): Map<PDFRawStream, SeenGrid> {
  const owners = new Map<PDFObject, PDFRawStream[]>();
  for (const image of images)
    for (const key of ['SMask', 'Mask']) {
      const mask = context.lookup(entry(image.dict, key));
      if (mask instanceof PDFRawStream) owners.set(mask, [...(owners.get(mask) ?? []), image]);
    }
  const all = new Map(grids);
  for (const [mask, [owner, ...others]] of owners) {
    const grid = owner && grids.get(owner);
    if (grid !== undefined && others.length === 0 && mask instanceof PDFRawStream) all.set(mask, grid);
  }
  return all;
}

/** A stencil that paints nothing in the place of an image that nobody sees. */
function replaceUnseen(context: PDFContext, image: PDFRawStream): void {
  const { dict } = image;
  const kept = ['Type', 'Subtype', 'StructParent', 'OC'];
  for (const key of dict.keys()) if (!kept.includes(key.decodeText())) dict.delete(key);
  put(dict, 'ImageMask', PDFBool.True);
  for (const key of ['Width', 'Height', 'BitsPerComponent']) put(dict, key, context.obj(1));
  image.updateContents(Uint8Array.of(255));
}

/** Filters whose data is the picture in a format of its own. */
const OWN_FORMATS = new Set(['DCTDecode', 'JPXDecode', 'CCITTFaxDecode', 'JBIG2Decode']);

const filtersOf = ({ dict }: PDFRawStream): (string | undefined)[] =>
  oneOrMany(dict.context, entry(dict, 'Filter')).map((filter) => nameOf(dict.context, filter));

/** Takes all but the picture out of an image that one filter holds. False where the image must be decoded. */
function stripped(image: PDFRawStream): boolean {
  const [filter, ...others] = filtersOf(image);
  if (others.length > 0) return false;
  if (filter === 'FlateDecode') return isExact(image);
  const bytes =
    filter === 'DCTDecode'
      ? stripJpeg(image.contents)
      : filter === 'JPXDecode'
        ? stripJpeg2000(image.contents)
        : undefined;
  if (bytes !== undefined) image.updateContents(bytes);
  return bytes !== undefined;
}

/** Whether an image's deflated samples are all that its stream holds. */
function isExact(image: PDFRawStream): boolean {
  const { dict, contents } = image;
  const { context } = dict;
  const layout = layoutOf(image);
  const parameters = dictOf(context, entry(dict, 'DecodeParms'));
  const predictor = (parameters && numberOf(context, entry(parameters, 'Predictor'))) ?? 1;
  if (layout === undefined) return false;
  const length = (layout.stride + (predictor >= 10 ? 1 : 0)) * layout.height;
  try {
    const { bytes, taken } = inflated(contents, length + 1);
    return bytes.length === length && contents.length - taken <= LINE_END;
  } catch {
    return false;
  }
}

/** Bytes that may stand between a stream's data and its end. */
const LINE_END = 2;

function reencode(image: PDFRawStream, decoded: DecodedImage, grid: SeenGrid | undefined): void {
  const { dict } = image;
  const { context } = dict;
  const format = filtersOf(image).at(-1) ?? '';
  const merges = mayMerge(image);
  if (
    grid === undefined &&
    !(merges && looksPoor(decoded)) &&
    (format === 'DCTDecode' || format === 'JPXDecode')
  ) {
    put(dict, 'Filter', context.obj(format));
    drop(dict, 'DecodeParms');
    image.updateContents(decoded.data());
    if (stripped(image)) return;
  }
  const samples = OWN_FORMATS.has(format) ? pixelSamples(image, decoded) : rawSamples(image, decoded);
  if (merges && !OWN_FORMATS.has(format)) mergeSamples(image, samples, decoded.pixels() ?? cannotRead());
  if (grid !== undefined) blank(samples, grid, hiddenValue(image));
  write(image, samples);
}

/** Colours of a picture in a format of its own; one with fewer may be another picture to other eyes. */
const FEW_COLOURS = 16;

/** Whether few colours are all that a picture shows. */
function looksPoor(decoded: DecodedImage): boolean {
  const pixels = decoded.pixels();
  return pixels === undefined || colourCount(pixels, FEW_COLOURS) < FEW_COLOURS;
}

type Layout = Omit<SampleRows, 'bytes'>;

const CANNOT = 'Save or print the report to a new PDF and drop that.';

function cannotRead(): never {
  throw new Uncleanable(`A picture in this PDF has colours that cannot be read. ${CANNOT}`);
}

/** The samples of an image as its own colour space and masks read them. */
function rawSamples(image: PDFRawStream, decoded: DecodedImage): SampleRows {
  const layout = layoutOf(image);
  if (layout === undefined) return cannotRead();
  const bytes = new Uint8Array(layout.stride * layout.height);
  bytes.set(decoded.data().subarray(0, bytes.length));
  return { ...layout, bytes };
}

/** How an image's samples lie, by its entries; `undefined` where they do not say. */
function layoutOf({ dict }: PDFRawStream): Layout | undefined {
  const { context } = dict;
  const width = numberOf(context, entry(dict, 'Width')) ?? 0;
  const height = numberOf(context, entry(dict, 'Height')) ?? 0;
  const isStencil = flagOf(context, entry(dict, 'ImageMask'));
  const bits = isStencil ? 1 : (numberOf(context, entry(dict, 'BitsPerComponent')) ?? 8);
  const components = isStencil ? 1 : componentsOf(context, entry(dict, 'ColorSpace'));
  if (components === undefined || !(width > 0 && height > 0)) return undefined;
  return { width, height, components, bits, stride: Math.ceil((width * components * bits) / 8) };
}

const FAMILIES: Readonly<Record<string, number>> = {
  DeviceGray: 1,
  CalGray: 1,
  Indexed: 1,
  I: 1,
  G: 1,
  Separation: 1,
  DeviceRGB: 3,
  CalRGB: 3,
  RGB: 3,
  Lab: 3,
  DeviceCMYK: 4,
  CMYK: 4,
};

/** Components of a pixel in a colour space (ISO 32000-2, 8.6.3). */
function componentsOf(context: PDFContext, value: PDFObject | undefined): number | undefined {
  const space = context.lookup(value);
  const [family, second] = space instanceof PDFArray ? space.asArray() : [space];
  const name = nameOf(context, family) ?? '';
  if (name === 'DeviceN') return elementsOf(context, second).length;
  if (name !== 'ICCBased') return FAMILIES[name];
  const profile = context.lookup(second);
  return profile instanceof PDFStream ? numberOf(context, entry(profile.dict, 'N')) : undefined;
}

/**
 * The image's pixels in grey or RGB, or in black and white where it has only these; its entries say so
 * afterwards.
 */
function pixelSamples(image: PDFRawStream, decoded: DecodedImage): SampleRows {
  const { dict } = image;
  const { context } = dict;
  const pixels = decoded.pixels();
  const keyed = context.lookup(entry(dict, 'Mask')) instanceof PDFArray;
  const ownAlpha = (numberOf(context, entry(dict, 'SMaskInData')) ?? 0) !== 0;
  if (pixels === undefined || keyed || ownAlpha)
    throw new Uncleanable(
      `A picture in this PDF is damaged or partly hidden, and what else is in it cannot be taken out. ${CANNOT}`,
    );
  const { width, height, channels, samples } = pixels;
  put(dict, 'Width', context.obj(width));
  put(dict, 'Height', context.obj(height));
  const isStencil = flagOf(context, entry(dict, 'ImageMask'));
  if (isStencil || (channels === 1 && samples.every((sample) => sample === 0 || sample === 255))) {
    drop(dict, 'Decode');
    if (!isStencil) put(dict, 'ColorSpace', context.obj('DeviceGray'));
    put(dict, 'BitsPerComponent', context.obj(1));
    const stride = Math.ceil(width / 8);
    // PDFium says of a stencil what it paints; a sample of 0 paints.
    const bytes = packed(isStencil ? samples.map((sample) => 255 - sample) : samples, width, height);
    return { width, height, components: 1, bits: 1, stride, bytes };
  }
  drop(dict, 'Decode');
  put(dict, 'ColorSpace', context.obj(channels === 1 ? 'DeviceGray' : 'DeviceRGB'));
  put(dict, 'BitsPerComponent', context.obj(8));
  return { width, height, components: channels, bits: 8, stride: width * channels, bytes: samples };
}

/** Eight pixels of black and white in a byte. */
function packed(samples: Uint8Array, width: number, height: number): Uint8Array {
  const stride = Math.ceil(width / 8);
  const bytes = new Uint8Array(stride * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      if ((samples[y * width + x] ?? 0) > 127)
        bytes[y * stride + (x >> 3)] = (bytes[y * stride + (x >> 3)] ?? 0) | (128 >> (x & 7));
  return bytes;
}

/** All bits of a hidden sample: what paints nothing where the image is a mask, else whatever is 0. */
function hiddenValue({ dict }: PDFRawStream): 0 | 1 {
  const { context } = dict;
  const decode = elementsOf(context, entry(dict, 'Decode')).map((one) => numberOf(context, one));
  const isInverted = decode[0] === 1;
  if (flagOf(context, entry(dict, 'ImageMask'))) return isInverted ? 0 : 1;
  return isInverted ? 1 : 0;
}

/** Makes the pixels of all cells that nobody sees one colour. */
function blank(
  { width, height, components, bits, stride, bytes }: SampleRows,
  grid: SeenGrid,
  value: 0 | 1,
): void {
  const { columns, rows, seen } = grid;
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor((y * rows) / height) * columns;
    for (let x = 0; x < width; ) {
      const column = Math.floor((x * columns) / width);
      const end = Math.max(x + 1, Math.ceil(((column + 1) * width) / columns));
      if (seen[row + column] !== 1) {
        const from = y * stride * 8;
        fillBits(bytes, from + x * components * bits, from + Math.min(end, width) * components * bits, value);
      }
      x = end;
    }
  }
}

function fillBits(bytes: Uint8Array, from: number, to: number, value: 0 | 1): void {
  let at = from;
  for (; at < to && (at & 7) !== 0; at += 1) setBit(bytes, at, value);
  if (to - at >= 8) {
    bytes.fill(value === 0 ? 0 : 255, at >> 3, to >> 3);
    at = to & ~7;
  }
  for (; at < to; at += 1) setBit(bytes, at, value);
}

function setBit(bytes: Uint8Array, at: number, value: 0 | 1): void {
  const mask = 128 >> (at & 7);
  const byte = bytes[at >> 3] ?? 0;
  bytes[at >> 3] = value === 1 ? byte | mask : byte & ~mask;
}

/** PNG's filter "Up": each row as the difference from the one above. */
const UP = 2;

function write(image: PDFRawStream, { width, height, components, bits, stride, bytes }: SampleRows): void {
  const { dict } = image;
  const { context } = dict;
  const rows = new Uint8Array((stride + 1) * height);
  for (let y = 0; y < height; y += 1) {
    const to = y * (stride + 1);
    rows[to] = UP;
    for (let x = 0; x < stride; x += 1)
      rows[to + 1 + x] = (bytes[y * stride + x] ?? 0) - (y === 0 ? 0 : (bytes[(y - 1) * stride + x] ?? 0));
  }
  put(dict, 'Filter', context.obj('FlateDecode'));
  put(
    dict,
    'DecodeParms',
    context.obj({ Predictor: 12, Colors: components, BitsPerComponent: bits, Columns: width }),
  );
  image.updateContents(deflateSync(rows));
}
