/** A component of a frame (ISO 10918-1, B.2.2). */
interface Component {
  readonly id: number;
  readonly across: number;
  readonly down: number;
  readonly quantization: number;
  /** Blocks in a line, and lines of them, as scans with several components have them. */
  readonly columns: number;
  readonly rows: number;
  /** The same in a scan with this component alone. */
  readonly ownColumns: number;
  readonly ownRows: number;
  /** Coefficients that earlier scans made other than nought, 64 for each block; of progressive frames. */
  readonly coded: Uint8Array;
}

export interface Frame {
  readonly isProgressive: boolean;
  readonly mcuColumns: number;
  readonly mcuRows: number;
  readonly components: readonly Component[];
}

/** Markers of frames with Huffman coding and a cosine transform. */
const [BASELINE, EXTENDED, PROGRESSIVE] = [0xc0, 0xc1, 0xc2];
const BLOCK = 64;
/** More coefficients than any picture that is read here. */
const MOST_COEFFICIENTS = 2 ** 28;

/** The frame of a segment with a marker and a length; `undefined` where its coding is another. */
export function frameOf(marker: number, segment: Buffer): Frame | undefined {
  if (marker !== BASELINE && marker !== EXTENDED && marker !== PROGRESSIVE) return undefined;
  const [height, width, count] = [segment.readUInt16BE(5), segment.readUInt16BE(7), segment.readUInt8(9)];
  const isProgressive = marker === PROGRESSIVE;
  const parts = Array.from({ length: count }, (_, part) => {
    const at = 10 + 3 * part;
    const sampling = segment.readUInt8(at + 1);
    return {
      id: segment.readUInt8(at),
      across: sampling >> 4,
      down: sampling & 15,
      quantization: segment.readUInt8(at + 2),
    };
  });
  if (width === 0 || height === 0 || parts.some(({ across, down }) => across === 0 || down === 0))
    return undefined;
  const [mostAcross, mostDown] = [
    Math.max(...parts.map(({ across }) => across)),
    Math.max(...parts.map(({ down }) => down)),
  ];
  const mcuColumns = Math.ceil(width / (8 * mostAcross));
  const mcuRows = Math.ceil(height / (8 * mostDown));
  const blocks = mcuColumns * mcuRows * parts.reduce((sum, { across, down }) => sum + across * down, 0);
  if (isProgressive && blocks * BLOCK > MOST_COEFFICIENTS) return undefined;
  const components = parts.map((part) => {
    const [columns, rows] = [mcuColumns * part.across, mcuRows * part.down];
    return {
      ...part,
      columns,
      rows,
      ownColumns: Math.ceil(Math.ceil((width * part.across) / mostAcross) / 8),
      ownRows: Math.ceil(Math.ceil((height * part.down) / mostDown) / 8),
      coded: new Uint8Array(isProgressive ? columns * rows * BLOCK : 0),
    };
  });
  return { isProgressive, mcuColumns, mcuRows, components };
}

/** A Huffman table, by the lengths of its codes. */
export interface HuffmanTable {
  readonly counts: Uint8Array;
  readonly symbols: Uint8Array;
}

export interface Scan {
  readonly components: readonly {
    readonly component: Component;
    readonly dc: HuffmanTable | undefined;
    readonly ac: HuffmanTable | undefined;
  }[];
  /** First and last coefficient, and the bit that an earlier scan ended with (0 where there was none). */
  readonly first: number;
  readonly last: number;
  readonly high: number;
}

/**
 * The bytes of a scan's data that the picture is decoded with, from `at` on: what follows the last block up
 * to the next marker, or stands before a restart, is left out. `undefined` where the data cannot be followed.
 */
export function scanData(
  jpeg: Uint8Array,
  at: number,
  frame: Frame,
  scan: Scan,
  restart: number,
): Uint8Array[] | undefined {
  try {
    return new ScanReader(jpeg, at, frame, scan).read(restart);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const isRestart = (marker: number | undefined): boolean =>
  marker !== undefined && marker >= 0xd0 && marker <= 0xd7;

class ScanReader {
  readonly #jpeg: Uint8Array;
  readonly #frame: Frame;
  readonly #scan: Scan;
  #at: number;
  #byte = 0;
  #bits = 0;
  /** Blocks without further coefficients that are left of a run. */
  #run = 0;

  constructor(jpeg: Uint8Array, at: number, frame: Frame, scan: Scan) {
    this.#jpeg = jpeg;
    this.#at = at;
    this.#frame = frame;
    this.#scan = scan;
  }

  read(restart: number): Uint8Array[] | undefined {
    const parts: Uint8Array[] = [];
    let from = this.#at;
    const units = this.#units();
    for (let unit = 0; unit < units; unit += 1) {
      if (restart > 0 && unit > 0 && unit % restart === 0) {
        parts.push(this.#jpeg.subarray(from, this.#at));
        from = this.#restart();
      }
      this.#readUnit(unit);
    }
    parts.push(this.#jpeg.subarray(from, this.#at));
    return parts;
  }

  #units(): number {
    const [only, ...others] = this.#scan.components;
    return only !== undefined && others.length === 0
      ? only.component.ownColumns * only.component.ownRows
      : this.#frame.mcuColumns * this.#frame.mcuRows;
  }

  /** Goes behind the next restart marker, and returns where that stands. */
  #restart(): number {
    let at = this.#at;
    while (this.#jpeg[at] !== 0xff || !isRestart(this.#jpeg[at + 1])) {
      if (at >= this.#jpeg.length) throw new RangeError('No restart');
      at += 1;
    }
    this.#at = at + 2;
    this.#bits = 0;
    this.#run = 0;
    return at;
  }

  #readUnit(unit: number): void {
    const [only, ...others] = this.#scan.components;
    if (only !== undefined && others.length === 0) {
      const { columns, ownColumns } = only.component;
      const block = Math.floor(unit / ownColumns) * columns + (unit % ownColumns);
      this.#readBlock(only, block);
      return;
    }
    const column = unit % this.#frame.mcuColumns;
    const row = Math.floor(unit / this.#frame.mcuColumns);
    for (const one of this.#scan.components) {
      const { across, down, columns } = one.component;
      for (let y = 0; y < down; y += 1)
        for (let x = 0; x < across; x += 1)
          this.#readBlock(one, (row * down + y) * columns + column * across + x);
    }
  }

  #readBlock({ component, dc, ac }: Scan['components'][number], block: number): void {
    const { first, high } = this.#scan;
    if (!this.#frame.isProgressive) {
      this.#skip(this.#symbol(dc));
      this.#readCoefficients(ac, 1, BLOCK - 1, undefined);
    } else if (first === 0) this.#skip(high === 0 ? this.#symbol(dc) : 1);
    else {
      const coded = component.coded.subarray(block * BLOCK, (block + 1) * BLOCK);
      if (high === 0) this.#readCoefficients(ac, first, this.#scan.last, coded);
      else this.#refine(ac, coded);
    }
  }

  /** Coefficients of a baseline block, or of the first progressive scan with them (F.2.2.2, G.1.2.2). */
  #readCoefficients(
    table: HuffmanTable | undefined,
    from: number,
    last: number,
    coded: Uint8Array | undefined,
  ): void {
    if (this.#run > 0) {
      this.#run -= 1;
      return;
    }
    for (let k = from; k <= last; k += 1) {
      const symbol = this.#symbol(table);
      const [zeros, size] = [symbol >> 4, symbol & 15];
      if (size === 0 && zeros < 15) {
        this.#run = coded === undefined ? 0 : (1 << zeros) - 1 + this.#skip(zeros);
        return;
      }
      k += zeros;
      this.#skip(size);
      if (coded !== undefined && size > 0) coded[k] = 1;
    }
  }

  /** One more bit of coefficients that are known, and new ones (G.1.2.3). */
  #refine(table: HuffmanTable | undefined, coded: Uint8Array): void {
    const { first, last } = this.#scan;
    let k = first;
    while (this.#run === 0 && k <= last) {
      const symbol = this.#symbol(table);
      const [zeros, isNew] = [symbol >> 4, (symbol & 15) > 0];
      if (isNew) this.#skip(1);
      else if (zeros < 15) {
        this.#run = (1 << zeros) + this.#skip(zeros);
        break;
      }
      k = this.#refineUpTo(zeros, k, coded);
      if (isNew) coded[k] = 1;
      k += 1;
    }
    if (this.#run === 0) return;
    for (; k <= last; k += 1) if (coded[k] === 1) this.#skip(1);
    this.#run -= 1;
  }

  /** Goes over so many coefficients that are nought, and refines the others; returns where it stops. */
  #refineUpTo(zeros: number, from: number, coded: Uint8Array): number {
    let left = zeros;
    for (let k = from; k <= this.#scan.last; k += 1) {
      if (coded[k] === 1) this.#skip(1);
      else if (left === 0) return k;
      else left -= 1;
    }
    return this.#scan.last;
  }

  #symbol(table: HuffmanTable | undefined): number {
    if (table === undefined) throw new RangeError('No table');
    let [code, first, place] = [0, 0, 0];
    for (const count of table.counts) {
      code = (code << 1) | this.#bit();
      first <<= 1;
      if (code - first < count) return table.symbols[place + code - first] ?? 0;
      first += count;
      place += count;
    }
    throw new RangeError('No such code');
  }

  /** The next bits as a number. */
  #skip(count: number): number {
    let value = 0;
    for (let bit = 0; bit < count; bit += 1) value = (value << 1) | this.#bit();
    return value;
  }

  #bit(): number {
    if (this.#bits === 0) {
      const byte = this.#jpeg[this.#at];
      const isStuffed = byte === 0xff && this.#jpeg[this.#at + 1] === 0;
      if (byte === undefined || (byte === 0xff && !isStuffed)) throw new RangeError('No more data');
      this.#byte = byte;
      this.#at += isStuffed ? 2 : 1;
      this.#bits = 8;
    }
    this.#bits -= 1;
    return (this.#byte >> this.#bits) & 1;
  }
}
