import { Review } from '#shared/domain/review/review.ts';
import type { Reviews } from '#shared/ports.ts';
import { frozenCopy } from './frozen-copy.ts';
import { refuseLargeItem } from './refuse-large-item.ts';

export interface MemoryReviews extends Reviews {
  readonly records: readonly Review[];
}

/** Parses what is written as the table's adapter parses what it reads; gives out frozen copies. */
export function memoryReviews(): MemoryReviews {
  const stored = new Map<string, Review>();
  const sorted = (): Review[] => [...stored.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    get records() {
      return sorted();
    },
    async get(name) {
      return stored.get(name);
    },
    async put(review) {
      if ((stored.get(review.name)?.revision ?? 0) !== review.revision) return 'stale';
      const written = frozenCopy(Review.parse({ ...review, revision: review.revision + 1 }));
      refuseLargeItem(written);
      stored.set(review.name, written);
      return 'written';
    },
    async due(now, limit) {
      return [...stored.values()]
        .filter(({ dueAt }) => dueAt !== undefined && dueAt <= now)
        .sort((a, b) => ((a.dueAt ?? '') < (b.dueAt ?? '') ? -1 : 1))
        .slice(0, limit)
        .map(({ name }) => name);
    },
    async *all() {
      for (const { name } of sorted()) {
        const review = stored.get(name);
        if (review) yield review;
      }
    },
  };
}
