/** A subscription of a person to a topic. Before its owner confirms it, nothing is sent and it has no ARN. */
export interface TopicSubscriber {
  readonly address: string;
  readonly arn: string | undefined;
}

/** Addresses from the settings that get no messages. */
export interface Unsubscribed {
  readonly missing: readonly string[];
  readonly pending: readonly string[];
}

/** Compares addresses from the settings with the subscriptions of their topic. Case does not matter. */
export function unsubscribedOf(
  addresses: readonly string[],
  subscribers: readonly TopicSubscriber[],
): Unsubscribed {
  const found = new Map<string, boolean>();
  for (const { address, arn } of subscribers) {
    const key = address.toLowerCase();
    found.set(key, arn !== undefined || found.get(key) === true);
  }
  const distinct = [...new Set(addresses)];
  return {
    missing: distinct.filter((address) => !found.has(address.toLowerCase())),
    pending: distinct.filter((address) => found.get(address.toLowerCase()) === false),
  };
}
