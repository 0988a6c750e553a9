import { Entry } from '#shared/domain/entry.ts';
import { PART_SIZE } from '#shared/domain/part.ts';
import type { Entries } from '#shared/ports.ts';
import { frozenCopy } from './frozen-copy.ts';
import { refuseLargeItem } from './refuse-large-item.ts';

export interface MemoryEntries extends Entries {
  readonly stored: readonly Entry[];
}

/** Parses what is written as the table's adapter parses what it reads; gives out frozen copies. Its parts may be smaller. */
export function memoryEntries(partSize = PART_SIZE): MemoryEntries {
  const years = new Map<number, Map<string, Entry>>();
  const reserved = new Map<number, number>();
  const ofYear = (year: number): Entry[] =>
    [...(years.get(year)?.values() ?? [])].sort((a, b) => (a.slug < b.slug ? -1 : 1));
  return {
    get stored() {
      return [...years.keys()].sort((a, b) => b - a).flatMap(ofYear);
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
    async allot(year) {
      const number = (reserved.get(year) ?? 0) + 1;
      reserved.set(year, number);
      return Math.ceil(number / partSize);
    },
    async ofPart(year, part) {
      return ofYear(year).filter((entry) => entry.part === part);
    },
    async years() {
      return [...reserved]
        .map(([year, count]) => ({ year, parts: Math.ceil(count / partSize), reserved: count }))
        .sort((a, b) => b.year - a.year);
    },
  };
}
