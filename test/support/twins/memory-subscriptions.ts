import type { Subscriptions } from '#shared/ports.ts';

type Subscription = Parameters<Subscriptions['order']>[0];

export interface MemorySubscriptions extends Subscriptions {
  /** What was ordered, and not confirmed by anybody yet. */
  readonly ordered: readonly Subscription[];
}

/** The topic's subscriptions. */
export function memorySubscriptions(): MemorySubscriptions {
  const ordered: Subscription[] = [];
  return {
    ordered,
    async order(subscription) {
      ordered.push(subscription);
    },
  };
}
