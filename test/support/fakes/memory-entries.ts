import { Entry, permalinkOf } from '#shared/domain/listing/entry.ts';
import { nameOfPart, PART_SIZE } from '#shared/domain/listing/year-page.ts';
import type { Entries } from '#shared/ports.ts';
import { frozenCopy } from './frozen-copy.ts';
import { refuseLargeItem } from './refuse-large-item.ts';

export interface MemoryEntries extends Entries {
  readonly stored: readonly Entry[];
}

/** Parses what is written as the table's adapter parses what it reads; gives out frozen copies. Its parts may be smaller. */
export function memoryEntries(partSize = PART_SIZE): MemoryEntries {
  const entries = new Map<string, Entry>();
  const parts = new Map<string, Map<string, Entry>>();
  const reserved = new Map<number, number>();
  const bySlug = (a: Entry, b: Entry): number => (a.slug < b.slug ? -1 : 1);
  return {
    get stored() {
      return [...entries.values()].sort((a, b) => b.year - a.year || bySlug(a, b));
    },
    async get(year, slug) {
      return entries.get(permalinkOf({ year, slug }));
    },
    async put(entry) {
      const found = entries.get(permalinkOf(entry));
      if ((found?.revision ?? 0) !== entry.revision) return 'stale';
      const written = frozenCopy(Entry.parse({ ...entry, revision: entry.revision + 1 }));
      refuseLargeItem(written);
      const name = nameOfPart(entry);
      entries.set(permalinkOf(entry), written);
      parts.set(name, (parts.get(name) ?? new Map<string, Entry>()).set(entry.slug, written));
      return 'written';
    },
    async reserveSlot(year) {
      const number = (reserved.get(year) ?? 0) + 1;
      reserved.set(year, number);
      return Math.ceil(number / partSize);
    },
    async ofPart(year, part) {
      return [...(parts.get(nameOfPart({ year, part }))?.values() ?? [])].sort(bySlug);
    },
    async years() {
      return [...reserved]
        .map(([year, count]) => ({ year, parts: Math.ceil(count / partSize), reserved: count }))
        .sort((a, b) => b.year - a.year);
    },
  };
}
