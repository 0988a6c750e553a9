import type { Identities } from '#shared/ports.ts';

/** Identities in memory. */
export function memoryIdentities(): Identities {
  const owners = new Map<string, string>();
  return {
    async claim(identity, name, replacing) {
      const owner = owners.get(identity);
      if (owner !== undefined && owner !== replacing) return owner;
      owners.set(identity, name);
      return name;
    },
  };
}
