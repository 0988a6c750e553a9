import { hash } from 'node:crypto';
import type { CleanCopies } from '#shared/ports.ts';

export interface MemoryCleanCopies extends CleanCopies {
  /** By SHA-256. */
  readonly copies: ReadonlyMap<string, Uint8Array>;
}

export function memoryCleanCopies(): MemoryCleanCopies {
  const copies = new Map<string, Uint8Array>();
  return {
    copies,
    async put(sha256, pdf) {
      if (hash('sha256', pdf) !== sha256) throw new Error('The bytes have another SHA-256.');
      copies.set(sha256, pdf.slice());
    },
  };
}
