import type { Subscriptions } from '#shared/ports.ts';

type Subscription = Parameters<Subscriptions['order']>[0];

export interface MemorySubscriptions extends Subscriptions {
  /** Every order so far. */
  readonly ordered: readonly Subscription[];
  /** Who is asked or subscribed; only a confirmed one gets alerts. */
  readonly known: readonly (Subscription & { readonly confirmed: boolean })[];
  /** Its owner follows the link. */
  confirm(endpoint: string): void;
}

/** The topic's subscriptions. */
export function memorySubscriptions(): MemorySubscriptions {
  const ordered: Subscription[] = [];
  const known = new Map<string, Subscription & { confirmed: boolean }>();
  return {
    ordered,
    get known() {
      return [...known.values()];
    },
    async order(subscription) {
      // SNS's limit: https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html
      const combinations = Object.values(subscription.filter).reduce(
        (product, values) => product * values.length,
        1,
      );
      if (combinations > 150) throw new Error('The filter policy has too many combinations.');
      ordered.push(subscription);
      const { endpoint, protocol } = subscription;
      // A telephone confirms nothing. What is known stays as it is.
      if (!known.has(endpoint)) known.set(endpoint, { ...subscription, confirmed: protocol === 'sms' });
    },
    confirm(endpoint) {
      const found = known.get(endpoint);
      if (found === undefined) throw new Error(`${endpoint} was never asked.`);
      known.set(endpoint, { ...found, confirmed: true });
    },
  };
}
