import { assertSpellsNothing, spelledIn } from '../spelled-words.ts';
import { stripCompactFont } from './compact-font.ts';
import { isGlyphName } from './glyph-names.ts';
import { type Tables, withoutGaps, withoutHints } from './true-type-glyphs.ts';

/**
 * Tables that glyphs are drawn with. Names, licences, signatures, makers' own tables and those of layout are
 * others.
 */
const DRAWN = new Set([
  ...['cmap', 'cvt ', 'fpgm', 'prep', 'glyf', 'loca', 'head', 'hhea', 'hmtx', 'maxp', 'OS/2', 'post', 'gasp'],
  ...['vhea', 'vmtx', 'VORG', 'GSUB', 'CFF '],
]);
const VERSIONS = new Set([0x00010000, 0x74727565, 0x4f54544f]);
const [HEADER, ENTRY] = [12, 16];
/** More tables than any font has. */
const MOST_TABLES = 200;
/** In a table of glyph names: its header, and the versions with names and without. */
const [POST_HEADER, WITH_NAMES, WITHOUT_NAMES] = [32, 0x00020000, 0x00030000];
/** In the table `OS/2`: the maker of the font. */
const [MAKER, MAKER_END] = [58, 62];
/** In the table `head`: a sum over the whole font, and what it is subtracted from (OpenType 1.9). */
const [ADJUSTMENT, WHOLE_SUM] = [8, 0xb1b0afba];

/**
 * A TrueType or OpenType program with the tables that draw, and nothing else; names of glyphs stay where all
 * of them say what they draw. `undefined` where it cannot be read.
 */
export function stripTrueType(
  program: Uint8Array,
  rename: (glyph: string) => string = (glyph) => glyph,
): Uint8Array | undefined {
  const font = Buffer.from(program);
  if (font.length < HEADER || !VERSIONS.has(font.readUInt32BE(0))) return undefined;
  const count = font.readUInt16BE(4);
  if (count > MOST_TABLES || font.length < HEADER + count * ENTRY) return undefined;
  const tables = new Map<string, Buffer>();
  for (let index = 0; index < count; index += 1) {
    const at = HEADER + index * ENTRY;
    const tag = font.toString('latin1', at, at + 4);
    const from = font.readUInt32BE(at + 8);
    const data = Buffer.from(font.subarray(from, from + font.readUInt32BE(at + 12)));
    if (DRAWN.has(tag) && !tables.has(tag)) tables.set(tag, cleaned(tag, data, rename));
  }
  return written(font.subarray(0, 4), withoutWords(withoutGaps(tables)));
}

/** Tables with instructions, which are for small sizes alone: they go where they spell words. */
const HINTED = ['fpgm', 'prep', 'cvt ', 'glyf'];

/** Throws `Uncleanable` where what draws spells words. */
function withoutWords(tables: Tables): Tables {
  const isHinted = HINTED.some((tag) => spelledIn(tables.get(tag) ?? Buffer.of()) !== undefined);
  const kept = isHinted ? withoutHints(tables) : tables;
  for (const [tag, data] of kept) if (!NAMED.has(tag)) assertSpellsNothing(data, 'A font');
  return kept;
}

/** Tables with names of glyphs, which are checked for themselves. */
const NAMED = new Set(['post', 'CFF ']);

function cleaned(tag: string, data: Buffer, rename: (glyph: string) => string): Buffer {
  if (tag === 'CFF ') return Buffer.from(stripCompactFont(data, rename) ?? data);
  if (tag === 'OS/2') data.fill(0, MAKER, Math.max(MAKER, Math.min(MAKER_END, data.length)));
  if (tag === 'head' && data.length >= ADJUSTMENT + 4) data.writeUInt32BE(0, ADJUSTMENT);
  return tag === 'post' ? cleanedNames(data) : data;
}

/** The table of glyph names, without names where one of them is a word that somebody chose. */
function cleanedNames(post: Buffer): Buffer {
  if (post.length < POST_HEADER) return post;
  const end = post.readUInt32BE(0) === WITH_NAMES ? endOfNames(post) : undefined;
  if (end !== undefined) return post.subarray(0, end);
  const header = post.subarray(0, POST_HEADER);
  if (header.readUInt32BE(0) === WITH_NAMES) header.writeUInt32BE(WITHOUT_NAMES, 0);
  return header;
}

/** Where the names of a table end; `undefined` where one does not say what its glyph draws. */
function endOfNames(post: Buffer): number | undefined {
  if (post.length < POST_HEADER + 2) return undefined;
  let at = POST_HEADER + 2 + 2 * post.readUInt16BE(POST_HEADER);
  while (at < post.length) {
    const end = at + 1 + (post[at] ?? 0);
    const name = post.toString('latin1', at + 1, end);
    if (end > post.length || (name !== '' && !isGlyphName(name))) return undefined;
    at = end;
  }
  return at === post.length ? at : undefined;
}

function written(version: Buffer, tables: Tables): Uint8Array {
  const directory = Buffer.alloc(HEADER + tables.size * ENTRY);
  version.copy(directory);
  const power = Math.floor(Math.log2(Math.max(1, tables.size)));
  directory.writeUInt16BE(tables.size, 4);
  directory.writeUInt16BE(16 * 2 ** power, 6);
  directory.writeUInt16BE(power, 8);
  directory.writeUInt16BE(16 * tables.size - 16 * 2 ** power, 10);
  const parts: Buffer[] = [directory];
  let offset = directory.length;
  let head: number | undefined;
  for (const [index, [tag, data]] of [...tables].entries()) {
    const at = HEADER + index * ENTRY;
    const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
    directory.write(tag, at, 'latin1');
    directory.writeUInt32BE(sumOf(padded), at + 4);
    directory.writeUInt32BE(offset, at + 8);
    directory.writeUInt32BE(data.length, at + 12);
    if (tag === 'head' && data.length >= ADJUSTMENT + 4) head = offset;
    parts.push(padded);
    offset += padded.length;
  }
  const font = Buffer.concat(parts);
  if (head !== undefined) font.writeUInt32BE((WHOLE_SUM - sumOf(font)) >>> 0, head + ADJUSTMENT);
  return new Uint8Array(font);
}

/** The sum of all 32-bit words. */
function sumOf(bytes: Buffer): number {
  let sum = 0;
  for (let at = 0; at + 4 <= bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0;
  return sum;
}
