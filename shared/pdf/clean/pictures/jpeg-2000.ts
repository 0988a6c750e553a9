/** Boxes of ISO 15444-1, annex I, that a picture is decoded with. */
const PICTURE_BOXES = new Set(['jP  ', 'ftyp', 'jp2h', 'jp2c']);
const HEADER_BOXES = new Set(['ihdr', 'bpcc', 'colr', 'pclr', 'cmap', 'cdef']);

/**
 * The picture of a JPEG 2000 alone, a file or a bare codestream: no XML, UUID, resolution, comment or
 * trailing byte.
 * `undefined` where the bytes do not follow the format.
 */
export function stripJpeg2000(file: Uint8Array): Uint8Array | undefined {
  if (file[0] === 0xff && file[1] === SOC) return stripCodestream(file);
  return boxes(file, (type, content) => {
    if (!PICTURE_BOXES.has(type)) return 'drop';
    if (type === 'jp2c') return stripCodestream(content);
    if (type !== 'jp2h') return content;
    return boxes(content, (inner, bytes) => (HEADER_BOXES.has(inner) ? bytes : 'drop'));
  });
}

/** The boxes that stay, written again; `undefined` where one cannot be read. */
function boxes(
  file: Uint8Array,
  clean: (type: string, content: Uint8Array) => Uint8Array | 'drop' | undefined,
): Uint8Array | undefined {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const parts: Uint8Array[] = [];
  let at = 0;
  while (at + 8 <= file.length) {
    const declared = view.getUint32(at);
    const isLarge = declared === 1 && at + 16 <= file.length;
    const length = declared === 0 ? file.length - at : isLarge ? Number(view.getBigUint64(at + 8)) : declared;
    const header = isLarge ? 16 : 8;
    if (length < header || at + length > file.length) return undefined;
    const type = Buffer.from(file.subarray(at + 4, at + 8)).toString('latin1');
    const content = clean(type, file.subarray(at + header, at + length));
    if (content === undefined) return undefined;
    if (content !== 'drop') parts.push(boxHeader(8 + content.length, type), content);
    at += length;
  }
  return parts.length > 0 ? new Uint8Array(Buffer.concat(parts)) : undefined;
}

function boxHeader(length: number, type: string): Uint8Array {
  const header = Buffer.alloc(8);
  header.writeUInt32BE(length, 0);
  header.write(type, 4, 'latin1');
  return header;
}

/**
 * Markers of a codestream (ISO 15444-1, annex A): start, tile-part, data, end, tile-part lengths, comment.
 */
const [SOC, SOT, SOD, EOC, TLM, COM] = [0x4f, 0x90, 0x93, 0xd9, 0x55, 0x64];

/** A codestream without comments, and without the list of tile-part lengths, which would be wrong then. */
function stripCodestream(stream: Uint8Array): Uint8Array | undefined {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const parts: Uint8Array[] = [stream.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= stream.length && stream[at + 1] !== EOC) {
    const header = headerAt(stream, view, at);
    if (header === undefined) return undefined;
    if (stream[at + 1] !== SOT) {
      parts.push(...header.kept);
      at = header.end;
      continue;
    }
    const declared = view.getUint32(at + 6);
    const end = declared === 0 ? endOfData(stream) : at + declared;
    if (end < header.end || end > stream.length) return undefined;
    const [tile = new Uint8Array(), ...rest] = header.kept;
    const own = Uint8Array.from(tile);
    const length = header.kept.reduce((sum, part) => sum + part.length, end - header.end);
    new DataView(own.buffer).setUint32(6, length);
    parts.push(own, ...rest, stream.subarray(header.end, end));
    at = end;
  }
  parts.push(Uint8Array.of(0xff, EOC));
  return new Uint8Array(Buffer.concat(parts));
}

/**
 * The marker segments from `at` on: one of the main header, or all of a tile-part's header with the start of
 * its data.
 */
function headerAt(
  stream: Uint8Array,
  view: DataView,
  at: number,
): { readonly kept: Uint8Array[]; readonly end: number } | undefined {
  const isTile = stream[at + 1] === SOT;
  const kept: Uint8Array[] = [];
  let from = at;
  while (from + 4 <= stream.length) {
    const marker = stream[from + 1] ?? 0;
    if (stream[from] !== 0xff) return undefined;
    if (isTile && marker === SOD) return { kept: [...kept, stream.subarray(from, from + 2)], end: from + 2 };
    const end = from + 2 + view.getUint16(from + 2);
    if (end > stream.length) return undefined;
    if (marker !== COM && marker !== TLM) kept.push(stream.subarray(from, end));
    if (!isTile) return { kept, end };
    from = end;
  }
  return undefined;
}

const endOfData = (stream: Uint8Array): number =>
  stream.at(-2) === 0xff && stream.at(-1) === EOC ? stream.length - 2 : stream.length;
