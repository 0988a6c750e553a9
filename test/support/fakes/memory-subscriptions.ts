import type { Subscriptions } from '#shared/ports.ts';

type Subscription = Parameters<Subscriptions['order']>[0];

interface KnownSubscription extends Subscription {
  readonly confirmed: boolean;
  /** By a signed request: only such a one ends it. */
  readonly protected: boolean;
  readonly arn: string;
  readonly token: string;
}

export interface MemorySubscriptions extends Subscriptions {
  /** Every order so far. */
  readonly ordered: readonly Subscription[];
  /** Who is asked or subscribed; only a confirmed one gets alerts. */
  readonly known: readonly KnownSubscription[];
  /** Its owner follows the link in the message. */
  follow(endpoint: string): void;
}

export const TOPIC_ARN = 'arn:aws:sns:eu-west-2:123456789012:alerts';

/** The topic's subscriptions. */
export function memorySubscriptions(): MemorySubscriptions {
  const ordered: Subscription[] = [];
  const known = new Map<string, KnownSubscription>();
  const by = (key: 'arn' | 'token' | 'endpoint', value: string) =>
    [...known.values()].find((one) => one[key] === value);
  const confirm = (found: KnownSubscription, signed: boolean) => {
    if (!found.confirmed) known.set(found.endpoint, { ...found, confirmed: true, protected: signed });
  };
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
      if (known.has(endpoint)) return;
      const number = String(ordered.length).padStart(12, '0');
      known.set(endpoint, {
        ...subscription,
        confirmed: protocol === 'sms',
        protected: false,
        arn: `${TOPIC_ARN}:00000000-0000-4000-8000-${number}`,
        token: `token${number}`,
      });
    },
    async confirm({ topicArn, token }) {
      const found = topicArn === TOPIC_ARN ? by('token', token) : undefined;
      if (found !== undefined) confirm(found, true);
      return found !== undefined;
    },
    async filterOf(arn) {
      const found = by('arn', arn);
      return found?.confirmed ? found.filter : undefined;
    },
    async change(arn, filter) {
      const found = by('arn', arn);
      if (found !== undefined) known.set(found.endpoint, { ...found, filter });
    },
    async end(arn) {
      known.delete(by('arn', arn)?.endpoint ?? '');
    },
    follow(endpoint) {
      const found = known.get(endpoint);
      if (found === undefined) throw new Error(`${endpoint} was never asked.`);
      confirm(found, false);
    },
  };
}
