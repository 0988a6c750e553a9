import { deflateSync } from 'node:zlib';
import {
  decodePDFRawStream,
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFName,
  type PDFObject,
  PDFRawStream,
} from '@cantoo/pdf-lib';
import { cleanCMap } from './fonts/cmap.ts';
import { stripCompactFont } from './fonts/compact-font.ts';
import { GeneratedFontNames } from './fonts/font-names.ts';
import { GeneratedGlyphNames } from './fonts/generated-glyph-names.ts';
import { stripTrueType } from './fonts/true-type.ts';
import { stripType1 } from './fonts/type-1.ts';
import { inflated } from './inflate.ts';
import { drop, elementsOf, entry, nameOf, numberOf, put } from './pdf-objects.ts';
import { stripIccProfile } from './pictures/icc-profile.ts';
import { withShortNumbers } from './short-numbers.ts';
import { assertSpellsNothing } from './spelled-words.ts';

const MOST_BYTES = 256 * 2 ** 20;
/** Functions that are written as samples or in PostScript (ISO 32000-2, 7.10). */
const [SAMPLED, POSTSCRIPT] = [0, 4];
const PROCESS_COLOURS = new Set([
  'All',
  'None',
  'Cyan',
  'Magenta',
  'Yellow',
  'Black',
  'Red',
  'Green',
  'Blue',
]);

/**
 * Takes out of streams and colour spaces what only people read: comments, descriptions, names of inks,
 * trailing bytes.
 */
export function cleanStreams(context: PDFContext, reached: Iterable<PDFObject>): void {
  const inks = new Map<string, string>();
  const glyphs = new GeneratedGlyphNames();
  const fonts = new GeneratedFontNames();
  glyphs.rename(context, reached);
  for (const object of reached) {
    if (object instanceof PDFArray) cleanColourSpace(context, object, inks);
    const dict = object instanceof PDFRawStream ? object.dict : object;
    if (dict instanceof PDFDict) {
      cleanMaps(context, dict);
      cleanProgram(context, dict, glyphs);
      fonts.rename(dict);
    }
    if (object instanceof PDFRawStream) cleanStream(context, object);
  }
}

function cleanColourSpace(context: PDFContext, space: PDFArray, inks: Map<string, string>): void {
  if (space.size() < 2) return;
  const family = nameOf(context, space.get(0));
  const second = context.lookup(space.get(1));
  if (family === 'ICCBased' && second instanceof PDFRawStream)
    rewrite(second, (bytes) => stripIccProfile(bytes) ?? bytes);
  else if (family === 'Separation') space.set(1, inkOf(second, inks));
  else if (family === 'DeviceN' && second instanceof PDFArray) {
    for (const [index, name] of second.asArray().entries())
      second.set(index, inkOf(context.lookup(name), inks));
    // Attributes describe the inks, and say nothing about the alternative that is painted.
    while (space.size() > 4) space.remove(4);
  }
}

function inkOf(name: PDFObject | undefined, inks: Map<string, string>): PDFName {
  const own = name instanceof PDFName ? name.decodeText() : '';
  if (PROCESS_COLOURS.has(own)) return PDFName.of(own);
  const ink = inks.get(own) ?? `Ink${inks.size + 1}`;
  inks.set(own, ink);
  return PDFName.of(ink);
}

/** Character maps of a font: to Unicode, and from codes to glyphs. */
function cleanMaps(context: PDFContext, font: PDFDict): void {
  for (const key of ['ToUnicode', 'Encoding']) {
    const map = context.lookup(entry(font, key));
    if (!(map instanceof PDFRawStream)) continue;
    rewrite(map, cleanCMap);
    if (key === 'ToUnicode') drop(map.dict, 'CIDSystemInfo');
    put(map.dict, 'CMapName', PDFName.of('Map'));
  }
}

/** Takes the names out of the programs of fonts. */
function cleanProgram(context: PDFContext, descriptor: PDFDict, glyphs: GeneratedGlyphNames): void {
  const rename = (glyph: string) => glyphs.of(glyph);
  const [type1, trueType, compact] = ['FontFile', 'FontFile2', 'FontFile3'].map((key) =>
    context.lookup(entry(descriptor, key)),
  );
  if (type1 instanceof PDFRawStream)
    rewrite(type1, (bytes) => {
      const stripped = stripType1(bytes, rename);
      for (const [index, length] of stripped?.lengths.entries() ?? [])
        put(type1.dict, `Length${index + 1}`, context.obj(length));
      return stripped?.program ?? unread(bytes);
    });
  if (trueType instanceof PDFRawStream)
    rewrite(trueType, (bytes) => {
      const clean = stripTrueType(bytes) ?? unread(bytes);
      put(trueType.dict, 'Length1', context.obj(clean.length));
      return clean;
    });
  if (compact instanceof PDFRawStream)
    rewrite(
      compact,
      (bytes) => stripCompactFont(bytes, rename) ?? stripTrueType(bytes, rename) ?? unread(bytes),
    );
}

/** A program in no known form stays as it is, if it spells nothing. */
function unread(bytes: Uint8Array): Uint8Array {
  assertSpellsNothing(bytes, 'A font');
  return bytes;
}

function cleanStream(context: PDFContext, stream: PDFRawStream): void {
  const type = numberOf(context, entry(stream.dict, 'FunctionType'));
  if (type === POSTSCRIPT) rewrite(stream, withoutComments);
  if (type === SAMPLED) rewrite(stream, (bytes) => bytes.subarray(0, sampleBytes(context, stream.dict)));
  if (nameOf(context, entry(stream.dict, 'Filter')) !== 'FlateDecode') return;
  if (nameOf(context, entry(stream.dict, 'Subtype')) === 'Image') return;
  try {
    const { taken } = inflated(stream.contents, MOST_BYTES);
    if (taken < stream.contents.length) stream.updateContents(stream.contents.slice(0, taken));
  } catch {
    // What does not inflate shows nothing, or the comparison of the pages finds it.
  }
}

/** Bytes of a function's samples: what follows them says nothing. */
function sampleBytes(context: PDFContext, dict: PDFDict): number {
  const numbers = (key: string) => elementsOf(context, entry(dict, key)).map((one) => numberOf(context, one));
  const samples = numbers('Size').reduce<number>((product, size) => product * (size ?? 0), 1);
  const bits = numberOf(context, entry(dict, 'BitsPerSample')) ?? 0;
  return Math.ceil((samples * bits * numbers('Range').length) / 2 / 8);
}

function rewrite(stream: PDFRawStream, clean: (bytes: Uint8Array) => Uint8Array): void {
  const decoded =
    entry(stream.dict, 'Filter') === undefined ? stream.contents : decodePDFRawStream(stream).decode();
  stream.updateContents(deflateSync(clean(decoded)));
  put(stream.dict, 'Filter', PDFName.of('FlateDecode'));
  drop(stream.dict, 'DecodeParms');
}

function withoutComments(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/%[^\r\n]*/g, ' ');
  return new Uint8Array(Buffer.from(withShortNumbers(text.replace(/\s+/g, ' ')), 'latin1'));
}
