import { createHash } from 'node:crypto';
import { Crc32, Crc32c, Crc64Nvme } from '@aws-sdk/checksums/crc';

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
  digest(): Promise<string>;
}

/** Starts a checksum. */
export function checksum(name: ChecksumName): Checksum {
  if (name === 'sha1' || name === 'sha256') {
    const hash = createHash(name);
    return { update: (chunk) => void hash.update(chunk), digest: async () => hash.digest('base64') };
  }
  const crc = new CRCS[name]();
  return {
    update: (chunk) => crc.update(chunk),
    digest: async () => Buffer.from(await crc.digest()).toString('base64'),
  };
}

const CRCS = { crc32: Crc32, crc32c: Crc32c, crc64nvme: Crc64Nvme };
