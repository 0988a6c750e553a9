/** Numbers from 0 up to `below`, the same for the same seed (mulberry32). */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

type Random = (below: number) => number;

/** A file damaged in one to four ways, as transfers, disks, mail gateways and malice do. */
export function mutate(file: Uint8Array, random: Random): Uint8Array {
  let bytes: Buffer = Buffer.from(file);
  // Half of them keep every offset: a file damaged beyond repair tests the reader little.
  if (random(2) === 0) {
    for (let times = 1 + random(4); times > 0; times -= 1) bytes = redigit(bytes, random);
    return new Uint8Array(bytes);
  }
  for (let times = 1 + random(4); times > 0; times -= 1) {
    bytes = (WAYS[random(WAYS.length)] ?? flip)(bytes, random);
  }
  return new Uint8Array(bytes);
}

type Way = (bytes: Buffer, random: Random) => Buffer;

const flip: Way = (bytes, random) => {
  for (let times = 1 + random(20); times > 0; times -= 1) bytes[random(bytes.length)] = random(256);
  return bytes;
};

const cut: Way = (bytes, random) => {
  const start = random(bytes.length);
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + 1 + random(2000))]);
};

const repeat: Way = (bytes, random) => {
  const start = random(bytes.length);
  const piece = bytes.subarray(start, start + 1 + random(500));
  return Buffer.concat([
    bytes.subarray(0, start),
    ...Array(1 + random(20)).fill(piece),
    bytes.subarray(start),
  ]);
};

const truncate: Way = (bytes, random) => bytes.subarray(0, random(bytes.length));

/** Another number in a dictionary: a length, a reference, a size, an offset. */
const renumber: Way = (bytes, random) =>
  inObjects(bytes, random, /\d+/g, () => String([0, 1, 2, 7, 65535, 2 ** 31, 10 ** 9, -1][random(8)]));

/** Another name: a stream is a page, a font is an image. */
const rename: Way = (bytes, random) =>
  inObjects(bytes, random, /\/[A-Za-z]+/g, () => NAMES[random(NAMES.length)] ?? '/Type');

/** Objects that refer to themselves or to each other. */
const entangle: Way = (bytes, random) => inObjects(bytes, random, /\d+ 0 R/g, () => `${1 + random(40)} 0 R`);

/** Another number of the same length: offsets stay true, so that the file is read to its end. */
const redigit: Way = (bytes, random) => {
  const text = bytes.toString('latin1');
  const found = [...text.slice(0, text.lastIndexOf('xref')).matchAll(/\d+/g)];
  const match = found[random(found.length)];
  if (match) bytes.write(Array.from(match[0], () => random(10)).join(''), match.index, 'latin1');
  return bytes;
};

const NAMES = [
  '/Kids',
  '/Parent',
  '/Page',
  '/Pages',
  '/Contents',
  '/Length',
  '/Filter',
  '/FlateDecode',
  '/LZWDecode',
  '/ObjStm',
  '/XRef',
  '/Font',
  '/Encrypt',
  '/Annots',
  '/Prev',
  '/Root',
  '/JavaScript',
];

const WAYS: readonly Way[] = [flip, cut, repeat, truncate, renumber, rename, entangle, redigit];

function inObjects(bytes: Buffer, random: Random, what: RegExp, put: () => string): Buffer {
  const text = bytes.toString('latin1');
  const found = [...text.matchAll(what)];
  const match = found[random(found.length)];
  if (!match) return bytes;
  return Buffer.from(
    text.slice(0, match.index) + put() + text.slice(match.index + match[0].length),
    'latin1',
  );
}
