import { type Frame, frameOf, type HuffmanTable, type Scan, scanData } from './jpeg-scan.ts';

/** JFIF and Adobe's colour transform tell a decoder what the components are; both in their shortest form. */
const JFIF = [0xff, 0xe0, 0, 16, ...Buffer.from('JFIF\0', 'latin1'), 1, 1, 0, 0, 1, 0, 1, 0, 0];
const adobe = (transform: number): number[] => [
  ...[0xff, 0xee, 0, 14, ...Buffer.from('Adobe', 'latin1')],
  ...[0, 100, 0, 0, 0, 0, transform],
];

/** Markers of ISO 10918-1 (table B.1) that a picture is decoded with: frames, tables, restarts, scans. */
const isOfPicture = (marker: number): boolean =>
  (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8) || (marker >= 0xda && marker <= 0xdd);
const [START, END, SCAN] = [0xd8, 0xd9, 0xda];
const [HUFFMAN, QUANTIZATION, RESTARTS, ARITHMETIC] = [0xc4, 0xdb, 0xdd, 0xcc];

/**
 * The picture of a JPEG alone: no EXIF, XMP, IPTC, colour profile (a PDF names its own), comment or preview,
 * no table that no scan uses, and no byte after the last block of a scan. `undefined` where the bytes do not
 * follow the format.
 */
export function stripJpeg(jpeg: Uint8Array): Uint8Array | undefined {
  if (jpeg[0] !== 0xff || jpeg[1] !== START) return undefined;
  const picture = new Picture(jpeg);
  let at = 2;
  while (at + 4 <= jpeg.length && jpeg[at + 1] !== END) {
    if (jpeg[at] !== 0xff) return undefined;
    const marker = jpeg[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = ((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0);
    const end = at + 2 + length;
    if (length < 2 || end > jpeg.length) return undefined;
    const next = marker === SCAN ? endOfScan(jpeg, end) : end;
    picture.take(marker, at, end, next);
    at = next;
  }
  return picture.bytes();
}

/** The parts of a JPEG that stay. Tables are written where a scan uses them. */
class Picture {
  readonly #jpeg: Uint8Array;
  readonly #parts: Uint8Array[] = [Uint8Array.of(0xff, START)];
  /** Tables by their segment's marker and their own first byte, until a scan uses them. */
  readonly #waiting = new Map<string, Uint8Array>();
  readonly #huffman = new Map<number, HuffmanTable>();
  #frame: Frame | undefined;
  #restart = 0;

  constructor(jpeg: Uint8Array) {
    this.#jpeg = jpeg;
  }

  /** A segment from `at` to `end`; the data of a scan goes on to `next`. */
  take(marker: number, at: number, end: number, next: number): void {
    const segment = Buffer.from(this.#jpeg.subarray(at, end));
    if (marker === HUFFMAN || marker === QUANTIZATION) this.#addTables(marker, segment);
    else if (marker === SCAN) this.#addScan(segment, end, next);
    else {
      if (marker === RESTARTS && segment.length >= 6) this.#restart = segment.readUInt16BE(4);
      if (isOfPicture(marker) && marker !== ARITHMETIC && segment.length >= 10)
        this.#frame ??= frameOf(marker, segment);
      const kept = keptSegment(marker, segment);
      if (kept !== undefined) this.#parts.push(kept);
    }
  }

  bytes(): Uint8Array {
    return new Uint8Array(Buffer.concat([...this.#parts, Uint8Array.of(0xff, END)]));
  }

  #addTables(marker: number, segment: Buffer): void {
    let at = 4;
    while (at < segment.length) {
      const first = segment[at] ?? 0;
      const counts = segment.subarray(at + 1, at + 17);
      const length =
        marker === HUFFMAN ? 17 + counts.reduce((sum, count) => sum + count, 0) : first >> 4 === 0 ? 65 : 129;
      const table = segment.subarray(at, at + length);
      if (marker === HUFFMAN) this.#huffman.set(first, { counts, symbols: table.subarray(17) });
      this.#waiting.set(`${marker} ${first & (marker === HUFFMAN ? 0x1f : 0x0f)}`, table);
      at += length;
    }
  }

  #addScan(segment: Buffer, end: number, next: number): void {
    const choices = Array.from({ length: segment[4] ?? 0 }, (_, part) => ({
      id: segment[5 + 2 * part] ?? 0,
      tables: segment[6 + 2 * part] ?? 0,
    }));
    const frame = this.#frame;
    for (const { id, tables } of choices) {
      const component = frame?.components.find((one) => one.id === id);
      this.#write(HUFFMAN, tables >> 4);
      this.#write(HUFFMAN, 0x10 | (tables & 15));
      if (component !== undefined) this.#write(QUANTIZATION, component.quantization);
    }
    // Of a frame with another coding nobody knows which tables it uses.
    if (frame === undefined) for (const key of [...this.#waiting.keys()]) this.#writeKey(key);
    const scan = frame && this.#scanOf(frame, choices, segment);
    const data = frame && scan && scanData(this.#jpeg, end, frame, scan, this.#restart);
    this.#parts.push(segment, ...(data ?? [this.#jpeg.subarray(end, next)]));
  }

  #scanOf(
    frame: Frame,
    choices: readonly { readonly id: number; readonly tables: number }[],
    segment: Buffer,
  ): Scan | undefined {
    const after = 5 + 2 * choices.length;
    const components = choices.flatMap(({ id, tables }) => {
      const component = frame.components.find((one) => one.id === id);
      const [dc, ac] = [this.#huffman.get(tables >> 4), this.#huffman.get(0x10 | (tables & 15))];
      return component === undefined ? [] : [{ component, dc, ac }];
    });
    if (components.length < choices.length || segment.length < after + 3) return undefined;
    const [first = 0, last = 0, bits = 0] = segment.subarray(after);
    return { components, first, last, high: bits >> 4 };
  }

  #write(marker: number, id: number): void {
    this.#writeKey(`${marker} ${id}`);
  }

  #writeKey(key: string): void {
    const table = this.#waiting.get(key);
    if (table === undefined) return;
    this.#waiting.delete(key);
    const head = Buffer.from([0xff, Number.parseInt(key, 10), 0, 0]);
    head.writeUInt16BE(2 + table.length, 2);
    this.#parts.push(head, table);
  }
}

function keptSegment(marker: number, segment: Uint8Array): Uint8Array | undefined {
  if (isOfPicture(marker)) return segment;
  const head = Buffer.from(segment.subarray(4, 9)).toString('latin1');
  if (marker === 0xe0 && head === 'JFIF\0') return Uint8Array.from(JFIF);
  const transform = segment[15];
  return marker === 0xee && head === 'Adobe' && transform !== undefined && transform <= 2
    ? Uint8Array.from(adobe(transform))
    : undefined;
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
