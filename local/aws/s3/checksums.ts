import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** Algorithms of S3, as in `x-amz-checksum-<name>`. */
export const CHECKSUM_NAMES = ['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256'] as const;
export type ChecksumName = (typeof CHECKSUM_NAMES)[number];

/** Checksum headers of an object. A composite checksum ends with the number of parts. */
export function checksumHeaders(checksums: Readonly<Record<string, string>>): Record<string, string> {
  const [[name, value] = ['', undefined]] = Object.entries(checksums);
  if (value === undefined) return {};
  const type = value.includes('-') ? 'COMPOSITE' : 'FULL_OBJECT';
  return { [`x-amz-checksum-${name}`]: value, 'x-amz-checksum-type': type };
}

/** The same as XML elements, such as `ChecksumCRC32` and `ChecksumType`. */
export function checksumElements(checksums: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(checksumHeaders(checksums)).map(([name, value]) =>
      name === 'x-amz-checksum-type'
        ? ['ChecksumType', value]
        : [`Checksum${name.slice('x-amz-checksum-'.length).toUpperCase()}`, value],
    ),
  );
}

/** An incremental checksum. `digest` is base64, as in S3's headers. */
export interface Checksum {
  update(chunk: Uint8Array): void;
  digest(): string;
}

/** Starts a checksum. Polynomials: RFC 3720 (CRC32C), NVM Express specification (CRC64NVME). */
export function checksum(name: ChecksumName): Checksum {
  if (name === 'crc32') return crc32Checksum();
  if (name === 'crc32c') return crc32cChecksum();
  if (name === 'crc64nvme') return crc64Checksum();
  const hash = createHash(name);
  return { update: (chunk) => void hash.update(chunk), digest: () => hash.digest('base64') };
}

function crc32Checksum(): Checksum {
  let value = 0;
  return {
    update(chunk) {
      value = crc32(chunk, value);
    },
    digest: () => bigEndian([value]),
  };
}

const CRC32C_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value;
});

function crc32cChecksum(): Checksum {
  let value = 0xffffffff;
  return {
    update(chunk) {
      for (const byte of chunk) value = (CRC32C_TABLE[(value ^ byte) & 255] ?? 0) ^ (value >>> 8);
    },
    digest: () => bigEndian([(value ^ 0xffffffff) >>> 0]),
  };
}

// 64 bits as two 32-bit halves: BigInt costs a hundred times more per byte.
const CRC64_HIGH = new Uint32Array(256);
const CRC64_LOW = new Uint32Array(256);
for (let byte = 0; byte < 256; byte++) {
  let value = BigInt(byte);
  for (let bit = 0; bit < 8; bit++) value = value & 1n ? (value >> 1n) ^ 0x9a6c9329ac4bc9b5n : value >> 1n;
  CRC64_HIGH[byte] = Number(value >> 32n);
  CRC64_LOW[byte] = Number(value & 0xffffffffn);
}

function crc64Checksum(): Checksum {
  let high = 0xffffffff;
  let low = 0xffffffff;
  return {
    update(chunk) {
      for (const byte of chunk) {
        const index = (low ^ byte) & 255;
        low = ((low >>> 8) | (high << 24)) ^ (CRC64_LOW[index] ?? 0);
        high = (high >>> 8) ^ (CRC64_HIGH[index] ?? 0);
      }
    },
    digest: () => bigEndian([~high >>> 0, ~low >>> 0]),
  };
}

function bigEndian(words: readonly number[]): string {
  const bytes = Buffer.alloc(words.length * 4);
  words.forEach((word, index) => void bytes.writeUInt32BE(word >>> 0, index * 4));
  return bytes.toString('base64');
}
