/** One operator of a content stream (ISO 32000-2, 7.8.2) and where it stands. */
export interface Operation {
  readonly operator: string;
  /** Of its first operand. */
  readonly start: number;
  readonly end: number;
  /** Bounds of each operand. */
  readonly operands: readonly (readonly [number, number])[];
  /** Of an inline image's data. */
  readonly data?: readonly [number, number];
}

const SPACE = new Set([0, 9, 10, 12, 13, 32]);
const DELIMITERS = new Set([...'()<>[]{}/%'].map((character) => character.charCodeAt(0)));
const [PERCENT, SLASH, OPEN, CLOSE, LESS, MORE, BRACKET, BACKSLASH] = [37, 47, 40, 41, 60, 62, 91, 92];

/** Stands in the place of an operator where there is a comment. */
export const COMMENT = '%';

/** The operators and comments of a content stream in order. Throws where the stream ends inside a token. */
export function* operationsOf(bytes: Uint8Array): Generator<Operation> {
  let operands: [number, number][] = [];
  for (let at = afterSpace(bytes, 0); at < bytes.length; at = afterSpace(bytes, at)) {
    const start = at;
    if (bytes[at] === PERCENT) {
      at = endOfLine(bytes, start);
      yield { operator: COMMENT, start, end: at, operands: [] };
      continue;
    }
    at = endOfToken(bytes, start);
    const word = isOperator(bytes, start, at)
      ? Buffer.from(bytes.subarray(start, at)).toString('latin1')
      : 'BI';
    // The pairs between `BI` and `ID` are operands of the image, and so is `BI`.
    if (word === 'BI') {
      operands.push([start, at]);
      continue;
    }
    const dataStart = at + 1;
    if (word === 'ID') at = endOfInlineImage(bytes, at);
    const data = [dataStart, Math.max(dataStart, at - LENGTH_OF_END)] as const;
    const first = operands[0]?.[0] ?? start;
    if (word === 'ID') yield { operator: 'EI', start: first, end: at, operands, data };
    else yield { operator: word, start: first, end: at, operands };
    operands = [];
  }
}

function afterSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && SPACE.has(bytes[at] ?? 0)) at += 1;
  return at;
}

/** White space and `EI`. */
const LENGTH_OF_END = 3;

function isOperator(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start] ?? 0;
  const isWord =
    (first >= 65 && first <= 90) || (first >= 97 && first <= 122) || first === 39 || first === 34;
  if (!isWord) return false;
  const word = Buffer.from(bytes.subarray(start, end)).toString('latin1');
  return word !== 'true' && word !== 'false' && word !== 'null';
}

function endOfToken(bytes: Uint8Array, start: number): number {
  const first = bytes[start];
  if (first === OPEN) return endOfString(bytes, start);
  if (first === LESS && bytes[start + 1] === LESS) return endOfGroup(bytes, start + 2, MORE);
  if (first === LESS) return after(bytes, MORE, start);
  if (first === BRACKET) return endOfGroup(bytes, start + 1, 93);
  let at = start + 1;
  if (first !== SLASH && DELIMITERS.has(first ?? 0)) return at;
  while (at < bytes.length && !SPACE.has(bytes[at] ?? 0) && !DELIMITERS.has(bytes[at] ?? 0)) at += 1;
  return at;
}

/** The end of an array or, where `close` is `>`, of a dictionary. */
function endOfGroup(bytes: Uint8Array, from: number, close: number): number {
  let at = from;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (byte === close) {
      if (close !== MORE) return at + 1;
      if (bytes[at + 1] === MORE) return at + 2;
    }
    if (SPACE.has(byte)) at += 1;
    else if (byte === PERCENT) at = endOfLine(bytes, at);
    else at = endOfToken(bytes, at);
  }
  throw new RangeError('A content stream ends inside an array or dictionary.');
}

function endOfString(bytes: Uint8Array, start: number): number {
  let depth = 0;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === BACKSLASH) at += 1;
    else if (byte === OPEN) depth += 1;
    else if (byte === CLOSE) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  throw new RangeError('A content stream ends inside a string.');
}

function after(bytes: Uint8Array, byte: number, from: number): number {
  const found = bytes.indexOf(byte, from);
  if (found < 0) throw new RangeError('A content stream ends inside a string.');
  return found + 1;
}

function endOfLine(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at += 1;
  return at;
}

/**
 * An inline image's bytes have no length: they end with `EI` between white space, before something readable.
 */
function endOfInlineImage(bytes: Uint8Array, from: number): number {
  for (let at = from + 1; at + 1 < bytes.length; at += 1) {
    const ends = bytes[at] === 69 && bytes[at + 1] === 73 && SPACE.has(bytes[at - 1] ?? 0);
    if (ends && (at + 2 >= bytes.length || SPACE.has(bytes[at + 2] ?? 0)) && isText(bytes, at + 2))
      return at + 2;
  }
  throw new RangeError('A content stream ends inside an image.');
}

function isText(bytes: Uint8Array, from: number): boolean {
  return bytes.subarray(from, from + 12).every((byte) => SPACE.has(byte) || (byte >= 32 && byte < 127));
}
