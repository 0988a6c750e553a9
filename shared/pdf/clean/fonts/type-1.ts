import { assertSpellsNothing } from '../spelled-words.ts';
import { isGlyphName } from './glyph-names.ts';

const ENCRYPTED_AFTER = /\beexec[ \r\n\t]{1,2}/;
/** What ends a Type 1 program (Adobe Type 1 Font Format, 2.4). */
const ZEROS = /[\r\n]{0,2}(?:0{64}\s{1,2}){8}cleartomark/;
const ENDING = `\n${`${'0'.repeat(64)}\n`.repeat(8)}cleartomark\n`;
/** Keys of the two kinds of encryption (7.1 and 7.3), and the bytes before what is encrypted. */
const [PROGRAM_KEY, CHARACTER_KEY, LEAD] = [55_665, 4330, 4];
const [FACTOR, SUMMAND] = [52_845, 22_719];

/** A Type 1 program and the lengths of its three parts. */
export interface Type1 {
  readonly program: Uint8Array;
  readonly lengths: readonly [clear: number, encrypted: number, ending: number];
}

/**
 * A Type 1 program written again from what draws: its matrix, encoding, hints, subroutines and glyphs, up to
 * where each of these ends. `rename` gives glyphs that are called by words another name. `undefined` where
 * it cannot be read.
 */
export function stripType1(
  bytes: Uint8Array,
  rename: (glyph: string) => string = (glyph) => glyph,
): Type1 | undefined {
  const text = Buffer.from(bytes).toString('latin1');
  const start = ENCRYPTED_AFTER.exec(text);
  if (!text.startsWith('%!') || start === null) return undefined;
  const split = start.index + start[0].length;
  const end = ZEROS.exec(text.slice(split));
  const named = (glyph: string) => (isGlyphName(glyph) ? glyph : rename(glyph));
  const clear = clearPart(text.slice(0, split), named);
  const encrypted = privatePart(text.slice(split, end === null ? undefined : split + end.index), named);
  if (clear === undefined || encrypted === undefined) return undefined;
  const ending = end === null ? '' : ENDING;
  return {
    program: new Uint8Array(Buffer.from(clear + encrypted + ending, 'latin1')),
    lengths: [clear.length, encrypted.length, ending.length],
  };
}

const NUMBERS = String.raw`[\[{]\s{0,9}(?:[-+.\deE]{1,20}\s{1,9}){0,40}(?:[-+.\deE]{1,20}\s{0,9})?[\]}]`;
const MATRIX = new RegExp(String.raw`/FontMatrix\s{0,9}(${NUMBERS})`);
const BOX = new RegExp(String.raw`/FontBBox\s{0,9}(${NUMBERS})`);
const PAINT = /\/PaintType\s{1,9}(\d)/;
const ENCODED = /\bdup\s{1,9}(\d{1,3})\s{0,9}\/([^\s/()<>[\]{}%]{1,127})\s{1,9}put\b/g;

/** The part that is not encrypted. */
function clearPart(clear: string, named: (glyph: string) => string): string | undefined {
  const [matrix, box] = [MATRIX.exec(clear)?.[1], BOX.exec(clear)?.[1]];
  if (matrix === undefined) return undefined;
  const glyphs = [...clear.matchAll(ENCODED)].map(
    ([, code, glyph = '']) => `dup ${code} /${named(glyph)} put\n`,
  );
  const encoding = /\/Encoding\s{1,9}StandardEncoding\b/.test(clear)
    ? 'StandardEncoding def'
    : `256 array\n0 1 255 {1 index exch /.notdef put} for\n${glyphs.join('')}readonly def`;
  return [
    '%!PS-AdobeFont-1.0: Font',
    '12 dict begin',
    '/FontName /Font def',
    `/PaintType ${PAINT.exec(clear)?.[1] ?? 0} def`,
    '/FontType 1 def',
    `/FontMatrix ${inOneForm(matrix)} readonly def`,
    `/Encoding ${encoding}`,
    ...(box === undefined ? [] : [`/FontBBox ${inOneForm(box)} readonly def`]),
    'currentdict end',
    'currentfile eexec\n',
  ].join('\n');
}

/** Numbers with one space between them. */
const inOneForm = (numbers: string): string => numbers.replace(/\s+/g, ' ');

/** Entries of the private dictionary that hints are made of (5.2), in the order in which they are written. */
const HINTS = [
  ...['BlueValues', 'OtherBlues', 'FamilyBlues', 'FamilyOtherBlues', 'BlueScale', 'BlueShift', 'BlueFuzz'],
  ...['StdHW', 'StdVW', 'StemSnapH', 'StemSnapV', 'ForceBold', 'LanguageGroup', 'ExpansionFactor'],
];
const SUBROUTINE = /\bdup\s{1,9}(\d{1,5})\s{1,9}(\d{1,5})\s{1,9}(?:RD|-\||\S{1,20}) /g;
const GLYPH = /\/([^\s/()<>[\]{}%]{1,127})\s{1,9}(\d{1,5})\s{1,9}(?:RD|-\||\S{1,20}) /g;

/** The encrypted part. */
function privatePart(encrypted: string, named: (glyph: string) => string): string | undefined {
  const text = decrypted(binary(encrypted), PROGRAM_KEY, LEAD).toString('latin1');
  const from = text.indexOf('/CharStrings');
  if (from < 0) return undefined;
  const lead = Number(/\/lenIV\s{1,9}(-?\d{1,2})/.exec(text)?.[1] ?? LEAD);
  const subroutines = pieces(text.slice(0, from), SUBROUTINE, lead);
  const glyphs = pieces(text.slice(from + '/CharStrings'.length), GLYPH, lead);
  if (glyphs.length === 0) return undefined;
  const most = Math.max(-1, ...subroutines.map(({ name }) => Number(name)));
  const clean = [
    'dup /Private 32 dict dup begin',
    '/RD {string currentfile exch readstring pop} executeonly def',
    '/ND {noaccess def} executeonly def',
    '/NP {noaccess put} executeonly def',
    ...HINTS.flatMap((key) => hintOf(text, key)),
    '/MinFeature {16 16} def',
    '/password 5839 def',
    '/OtherSubrs [{} {} {} {}] def',
    `/Subrs ${most + 1} array`,
    ...subroutines.map(({ name, code }) => `dup ${name} ${code.length} RD ${code} NP`),
    'ND',
    `2 index /CharStrings ${glyphs.length} dict dup begin`,
    ...glyphs.map(({ name, code }) => `/${named(name)} ${code.length} RD ${code} ND`),
    'end',
    'end',
    'readonly put',
    'noaccess put',
    'dup /FontName get exch definefont pop',
    'mark currentfile closefile\n',
  ].join('\n');
  return encryptedBytes(Buffer.from(clean, 'latin1'), PROGRAM_KEY).toString('latin1');
}

function hintOf(text: string, key: string): string[] {
  const value = new RegExp(String.raw`/${key}\s{0,9}(${NUMBERS}|[-+.\d]{1,20}|true|false)`).exec(text)?.[1];
  return value === undefined ? [] : [`/${key} ${inOneForm(value)} def`];
}

interface Piece {
  readonly name: string;
  /** Encrypted again, as it is written. */
  readonly code: string;
}

/** Glyphs or subroutines, each written once. */
function pieces(text: string, pattern: RegExp, lead: number): Piece[] {
  const found = new Map<string, string>();
  const next = new RegExp(pattern.source, 'g');
  for (let match = next.exec(text); match !== null; match = next.exec(text)) {
    const [, name = '', length = '0'] = match;
    const end = next.lastIndex + Number(length);
    const stored = Buffer.from(text.slice(next.lastIndex, end), 'latin1');
    const code = upToEnd(lead < 0 ? stored : decrypted(stored, CHARACTER_KEY, lead));
    assertSpellsNothing(code, 'A font');
    if (!found.has(name)) found.set(name, encryptedBytes(code, CHARACTER_KEY).toString('latin1'));
    next.lastIndex = end;
  }
  return [...found].map(([name, code]) => ({ name, code }));
}

/** Commands of a glyph's program (6.4) after which nothing is drawn: return, endchar, seac. */
const [RETURN, ESCAPE, END, COMPOSITE] = [11, 12, 14, 6];

/** A glyph's program up to the command that ends it. */
function upToEnd(code: Buffer): Buffer {
  let at = 0;
  while (at < code.length) {
    const first = code[at] ?? 0;
    const isComposite = first === ESCAPE && code[at + 1] === COMPOSITE;
    at += first === 255 ? 5 : first >= 247 || first === ESCAPE ? 2 : 1;
    if (first === RETURN || first === END || isComposite) break;
  }
  return code.subarray(0, at);
}

/** Encrypted bytes, which may be written as hexadecimal digits. */
function binary(encrypted: string): Buffer {
  const isHex = /^[\s\da-fA-F]{8}/.test(encrypted);
  return isHex ? Buffer.from(encrypted.replace(/\s+/g, ''), 'hex') : Buffer.from(encrypted, 'latin1');
}

function decrypted(bytes: Buffer, start: number, lead: number): Buffer {
  const plain = Buffer.alloc(bytes.length);
  let key = start;
  for (const [at, byte] of bytes.entries()) {
    plain[at] = byte ^ (key >> 8);
    key = ((byte + key) * FACTOR + SUMMAND) & 0xffff;
  }
  return plain.subarray(lead);
}

/** Encrypts bytes with noughts before them. */
function encryptedBytes(bytes: Buffer, start: number): Buffer {
  const encrypted = Buffer.alloc(bytes.length + LEAD);
  let key = start;
  for (let at = 0; at < encrypted.length; at += 1) {
    const byte = (at < LEAD ? 0 : (bytes[at - LEAD] ?? 0)) ^ (key >> 8);
    encrypted[at] = byte;
    key = ((byte + key) * FACTOR + SUMMAND) & 0xffff;
  }
  return encrypted;
}
