import { hash } from 'node:crypto';
import type { Vetted } from '#shared/ports.ts';

export interface MemoryVetted extends Vetted {
  /** By SHA-256. */
  readonly copies: ReadonlyMap<string, Uint8Array>;
}

export function memoryVetted(): MemoryVetted {
  const copies = new Map<string, Uint8Array>();
  return {
    copies,
    async keep(sha256, pdf) {
      if (hash('sha256', pdf) !== sha256) throw new Error('The bytes have another SHA-256.');
      copies.set(sha256, pdf.slice());
    },
  };
}
