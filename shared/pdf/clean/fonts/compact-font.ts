import { assertSpellsNothing } from '../spelled-words.ts';
import { ByteSpans } from './byte-spans.ts';
import { isGlyphName } from './glyph-names.ts';

/** Names of character collections (ISO 32000-2, table 116), by which readers find glyphs. */
const COLLECTIONS = new Set(['Adobe', 'Identity', 'Japan1', 'Korea1', 'KR', 'GB1', 'CNS1']);
const FILLER = 'x'.charCodeAt(0);

/**
 * A compact font (Adobe Technical Note 5176) without its names and notices, which are overwritten in their
 * places, and without bytes that no table of it holds. Names of glyphs stay where they say what they draw;
 * `rename` gives others one of the same length. `undefined` where it cannot be read. Throws `Uncleanable`
 * where something else in it spells words.
 */
export function stripCompactFont(
  program: Uint8Array,
  rename: (glyph: string) => string,
): Uint8Array | undefined {
  try {
    const font = Buffer.from(program);
    if (font[0] !== 1) return undefined;
    const { names, strings, spans } = new CompactFont(font);
    for (const [from, to] of names) font.fill(FILLER, from, to);
    for (const [from, to] of strings) {
      const text = font.toString('latin1', from, to);
      if (isGlyphName(text) || COLLECTIONS.has(text)) continue;
      const name = rename(text);
      font.fill(FILLER, from, to);
      if (name.length === text.length) font.write(name, from, 'latin1');
    }
    const clean = spans.kept(font);
    const nameless = Buffer.from(clean);
    for (const [from, to] of [...names, ...strings]) nameless.fill(0, from, to);
    assertSpellsNothing(nameless, 'A font');
    return new Uint8Array(clean);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

type Span = readonly [from: number, to: number];

/** A list of items of any length (5176, section 5). */
interface Index {
  /** From where to where each of its items stands. */
  readonly items: readonly Span[];
  readonly end: number;
}

/** Operators of dictionaries (5176, tables 9, 10 and 23); those of two bytes begin with 12. */
const [CHARSET, ENCODING, CHAR_STRINGS, PRIVATE, SUBROUTINES] = [15, 16, 17, 18, 19];
const [FONTS, FONT_CHOICE] = [12 * 256 + 36, 12 * 256 + 37];
/** Lower offsets of character sets and encodings mean predefined ones. */
const [FIRST_CHARSET, FIRST_ENCODING] = [3, 2];
/** Set in an encoding's format where more codes follow. */
const SUPPLEMENT = 0x80;

/** Where the parts of a compact font stand. Throws `RangeError` where one does not. */
class CompactFont {
  readonly names: readonly Span[];
  readonly strings: readonly Span[];
  readonly spans = new ByteSpans();
  readonly #font: Buffer;

  constructor(font: Buffer) {
    this.#font = font;
    this.spans.keep(0, 4);
    const names = this.#index(font.readUInt8(2));
    const dictionaries = this.#index(names.end);
    const strings = this.#index(dictionaries.end);
    this.#index(strings.end);
    this.names = names.items;
    this.strings = strings.items;
    for (const span of dictionaries.items) this.#addFont(dictionaryIn(font, span));
  }

  #addFont(dictionary: Dictionary): void {
    const [glyphs] = dictionary.get(CHAR_STRINGS) ?? [];
    const count = glyphs === undefined ? 0 : this.#index(glyphs).items.length;
    this.#addPrivate(dictionary);
    const [charset = 0] = dictionary.get(CHARSET) ?? [];
    if (charset >= FIRST_CHARSET) this.#keep(charset, this.#charsetLength(charset, count));
    const [encoding = 0] = dictionary.get(ENCODING) ?? [];
    if (encoding >= FIRST_ENCODING) this.#keep(encoding, this.#encodingLength(encoding));
    const [fonts] = dictionary.get(FONTS) ?? [];
    if (fonts !== undefined)
      for (const span of this.#index(fonts).items) this.#addPrivate(dictionaryIn(this.#font, span));
    const [choice] = dictionary.get(FONT_CHOICE) ?? [];
    if (choice === undefined) return;
    const isRanges = this.#font.readUInt8(choice) === 3;
    this.#keep(choice, isRanges ? 5 + 3 * this.#font.readUInt16BE(choice + 1) : 1 + count);
  }

  #addPrivate(dictionary: Dictionary): void {
    const [size, at] = dictionary.get(PRIVATE) ?? [];
    if (size === undefined || at === undefined) return;
    this.#keep(at, size);
    const [subroutines] = dictionaryIn(this.#font, [at, at + size]).get(SUBROUTINES) ?? [];
    if (subroutines !== undefined) this.#index(at + subroutines);
  }

  #charsetLength(at: number, glyphs: number): number {
    const format = this.#font.readUInt8(at);
    if (format === 0) return 1 + 2 * Math.max(0, glyphs - 1);
    const size = format + 2;
    let length = 1;
    for (let named = 1; named < glyphs; length += size)
      named += 1 + this.#font.readUIntBE(at + length + 2, format);
    return length;
  }

  #encodingLength(at: number): number {
    const format = this.#font.readUInt8(at);
    const count = this.#font.readUInt8(at + 1);
    const length = 2 + count * ((format & ~SUPPLEMENT) + 1);
    return (format & SUPPLEMENT) === 0 ? length : length + 1 + 3 * this.#font.readUInt8(at + length);
  }

  #keep(from: number, length: number): void {
    if (from < 0 || length < 0 || from + length > this.#font.length) throw new RangeError('Beyond the end');
    this.spans.keep(from, from + length);
  }

  #index(at: number): Index {
    const font = this.#font;
    const count = font.readUInt16BE(at);
    if (count === 0) {
      this.#keep(at, 2);
      return { items: [], end: at + 2 };
    }
    const size = font.readUInt8(at + 2);
    const first = at + 3;
    const before = first + (count + 1) * size - 1;
    this.#keep(at, before + 1 - at);
    const offsets = Array.from(
      { length: count + 1 },
      (_, item) => before + font.readUIntBE(first + item * size, size),
    );
    const items = offsets.slice(1).map((to, item) => [offsets[item] ?? to, to] as const);
    for (const [from, to] of items) this.#keep(from, to - from);
    return { items, end: Math.max(before + 1, offsets.at(-1) ?? 0) };
  }
}

/** The whole numbers before each operator. */
type Dictionary = ReadonlyMap<number, readonly number[]>;

/** First bytes of operands (5176, table 3); lower ones are operators. */
const [SHORT, LONG, REAL, FIRST_NUMBER] = [28, 29, 30, 32];
const [ESCAPE, END_OF_REAL] = [12, 0xf];

function dictionaryIn(font: Buffer, [from, to]: Span): Dictionary {
  const dictionary = new Map<number, number[]>();
  let operands: number[] = [];
  for (let at = from; at < to; ) {
    const first = font.readUInt8(at);
    if (first >= FIRST_NUMBER || first === SHORT || first === LONG || first === REAL) {
      const { value, end } = numberAt(font, at);
      operands.push(value);
      at = end;
    } else {
      const isOfTwo = first === ESCAPE;
      dictionary.set(isOfTwo ? first * 256 + font.readUInt8(at + 1) : first, operands);
      operands = [];
      at += isOfTwo ? 2 : 1;
    }
  }
  return dictionary;
}

/** An operand; a real number is none that anything here asks for. */
function numberAt(font: Buffer, at: number): { readonly value: number; readonly end: number } {
  const first = font.readUInt8(at);
  if (first === SHORT) return { value: font.readInt16BE(at + 1), end: at + 3 };
  if (first === LONG) return { value: font.readInt32BE(at + 1), end: at + 5 };
  if (first === REAL) {
    let end = at + 1;
    while ((font.readUInt8(end) & END_OF_REAL) !== END_OF_REAL) end += 1;
    return { value: Number.NaN, end: end + 1 };
  }
  if (first < 247) return { value: first - 139, end: at + 1 };
  const second = font.readUInt8(at + 1);
  return {
    value: first < 251 ? (first - 247) * 256 + second + 108 : -(first - 251) * 256 - second - 108,
    end: at + 2,
  };
}
