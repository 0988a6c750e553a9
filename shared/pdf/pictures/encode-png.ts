import { crc32, deflateSync } from 'node:zlib';
import type { PageImage } from '../pdfium/render-page.ts';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/**
 * Each row as the difference from the one above (PNG 3rd edition, 9.2, filter type 2): most of a page is
 * alike.
 */
const UP = 2;

/** A page image as a PNG of 8-bit RGB. */
export function encodePng({ width, height, stride, pixels }: PageImage): Uint8Array {
  const rowLength = 1 + 3 * width;
  const rows = new Uint8Array(rowLength * height);
  for (let y = 0; y < height; y += 1) {
    rows[y * rowLength] = UP;
    for (let x = 0; x < width; x += 1) {
      for (let colour = 0; colour < 3; colour += 1) {
        const from = y * stride + x * 4 + (2 - colour);
        const above = y === 0 ? 0 : (pixels[from - stride] ?? 0);
        rows[y * rowLength + 1 + x * 3 + colour] = (pixels[from] ?? 0) - above;
      }
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const parts = [
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', new Uint8Array()),
  ];
  return new Uint8Array(Buffer.concat(parts));
}

function chunk(type: string, content: Uint8Array): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const framed = Buffer.alloc(typed.length + 8);
  framed.writeUInt32BE(content.length, 0);
  framed.set(typed, 4);
  framed.writeUInt32BE(crc32(typed), typed.length + 4);
  return framed;
}
