import { ByteSpans } from './byte-spans.ts';

/** Tables of a TrueType font, by their tags. */
export type Tables = ReadonlyMap<string, Buffer>;

/** Tables of instructions for drawing at small sizes. */
const HINTS = ['fpgm', 'prep', 'cvt '];

/**
 * The tables without bytes that their formats give no meaning: after their ends, between glyphs, after a
 * glyph's last point. Tables in no known form stay as they are.
 */
export function withoutGaps(tables: Tables): Map<string, Buffer> {
  const clean = new Map(
    [...tables].map(([tag, data]) => [tag, data.subarray(0, lengthOf(tag, data, tables))]),
  );
  const [cmap, glyphs] = [tables.get('cmap'), tables.get('glyf')];
  if (cmap !== undefined) clean.set('cmap', orSame(cmap, cleanMap));
  if (glyphs !== undefined)
    clean.set(
      'glyf',
      orSame(glyphs, () => cleanGlyphs(glyphs, tables)),
    );
  return clean;
}

/** The tables without instructions, those of glyphs as well. */
export function withoutHints(tables: Tables): Map<string, Buffer> {
  const clean = new Map([...tables].filter(([tag]) => !HINTS.includes(tag)));
  const glyphs = tables.get('glyf');
  if (glyphs !== undefined)
    clean.set(
      'glyf',
      orSame(glyphs, () => cleanGlyphs(glyphs, tables, true)),
    );
  return clean;
}

function orSame(table: Buffer, clean: (table: Buffer) => Buffer): Buffer {
  try {
    return clean(table);
  } catch (error) {
    if (error instanceof RangeError) return table;
    throw error;
  }
}

/** Lengths of the table `OS/2`, by its version. */
const OS2_LENGTHS = [78, 86, 96, 96, 96, 100];

/** How many bytes of a table have a meaning; all where that is not known. */
function lengthOf(tag: string, data: Buffer, tables: Tables): number {
  const [count, widths] = [glyphCount(tables), tables.get('hhea')];
  switch (tag) {
    case 'head':
      return 54;
    case 'hhea':
    case 'vhea':
      return 36;
    case 'maxp':
      return data.length >= 4 && data.readUInt32BE(0) === 0x00005000 ? 6 : 32;
    case 'OS/2':
      return data.length < 2 ? 0 : (OS2_LENGTHS[data.readUInt16BE(0)] ?? data.length);
    case 'gasp':
      return data.length < 4 ? 0 : 4 + 4 * data.readUInt16BE(2);
    case 'loca':
      return count === undefined ? data.length : (count + 1) * (isLong(tables) ? 4 : 2);
    case 'hmtx':
      return count === undefined || widths === undefined || widths.length < 36
        ? data.length
        : 2 * widths.readUInt16BE(34) + 2 * Math.max(count, widths.readUInt16BE(34));
    default:
      return data.length;
  }
}

function glyphCount(tables: Tables): number | undefined {
  const profile = tables.get('maxp');
  return profile === undefined || profile.length < 6 ? undefined : profile.readUInt16BE(4);
}

const isLong = (tables: Tables): boolean => (tables.get('head')?.[51] ?? 0) === 1;

/** Character maps with the subtables that their directory names. */
function cleanMap(map: Buffer): Buffer {
  const spans = new ByteSpans();
  const count = map.readUInt16BE(2);
  spans.keep(0, 4 + 8 * count);
  for (let subtable = 0; subtable < count; subtable += 1) {
    const at = map.readUInt32BE(4 + 8 * subtable + 4);
    const format = map.readUInt16BE(at);
    const length = format >= 8 ? map.readUInt32BE(at + 4) : map.readUInt16BE(at + 2);
    spans.keep(at, at + length);
  }
  return spans.kept(map);
}

/** Glyphs as long as their outlines, in their places. */
function cleanGlyphs(glyphs: Buffer, tables: Tables, withoutInstructions = false): Buffer {
  const places = tables.get('loca');
  const count = glyphCount(tables);
  if (places === undefined || count === undefined) return glyphs;
  const spans = new ByteSpans();
  const clean = Buffer.from(glyphs);
  const offset = (glyph: number) =>
    isLong(tables) ? places.readUInt32BE(4 * glyph) : 2 * places.readUInt16BE(2 * glyph);
  for (let glyph = 0; glyph < count; glyph += 1) {
    const [from, to] = [offset(glyph), Math.min(offset(glyph + 1), glyphs.length)];
    if (to <= from) continue;
    const { end, instructions } = glyphAt(glyphs, from, to);
    if (withoutInstructions && instructions !== undefined)
      clean.fill(NO_OPERATION, instructions, instructions + clean.readUInt16BE(instructions - 2));
    spans.keep(from, Math.min(end, to));
  }
  const kept = spans.kept(clean);
  // The last place may lie behind the last outline.
  return Buffer.concat([
    kept,
    Buffer.alloc(Math.max(0, Math.min(offset(count), glyphs.length) - kept.length)),
  ]);
}

/** An instruction that does nothing to an empty stack: the direction of the outline is along x. */
const NO_OPERATION = 0x01;
/** Flags of outlines: long steps, one more byte for repeats, no step. */
const [SHORT_X, SHORT_Y, REPEATS, SAME_X, SAME_Y] = [2, 4, 8, 16, 32];
/** Flags of the parts of a composite glyph. */
const [WORDS, SCALE, MORE, TWO_SCALES, FOUR_SCALES, INSTRUCTED] = [1, 8, 32, 64, 128, 256];

interface GlyphEnd {
  readonly end: number;
  /** Where its instructions begin, after their length. */
  readonly instructions: number | undefined;
}

function glyphAt(font: Buffer, from: number, to: number): GlyphEnd {
  const glyph = font.subarray(0, to);
  const contours = glyph.readInt16BE(from);
  return contours < 0 ? compositeAt(glyph, from + 10) : outlineAt(glyph, from + 10, contours);
}

function outlineAt(glyph: Buffer, at: number, contours: number): GlyphEnd {
  if (contours === 0) return { end: at, instructions: undefined };
  const points = glyph.readUInt16BE(at + 2 * contours - 2) + 1;
  const instructions = at + 2 * contours + 2;
  let end = instructions + glyph.readUInt16BE(instructions - 2);
  let coordinates = 0;
  for (let point = 0; point < points; ) {
    const flags = glyph.readUInt8(end);
    const repeats = (flags & REPEATS) === 0 ? 1 : 1 + glyph.readUInt8(end + 1);
    end += (flags & REPEATS) === 0 ? 1 : 2;
    const size = (short: number, same: number) => ((flags & short) !== 0 ? 1 : (flags & same) !== 0 ? 0 : 2);
    coordinates += repeats * (size(SHORT_X, SAME_X) + size(SHORT_Y, SAME_Y));
    point += repeats;
  }
  return { end: end + coordinates, instructions };
}

function compositeAt(glyph: Buffer, from: number): GlyphEnd {
  let at = from;
  for (;;) {
    const flags = glyph.readUInt16BE(at);
    at += 4 + ((flags & WORDS) !== 0 ? 4 : 2);
    if ((flags & SCALE) !== 0) at += 2;
    else if ((flags & TWO_SCALES) !== 0) at += 4;
    else if ((flags & FOUR_SCALES) !== 0) at += 8;
    if ((flags & MORE) !== 0) continue;
    if ((flags & INSTRUCTED) === 0) return { end: at, instructions: undefined };
    return { end: at + 2 + glyph.readUInt16BE(at), instructions: at + 2 };
  }
}
