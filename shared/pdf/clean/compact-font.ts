import { isGlyphName } from './glyph-names.ts';

/** Names of character collections (ISO 32000-2, table 116), by which readers find glyphs. */
const COLLECTIONS = new Set(['Adobe', 'Identity', 'Japan1', 'Korea1', 'KR', 'GB1', 'CNS1']);
const FILLER = 'x'.charCodeAt(0);

/**
 * A compact font (Adobe Technical Note 5176) whose names and notices are overwritten in their places. Names
 * of glyphs stay where they say what they draw, or an encoding uses them. `undefined` where it cannot be
 * read.
 */
export function stripCompactFont(
  program: Uint8Array,
  used: (glyph: string) => boolean,
): Uint8Array | undefined {
  const font = Buffer.from(program);
  if (font[0] !== 1) return undefined;
  const names = indexAt(font, font[2] ?? 0);
  const dictionaries = names && indexAt(font, names.end);
  const strings = dictionaries && indexAt(font, dictionaries.end);
  if (names === undefined || strings === undefined) return undefined;
  for (const [from, to] of names.items) font.fill(FILLER, from, to);
  for (const [from, to] of strings.items) {
    const text = font.toString('latin1', from, to);
    if (!isGlyphName(text) && !COLLECTIONS.has(text) && !used(text)) font.fill(FILLER, from, to);
  }
  return new Uint8Array(font);
}

interface Index {
  /** From where to where each of its items stands. */
  readonly items: readonly (readonly [number, number])[];
  readonly end: number;
}

/** A list of items of any length (5176, section 5). */
function indexAt(font: Buffer, at: number): Index | undefined {
  if (at + 2 > font.length) return undefined;
  const count = font.readUInt16BE(at);
  if (count === 0) return { items: [], end: at + 2 };
  const size = font[at + 2] ?? 0;
  const first = at + 3;
  const before = first + (count + 1) * size - 1;
  if (size < 1 || size > 4 || before >= font.length) return undefined;
  const offsets = Array.from(
    { length: count + 1 },
    (_, item) => before + font.readUIntBE(first + item * size, size),
  );
  const end = offsets.at(-1) ?? 0;
  if (end > font.length) return undefined;
  return { items: offsets.slice(1).map((to, item) => [offsets[item] ?? to, to] as const), end };
}
