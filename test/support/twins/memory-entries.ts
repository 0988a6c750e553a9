import { Entry } from '#shared/domain/entry.ts';
import type { Entries } from '#shared/ports.ts';
import { frozenCopy } from './frozen-copy.ts';
import { refuseLargeItem } from './refuse-large-item.ts';

export interface MemoryEntries extends Entries {
  readonly stored: readonly Entry[];
}

/** Parses what is written as the table's adapter parses what it reads; gives out frozen copies. */
export function memoryEntries(): MemoryEntries {
  const years = new Map<number, Map<string, Entry>>();
  const ofYear = (year: number): Entry[] =>
    [...(years.get(year)?.values() ?? [])].sort((a, b) => (a.slug < b.slug ? -1 : 1));
  const newestFirst = (): number[] => [...years.keys()].sort((a, b) => b - a);
  return {
    get stored() {
      return newestFirst().flatMap(ofYear);
    },
    async get(year, slug) {
      return years.get(year)?.get(slug);
    },
    async put(entry) {
      const found = years.get(entry.year)?.get(entry.slug);
      if ((found?.revision ?? 0) !== entry.revision) return 'stale';
      const written = frozenCopy(Entry.parse({ ...entry, revision: entry.revision + 1 }));
      refuseLargeItem(written);
      const slugs = years.get(entry.year) ?? new Map<string, Entry>();
      years.set(entry.year, slugs.set(entry.slug, written));
      return 'written';
    },
    async ofYear(year) {
      return ofYear(year);
    },
    async years() {
      return newestFirst();
    },
  };
}
