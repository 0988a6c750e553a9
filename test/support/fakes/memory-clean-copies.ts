import { hash } from 'node:crypto';
import type { Edition } from '#shared/domain/listing/edition.ts';
import type { CleanCopies } from '#shared/ports.ts';

export interface MemoryCleanCopies extends CleanCopies {
  /** By SHA-256. */
  readonly copies: ReadonlyMap<string, Uint8Array>;
  readonly editions: ReadonlyMap<string, Edition>;
}

export function memoryCleanCopies(): MemoryCleanCopies {
  const copies = new Map<string, Uint8Array>();
  const editions = new Map<string, Edition>();
  return {
    copies,
    editions,
    async put(sha256, pdf) {
      if (hash('sha256', pdf) !== sha256) throw new Error('The bytes have another SHA-256.');
      copies.set(sha256, pdf.slice());
    },
    async putEdition(edition) {
      const sha256 = hash('sha256', JSON.stringify(edition));
      editions.set(sha256, structuredClone(edition));
      return sha256;
    },
    async edition(sha256) {
      const edition = editions.get(sha256);
      if (edition === undefined) throw new Error(`There is no edition ${sha256}.`);
      return edition;
    },
  };
}
