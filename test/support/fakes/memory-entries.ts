import { type Entry, permalinkOf } from '#shared/domain/listing/entry.ts';
import { ENTRY_SCHEMA, readEntry } from '#shared/domain/listing/stored-entry.ts';
import { ENTRIES_PER_PAGE, yearPageName } from '#shared/domain/listing/year-page.ts';
import type { StoredItem } from '#shared/domain/stored-item.ts';
import type { Entries } from '#shared/ports.ts';
import { frozenCopy } from './frozen-copy.ts';
import { refuseLargeItem } from './refuse-large-item.ts';

export interface MemoryEntries extends Entries {
  readonly stored: readonly Entry[];
  /** Stores an item as another release, or a hand, may have left it. */
  plant(year: number, slug: string, item: StoredItem): void;
}

/** Reads as the table's adapter does; gives out frozen copies. Its year pages may be smaller. */
export function memoryEntries(partSize = ENTRIES_PER_PAGE): MemoryEntries {
  const entries = new Map<string, Entry>();
  const parts = new Map<string, Map<string, Entry>>();
  const reserved = new Map<number, number>();
  const bySlug = (a: Entry, b: Entry): number => (a.slug < b.slug ? -1 : 1);
  const store = (entry: Entry): void => {
    const name = yearPageName(entry);
    entries.set(permalinkOf(entry), entry);
    parts.set(name, (parts.get(name) ?? new Map<string, Entry>()).set(entry.slug, entry));
  };
  return {
    plant: (year, slug, item) => store(frozenCopy(readEntry({ year, slug }, item))),
    get stored() {
      return [...entries.values()].sort((a, b) => b.year - a.year || bySlug(a, b));
    },
    async get(year, slug) {
      return entries.get(permalinkOf({ year, slug }));
    },
    async put(entry) {
      const found = entries.get(permalinkOf(entry));
      if ((found?.revision ?? 0) !== entry.revision) return 'stale';
      const item = { ...entry, revision: entry.revision + 1, schema: ENTRY_SCHEMA };
      const written = frozenCopy(readEntry(entry, item));
      if (written.status === 'unreadable') throw new Error('An entry was written that cannot be read.');
      refuseLargeItem(written);
      store(written);
      return 'written';
    },
    async reserveSlot(year) {
      const number = (reserved.get(year) ?? 0) + 1;
      reserved.set(year, number);
      return Math.ceil(number / partSize);
    },
    async ofYearPage(year, part) {
      return [...(parts.get(yearPageName({ year, part }))?.values() ?? [])].sort(bySlug);
    },
    async years() {
      return [...reserved]
        .map(([year, count]) => ({ year, parts: Math.ceil(count / partSize), reserved: count }))
        .sort((a, b) => b.year - a.year);
    },
  };
}
