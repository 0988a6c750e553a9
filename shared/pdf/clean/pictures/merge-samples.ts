import {
  PDFArray,
  type PDFContext,
  PDFHexString,
  type PDFObject,
  type PDFRawStream,
  PDFString,
} from '@cantoo/pdf-lib';
import { elementsOf, entry, flagOf, nameOf, numberOf } from '../pdf-objects.ts';
import type { DecodedPixels } from './decode-images.ts';

/** How the samples of a picture lie in its bytes, rows from the top. */
export interface SampleRows {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  readonly bits: number;
  /** Bytes of a row. */
  readonly stride: number;
  readonly bytes: Uint8Array;
}

/** Colour spaces whose functions may paint one colour for several samples. */
const INKS: ReadonlySet<string> = new Set(['Separation', 'DeviceN']);
const PALETTES: ReadonlySet<string> = new Set(['Indexed', 'I']);

/** Whether several samples of a picture may look the same: then the pages do not show all that it holds. */
export function mayMerge({ dict }: PDFRawStream): boolean {
  const { context } = dict;
  if (flagOf(context, entry(dict, 'ImageMask'))) return false;
  const space = elementsOf(context, entry(dict, 'ColorSpace'));
  const family = nameOf(context, space[0]) ?? '';
  if (INKS.has(family) || context.lookup(entry(dict, 'Mask')) instanceof PDFArray) return true;
  const decode = elementsOf(context, entry(dict, 'Decode')).map((one) => numberOf(context, one));
  if (PALETTES.has(family)) return decode.length > 0 || !hasDistinctColours(context, space);
  return decode.some(
    (limit, at) => (limit !== 0 && limit !== 1) || (at % 2 === 1 && limit === decode[at - 1]),
  );
}

/** Whether the colours of a palette are all different. */
function hasDistinctColours(context: PDFContext, [, , last, table]: readonly PDFObject[]): boolean {
  const found = context.lookup(table);
  if (!(found instanceof PDFString || found instanceof PDFHexString)) return false;
  const bytes = found.asBytes();
  const count = (numberOf(context, last) ?? 0) + 1;
  const channels = bytes.length / count;
  if (!Number.isInteger(channels)) return false;
  const colours = Array.from({ length: count }, (_, at) => bytes.slice(at * channels, (at + 1) * channels));
  return new Set(colours.map(String)).size === count;
}

/** Makes samples that look the same the same. */
export function mergeSamples(image: PDFRawStream, rows: SampleRows, painted: DecodedPixels): void {
  const { width, height, components, bits, stride, bytes } = rows;
  const isKeyed = keyOf(image, rows);
  const firsts = new Map<number, number>();
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * stride * 8 + x * components * bits;
      const look = isKeyed(at) ? MASKED : colourAt(painted, y * width + x);
      const first = firsts.get(look);
      if (first === undefined) firsts.set(look, at);
      else copyBits(bytes, first, at, components * bits);
    }
  }
}

/** What a colour key hides, as a colour. */
const MASKED = -1;

/** Whether a colour key (ISO 32000-2, 8.9.6.4) makes the pixel at a place in the bits transparent. */
function keyOf({ dict }: PDFRawStream, { components, bits, bytes }: SampleRows): (at: number) => boolean {
  const { context } = dict;
  const mask = context.lookup(entry(dict, 'Mask'));
  if (!(mask instanceof PDFArray)) return () => false;
  const ranges = mask.asArray().map((one) => numberOf(context, one) ?? 0);
  return (at) => {
    for (let component = 0; component < components; component += 1) {
      const value = bitsAt(bytes, at + component * bits, bits);
      const [least = 0, most = 0] = ranges.slice(2 * component, 2 * component + 2);
      if (value < least || value > most) return false;
    }
    return true;
  };
}

/** How many colours a picture shows, counted up to a limit. */
export function colourCount(pixels: DecodedPixels, most: number): number {
  const colours = new Set<number>();
  for (let pixel = 0; pixel < pixels.width * pixels.height && colours.size < most; pixel += 1)
    colours.add(colourAt(pixels, pixel));
  return colours.size;
}

function colourAt({ channels, samples }: DecodedPixels, pixel: number): number {
  let colour = 0;
  for (let channel = 0; channel < channels; channel += 1)
    colour = colour * 256 + (samples[pixel * channels + channel] ?? 0);
  return colour;
}

function bitsAt(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let bit = at; bit < at + count; bit += 1)
    value = value * 2 + (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
  return value;
}

function copyBits(bytes: Uint8Array, from: number, to: number, count: number): void {
  if ((from | to | count) % 8 === 0) {
    bytes.copyWithin(to >> 3, from >> 3, (from + count) >> 3);
    return;
  }
  for (let bit = 0; bit < count; bit += 1) {
    const isSet = (((bytes[(from + bit) >> 3] ?? 0) >> (7 - ((from + bit) & 7))) & 1) === 1;
    const mask = 128 >> ((to + bit) & 7);
    const byte = bytes[(to + bit) >> 3] ?? 0;
    bytes[(to + bit) >> 3] = isSet ? byte | mask : byte & ~mask;
  }
}
