import type { TopicSubscriber } from '#shared/domain/staff-subscriptions.ts';
import type { TopicSubscribers } from '#shared/ports.ts';

export interface MemoryTopicSubscribers extends TopicSubscribers {
  /** The subscriptions, for tests to change. */
  readonly list: TopicSubscriber[];
}

/** Subscribers to a topic. These addresses are confirmed. */
export function memoryTopicSubscribers(addresses: readonly string[] = []): MemoryTopicSubscribers {
  const list: TopicSubscriber[] = addresses.map((address) => ({ address, arn: `arn:aws:sns:${address}` }));
  return {
    list,
    async *all() {
      yield* list;
    },
  };
}
