import { inflateSync } from 'node:zlib';
import type { RawFile } from './object-scan.ts';

/** Numbers of the objects that page contents are in. */
export function contentObjects(objects: string): Set<number> {
  const found = new Set<number>();
  for (const [, list] of objects.matchAll(/\/Contents\s*(\[[^\]]{0,20000}\]|\d+\s+\d+\s+R)/g)) {
    for (const [, object] of (list ?? '').matchAll(/(\d+)\s+\d+\s+R/g)) found.add(Number(object));
  }
  return found;
}

const LONGEST = 8 * 1024 * 1024;
const MOST = 64 * 1024 * 1024;

/**
 * What pages, and pieces that they share, are painted with, unpacked, as Latin-1; of an encrypted file
 * nothing.
 */
export function* contentStreams(bytes: Uint8Array, raw: RawFile): Generator<string> {
  const contents = contentObjects(raw.objects);
  let left = MOST;
  for (const { object, dictionary, start, end } of raw.streams) {
    if (left <= 0) return;
    if (!contents.has(object) && !/\/Subtype\s*\/Form\b/.test(dictionary)) continue;
    const text = unpacked(bytes.subarray(start, end), dictionary);
    left -= text.length;
    yield text;
  }
}

function unpacked(stream: Uint8Array, dictionary: string): string {
  try {
    const plain = /\/Filter\s*\[?\s*\/Fl/.test(dictionary)
      ? // 2: what there is of a stream that was cut short.
        inflateSync(stream, { maxOutputLength: LONGEST, finishFlush: 2 })
      : stream.subarray(0, LONGEST);
    return Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength).toString('latin1');
  } catch {
    // Encrypted, a bomb, or packed in another way.
    return '';
  }
}
