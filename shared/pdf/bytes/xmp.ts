import { inflateSync } from 'node:zlib';
import type { RawFile, RawStream } from './object-scan.ts';

/** A packet is a few kilobytes; the thumbnails and histories of a long one name nobody. */
const LONGEST_PACKET = 1024 * 1024;
/** Of all packets of a file together: a report with thousands of pictures has less. */
const MOST_UNPACKED = 16 * 1024 * 1024;

/** Identifiers and dates, which XMP is full of, name nobody. */
const NO_WORDS = /^(uuid:|xmp\.|adobe:|https?:|application\/|[\d\s.:+\-TZ/]*$|[0-9a-f-]{16,}$)/i;

/**
 * Words in XMP packets, packed or not: of the document, and of pictures, pages or anything else that kept
 * theirs.
 */
export function xmpTexts(bytes: Uint8Array, raw: RawFile): string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return [...plainPackets(buffer), ...packedPackets(buffer, raw)].flatMap(textsOfPacket);
}

/** Words between and inside the tags of one packet. */
export function textsOfPacket(packet: string): string[] {
  const attributes = [...packet.matchAll(/\s(?!xmlns|xml:|rdf:|x:)[\w:]+=(?:"([^"<>]*)"|'([^'<>]*)')/g)].map(
    ([, double, single]) => double ?? single ?? '',
  );
  const contents = [...packet.matchAll(/>([^<>]+)</g)].map(([, value]) => value ?? '');
  return [...contents, ...attributes]
    .map(unescapeXml)
    .filter((text) => /\p{L}{2}/u.test(text) && !NO_WORDS.test(text));
}

const START = '<x:xmpmeta';
const END = '</x:xmpmeta>';

function plainPackets(buffer: Buffer): string[] {
  const packets: string[] = [];
  let left = MOST_UNPACKED;
  for (let start = buffer.indexOf(START); start !== -1 && left > 0; ) {
    const found = buffer.indexOf(END, start);
    const end = Math.min(found === -1 ? start + 65_536 : found, start + LONGEST_PACKET, buffer.length);
    packets.push(buffer.toString('utf8', start, end));
    left -= end - start;
    start = buffer.indexOf(START, end);
  }
  return packets;
}

/**
 * Metadata streams in which the search for plain packets finds nothing: packed, or in an encoding of two
 * bytes a letter.
 */
function packedPackets(buffer: Buffer, raw: RawFile): string[] {
  const referred = new Set<number>();
  for (const [, object] of raw.objects.matchAll(/\/Metadata\s+(\d+)\s+\d+\s+R\b/g))
    referred.add(Number(object));
  const packets: string[] = [];
  let left = MOST_UNPACKED;
  for (const stream of raw.streams) {
    if (left <= 0) break;
    if (!referred.has(stream.object) && !/\/Type\s*\/Metadata\b|\/Subtype\s*\/XML\b/.test(stream.dictionary))
      continue;
    const bytes = unpacked(buffer, stream);
    left -= bytes.length;
    if (!isPlain(stream) || !bytes.includes(START)) packets.push(decoded(bytes));
  }
  return packets;
}

const isPlain = ({ dictionary }: RawStream): boolean => !/\/Filter\b/.test(dictionary);

function unpacked(buffer: Buffer, stream: RawStream): Buffer {
  const packed = buffer.subarray(stream.start, stream.end);
  if (isPlain(stream)) return packed.subarray(0, LONGEST_PACKET);
  if (!/\/Fl(?:ateDecode)?\b/.test(stream.dictionary)) return Buffer.alloc(0);
  try {
    // 2: what there is of a stream that was cut short.
    return inflateSync(packed, { maxOutputLength: LONGEST_PACKET, finishFlush: 2 });
  } catch {
    // Encrypted, a bomb, or packed twice: pdf.js reads the packet of the document itself.
    return Buffer.alloc(0);
  }
}

function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  return bytes.toString('utf8');
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescapeXml = (text: string): string =>
  text
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hexadecimal, decimal, name) => {
      if (name !== undefined) return ENTITIES[name] ?? whole;
      const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '';
    })
    .trim();
