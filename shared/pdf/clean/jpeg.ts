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

/**
 * The picture of a JPEG alone: no EXIF, XMP, IPTC, colour profile (a PDF names its own), comment, preview or
 * trailing byte. `undefined` where the bytes do not follow the format.
 */
export function stripJpeg(jpeg: Uint8Array): Uint8Array | undefined {
  if (jpeg[0] !== 0xff || jpeg[1] !== START) return undefined;
  const parts: Uint8Array[] = [jpeg.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= jpeg.length && jpeg[at + 1] !== END) {
    if (jpeg[at] !== 0xff) return undefined;
    const marker = jpeg[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = ((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0);
    let end = at + 2 + length;
    if (length < 2 || end > jpeg.length) return undefined;
    if (marker === SCAN) end = endOfScan(jpeg, end);
    const kept = keptSegment(marker, jpeg.subarray(at, end));
    if (kept !== undefined) parts.push(kept);
    at = end;
  }
  parts.push(Uint8Array.of(0xff, END));
  return new Uint8Array(Buffer.concat(parts));
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
