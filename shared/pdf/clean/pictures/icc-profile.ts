import { hash } from 'node:crypto';

/**
 * The sRGB profile of 1998 (IEC 61966-2.1, 3,144 bytes), which most programs put into every file. Readers
 * know it by its bytes and compute its colours in another way than those of any other profile.
 */
const STANDARD_RGB = '2b3aa1645779a9e634744faf9b01e9102b0c9b88fd6deced7934df86b949af7e';

/**
 * Tags of a profile that colours are computed with (ICC.1:2022, 9.2). Descriptions, makers and private data
 * are others.
 */
const COMPUTED = new Set([
  ...['A2B0', 'A2B1', 'A2B2', 'B2A0', 'B2A1', 'B2A2', 'D2B0', 'D2B1', 'D2B2', 'D2B3', 'B2D0', 'B2D1', 'B2D2'],
  ...['B2D3', 'rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC', 'kTRC', 'wtpt', 'bkpt', 'chad', 'gamt', 'cicp'],
]);
const [HEADER, ENTRY] = [128, 12];
/** Parts of the header for a maker, a model, a date, a program or later use: where they begin and end. */
const OWN_FIELDS = [
  [4, 8],
  [24, 36],
  [48, 56],
  [80, 128],
] as const;

/**
 * A colour profile with what colours are computed with, and nothing else; the standard one as it is.
 * `undefined` where it cannot be read.
 */
export function stripIccProfile(profile: Uint8Array): Uint8Array | undefined {
  if (profile.length < HEADER + 4) return undefined;
  if (hash('sha256', profile) === STANDARD_RGB) return profile;
  const view = new DataView(profile.buffer, profile.byteOffset, profile.byteLength);
  const header = profile.slice(0, HEADER);
  for (const [from, to] of OWN_FIELDS) header.fill(0, from, to);
  const entries: { readonly tag: Uint8Array; readonly data: Uint8Array }[] = [];
  const count = view.getUint32(HEADER);
  if (HEADER + 4 + count * ENTRY > profile.length) return undefined;
  for (let index = 0; index < count; index += 1) {
    const at = HEADER + 4 + index * ENTRY;
    const [offset, length] = [view.getUint32(at + 4), view.getUint32(at + 8)];
    if (offset + length > profile.length) return undefined;
    const tag = profile.subarray(at, at + 4);
    if (COMPUTED.has(Buffer.from(tag).toString('latin1')))
      entries.push({ tag, data: profile.subarray(offset, offset + length) });
  }
  return written(header, entries);
}

function written(
  header: Uint8Array,
  entries: readonly { readonly tag: Uint8Array; readonly data: Uint8Array }[],
): Uint8Array {
  const table = Buffer.alloc(4 + entries.length * ENTRY);
  table.writeUInt32BE(entries.length, 0);
  const parts: Uint8Array[] = [];
  let offset = HEADER + table.length;
  for (const [index, { tag, data }] of entries.entries()) {
    const at = 4 + index * ENTRY;
    table.set(tag, at);
    table.writeUInt32BE(offset, at + 4);
    table.writeUInt32BE(data.length, at + 8);
    const padding = (4 - (data.length % 4)) % 4;
    parts.push(data, new Uint8Array(padding));
    offset += data.length + padding;
  }
  const bytes = Buffer.concat([header, table, ...parts]);
  bytes.writeUInt32BE(bytes.length, 0);
  return new Uint8Array(bytes);
}
