import { REVIEW_SCHEMA, readReview } from '#shared/domain/review/record/stored-review.ts';
import type { Review } from '#shared/domain/review/review.ts';
import type { StoredItem } from '#shared/domain/stored-item.ts';
import { UnreadableItem } from '#shared/domain/unreadable-item.ts';
import type { Reviews } from '#shared/ports.ts';
import { frozenCopy } from './frozen-copy.ts';
import { refuseLargeItem } from './refuse-large-item.ts';

export interface MemoryReviews extends Reviews {
  /** The records that can be read. */
  readonly records: readonly Review[];
  /** Stores an item as another release, or a hand, may have left it. */
  plant(name: string, item: StoredItem): void;
}

/** Reads as the table's adapter does; gives out frozen copies. */
export function memoryReviews(): MemoryReviews {
  const stored = new Map<string, Review>();
  const planted = new Map<string, StoredItem>();
  const names = (): string[] => [...new Set([...stored.keys(), ...planted.keys()])].sort();
  const read = (name: string): Review | undefined => {
    const item = planted.get(name);
    return item === undefined ? stored.get(name) : frozenCopy(readReview(item));
  };
  return {
    get records() {
      return names().flatMap((name) => stored.get(name) ?? []);
    },
    plant(name, item) {
      stored.delete(name);
      planted.set(name, item);
    },
    async get(name) {
      return read(name);
    },
    async put(review) {
      const revision = planted.get(review.name)?.revision ?? stored.get(review.name)?.revision ?? 0;
      if (revision !== review.revision) return 'stale';
      const next = { ...review, revision: review.revision + 1, schema: REVIEW_SCHEMA };
      const written = frozenCopy(readReview(next));
      refuseLargeItem(written);
      planted.delete(review.name);
      stored.set(review.name, written);
      return 'written';
    },
    async due(now, limit, cursor = '0') {
      const due = [...stored, ...planted]
        .map(([name, { dueAt }]) => ({ name, dueAt: String(dueAt ?? '') }))
        .filter(({ dueAt }) => dueAt !== '' && dueAt <= now)
        .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
        .map(({ name }) => name);
      const end = Number(cursor) + limit;
      return {
        names: due.slice(Number(cursor), end),
        ...(end < due.length && { cursor: String(end) }),
      };
    },
    async *all(onUnreadable) {
      for (const name of names()) {
        try {
          const review = read(name);
          if (review) yield review;
        } catch (error) {
          if (!(error instanceof UnreadableItem)) throw error;
          onUnreadable(name);
        }
      }
    },
  };
}
