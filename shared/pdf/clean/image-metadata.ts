import { inflateSync } from 'node:zlib';
import { PDFName, type PDFRawStream } from '@cantoo/pdf-lib';
import { Uncleanable } from './cannot-clean.ts';
import { drop, entry, nameOf, oneOrMany, put } from './pdf-objects.ts';

const MOST_BYTES = 256 * 2 ** 20;

/** Takes EXIF, XMP, IPTC, comments and previews out of a JPEG or JPEG 2000; the picture's own bytes stay as they are. */
export function stripImageMetadata(stream: PDFRawStream): void {
  const { context } = stream.dict;
  const filters = oneOrMany(context, entry(stream.dict, 'Filter')).map((filter) => nameOf(context, filter));
  const last = filters.at(-1);
  if (last !== 'DCTDecode' && last !== 'JPXDecode') return;
  let bytes = stream.contents;
  if (filters.length === 2 && filters[0] === 'FlateDecode') {
    bytes = new Uint8Array(inflateSync(bytes, { maxOutputLength: MOST_BYTES }));
    put(stream.dict, 'Filter', PDFName.of(last));
    drop(stream.dict, 'DecodeParms');
  } else if (filters.length > 1) {
    return;
  }
  const stripped = last === 'DCTDecode' ? stripJpeg(bytes) : stripJpeg2000(bytes);
  if (stripped === undefined && METADATA.test(Buffer.from(bytes).toString('latin1'))) {
    throw new Uncleanable(
      'A photograph in this PDF holds details about where and how it was made that cannot be taken out. Save or print the report to a new PDF and drop that.',
    );
  }
  stream.updateContents(stripped ?? bytes);
}

const METADATA = /Exif\0|http:\/\/ns\.adobe\.com|Photoshop 3\.0|<x:xmpmeta/;

/** Segments that may stay: JFIF, ICC profile and Adobe's colour transform; of the rest only what decodes the picture. `undefined` where the file does not follow its format. */
export function stripJpeg(jpeg: Uint8Array): Uint8Array | undefined {
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) return undefined;
  const parts: Uint8Array[] = [jpeg.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= jpeg.length) {
    if (jpeg[at] !== 0xff) return undefined;
    const marker = jpeg[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) break;
    const length = ((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0);
    let end = at + 2 + length;
    if (length < 2 || end > jpeg.length) return undefined;
    if (marker === 0xda) end = endOfScan(jpeg, end);
    if (belongsToPicture(marker, jpeg.subarray(at + 4, end))) parts.push(jpeg.subarray(at, end));
    at = end;
  }
  parts.push(Uint8Array.of(0xff, 0xd9));
  return new Uint8Array(Buffer.concat(parts));
}

function belongsToPicture(marker: number, content: Uint8Array): boolean {
  if (marker === 0xfe) return false;
  if (marker < 0xe0 || marker > 0xef) return true;
  const head = Buffer.from(content.subarray(0, 12)).toString('latin1');
  return (
    (marker === 0xe0 && head.startsWith('JFIF\0')) ||
    (marker === 0xe2 && head.startsWith('ICC_PROFILE\0')) ||
    (marker === 0xee && head.startsWith('Adobe'))
  );
}

/** Entropy-coded bytes go on to the next marker that is neither a stuffed zero nor a restart. */
function endOfScan(jpeg: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    at = jpeg.indexOf(0xff, at);
    if (at < 0 || at + 1 >= jpeg.length) return jpeg.length;
    const next = jpeg[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
    at += next === 0xff ? 1 : 2;
  }
}

const METADATA_BOXES = new Set(['xml ', 'uuid', 'uinf', 'asoc', 'nlst', 'lbl ', 'jp2i', 'mp7b']);

/** Boxes of ISO 15444-1, annex I. A file with a fragment table holds offsets: `undefined`. */
export function stripJpeg2000(file: Uint8Array): Uint8Array | undefined {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const parts: Uint8Array[] = [];
  let at = 0;
  while (at + 8 <= file.length) {
    const declared = view.getUint32(at);
    const length = declared === 0 ? file.length - at : declared === 1 ? largeBoxLength(view, at) : declared;
    if (length < 8 || at + length > file.length) return undefined;
    const type = Buffer.from(file.subarray(at + 4, at + 8)).toString('latin1');
    if (type === 'ftbl') return undefined;
    if (!METADATA_BOXES.has(type)) parts.push(file.subarray(at, at + length));
    at += length;
  }
  return at === file.length ? new Uint8Array(Buffer.concat(parts)) : undefined;
}

function largeBoxLength(view: DataView, at: number): number {
  return at + 16 <= view.byteLength ? Number(view.getBigUint64(at + 8)) : 0;
}
