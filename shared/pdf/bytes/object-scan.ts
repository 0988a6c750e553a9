import { inflateSync } from 'node:zlib';

/**
 * A PDF as its bytes say, without following a reference: all objects that are no streams (those in object
 * streams unpacked), as Latin-1 text. It finds what no page refers to, which a parser never shows.
 */
export interface RawFile {
  /** Each object as `12 0 obj ... endobj`, one after the other. */
  readonly objects: string;
  readonly streams: readonly RawStream[];
  /** Ends of the file's revisions: byte offsets after each `%%EOF`. */
  readonly ends: readonly number[];
  readonly linearized: boolean;
}

export interface RawStream {
  readonly object: number;
  readonly dictionary: string;
  readonly start: number;
  readonly end: number;
}

/** Unpacked object streams of a report are a few megabytes; a bomb's are not read further. */
const MOST_UNPACKED = 64 * 1024 * 1024;

/** Splits a PDF into objects and streams. Never throws for what the bytes hold. */
export function rawFile(bytes: Uint8Array): RawFile {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  const streams: RawStream[] = [];
  const ends: number[] = [];
  let unpacked = 0;
  let position = 0;
  while (position < buffer.length) {
    const opening = streamAfter(buffer, position);
    const part = buffer.toString('latin1', position, opening?.keyword ?? buffer.length);
    parts.push(part);
    for (const { index } of part.matchAll(/%%EOF[\r\n]{0,2}/g))
      ends.push(endOfMark(buffer, position + index));
    if (!opening) break;
    const header = part.slice(Math.max(0, part.lastIndexOf(' obj') - 24));
    const object = Number(/(\d+)\s+\d+\s+obj/.exec(header)?.[1] ?? 0);
    const end = endOfStream(buffer, opening.start, header);
    streams.push({ object, dictionary: header, start: opening.start, end });
    if (/\/Type\s*\/ObjStm/.test(header) && unpacked < MOST_UNPACKED) {
      const text = unpackObjects(buffer.subarray(opening.start, end), header, MOST_UNPACKED - unpacked);
      unpacked += text.length;
      parts.push(text);
    }
    parts.push('\nendobj\n');
    position = end;
  }
  return {
    objects: plainNames(parts.join('')),
    streams,
    ends,
    linearized: /\/Linearized\s/.test(buffer.toString('latin1', 0, 1024)),
  };
}

function endOfMark(buffer: Buffer, start: number): number {
  let end = start + '%%EOF'.length;
  if (buffer[end] === 0x0d) end += 1;
  if (buffer[end] === 0x0a) end += 1;
  return end;
}

/** The next `stream` keyword that stands after a dictionary. */
function streamAfter(buffer: Buffer, from: number): { keyword: number; start: number } | undefined {
  for (let at = buffer.indexOf('stream', from); at !== -1; at = buffer.indexOf('stream', at + 6)) {
    let after = at + 6;
    if (buffer[after] === 0x0d) after += 1;
    if (buffer[after] === 0x0a) after += 1;
    if (after === at + 6) continue;
    if (/>>\s*$/.test(buffer.toString('latin1', Math.max(from, at - 16), at)))
      return { keyword: at, start: after };
  }
  return undefined;
}

function endOfStream(buffer: Buffer, start: number, dictionary: string): number {
  const length = Number(/\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(dictionary)?.[1] ?? Number.NaN);
  if (length >= 0 && start + length <= buffer.length) {
    const after = buffer.toString('latin1', start + length, start + length + 16);
    if (/^\s*endstream/.test(after)) return start + length;
  }
  const found = buffer.indexOf('endstream', start);
  return found === -1 ? buffer.length : found;
}

function unpackObjects(packed: Uint8Array, dictionary: string, most: number): string {
  const count = Number(/\/N\s+(\d+)/.exec(dictionary)?.[1] ?? 0);
  const first = Number(/\/First\s+(\d+)/.exec(dictionary)?.[1] ?? 0);
  let text: string;
  try {
    const flat = /\/FlateDecode/.test(dictionary)
      ? inflateSync(packed, { maxOutputLength: most })
      : Buffer.from(packed);
    text = flat.toString('latin1');
  } catch {
    // Encrypted, or packed in another way: pdf.js reads what can be read of it.
    return '';
  }
  const numbers = text
    .slice(0, first)
    .split(/\s+/, count * 2)
    .map(Number);
  const objects: string[] = [];
  for (let index = 0; index + 1 < numbers.length; index += 2) {
    const start = first + (numbers[index + 1] ?? 0);
    const end = index + 3 < numbers.length ? first + (numbers[index + 3] ?? 0) : text.length;
    objects.push(`\n${numbers[index]} 0 obj\n${text.slice(start, end)}\nendobj\n`);
  }
  return objects.join('');
}

/** Names may be written with hexadecimal codes: /J#53 is /JS. */
function plainNames(objects: string): string {
  if (!/\/[^\s/<>[\]()]*#[0-9a-f]{2}/i.test(objects)) return objects;
  return objects.replace(/\/[^\s/<>[\]()]*#[0-9a-f]{2}[^\s/<>[\]()]*/gi, (name) =>
    name.replace(/#([2-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
  );
}
