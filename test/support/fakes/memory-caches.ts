import type { Caches } from '#shared/ports.ts';

export interface MemoryCaches extends Caches {
  /** The paths of each purge, oldest first. */
  readonly purges: readonly (readonly string[])[];
}

export function memoryCaches(): MemoryCaches {
  const purges: (readonly string[])[] = [];
  return {
    purges,
    async purge(paths) {
      purges.push([...paths]);
    },
  };
}
