import { inflateSync } from 'node:zlib';

/**
 * All that stands in a PDF's bytes, streams inflated, as 8-bit and as 16-bit text, spaces and hexadecimal
 * strings read.
 */
export function everythingIn(pdf: Uint8Array): string {
  const bytes = Buffer.from(pdf);
  const parts = [bytes];
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    const start = at + (bytes[at + 6] === 13 ? 8 : 7);
    try {
      parts.push(inflateSync(bytes.subarray(start)));
    } catch {}
  }
  const text = parts.map((part) => part.toString('latin1')).join('\n');
  const unhexed = text.replace(/<([0-9A-Fa-f\s]{4,})>/g, (_, hex: string) =>
    Buffer.from(hex.replace(/\s/g, ''), 'hex').toString('latin1'),
  );
  return `${text}\n${unhexed}\n${unhexed.replaceAll('\0', '')}`;
}
