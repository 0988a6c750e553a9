import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { AwsError, notImplemented } from '../http/aws-error.ts';
import type { SqliteFile } from '../sqlite-file.ts';
import { parseFilterPolicy } from './filter-policy.ts';
import type { MessageAttributes } from './message-attributes.ts';
import type { QueueStore } from './queue-store.ts';

const Texts = z.record(z.string(), z.string());
const TopicRow = z.object({
  arn: z.string(),
  attributes: z.string().transform((json) => Texts.parse(JSON.parse(json))),
});
const SubscriptionRow = z.object({
  arn: z.string(),
  topic: z.string(),
  protocol: z.string(),
  endpoint: z.string(),
  token: z.string(),
  confirmed: z.number(),
  attributes: z.string().transform((json) => Texts.parse(JSON.parse(json))),
});
export type Subscription = z.infer<typeof SubscriptionRow>;

const InboxRow = z.object({
  id: z.number(),
  at: z.number(),
  topic: z.string(),
  protocol: z.string(),
  endpoint: z.string(),
  kind: z.enum(['notification', 'confirmation']),
  subject: z.string(),
  text: z.string(),
  link: z.string().nullable(),
});
/**
 * A message to one subscriber. `at` is in milliseconds since 1970; `link` confirms or ends the subscription.
 */
export type InboxMessage = z.infer<typeof InboxRow>;

export interface Publication {
  readonly message: string;
  readonly subject?: string | undefined;
  readonly structure?: string | undefined;
  readonly attributes: MessageAttributes;
}

const PROTOCOLS = new Set(['sqs', 'email', 'email-json', 'sms']);
const TOPIC_ATTRIBUTES = new Set(
  'DisplayName Policy KmsMasterKeyId TracingConfig SignatureVersion'.split(' '),
);
const SUBSCRIPTION_ATTRIBUTES = new Set(
  'FilterPolicy FilterPolicyScope RawMessageDelivery RedrivePolicy'.split(' '),
);

/** Attribute of a confirmed subscription: whether the request to confirm was signed, and asked for it. */
const AUTHENTICATED = 'ConfirmationWasAuthenticated';

/** Topics, subscriptions, and an inbox for e-mail and SMS. */
export class TopicStore {
  readonly #database: SqliteFile;
  readonly #queues: QueueStore;
  readonly #linkBase: () => string;

  /** `linkBase` returns the base address of links in e-mails. */
  constructor(database: SqliteFile, queues: QueueStore, linkBase: () => string) {
    this.#database = database;
    this.#queues = queues;
    this.#linkBase = linkBase;
  }

  create(arn: string, attributes: Readonly<Record<string, string>>): void {
    const unknown = Object.keys(attributes).find((name) => !TOPIC_ATTRIBUTES.has(name));
    if (unknown !== undefined) throw notImplemented(`the topic attribute ${unknown}`);
    this.#database.replace('topics', { arn, attributes: JSON.stringify(attributes) });
  }

  arns(): string[] {
    return this.#database.all(TopicRow, 'SELECT * FROM topics ORDER BY arn').map(({ arn }) => arn);
  }

  /** Throws `NotFound`. */
  attributes(arn: string): Record<string, string> {
    const topic = this.#database.get(TopicRow, 'SELECT * FROM topics WHERE arn = $arn', { arn });
    if (topic === undefined) throw new AwsError('NotFound', 'Topic does not exist');
    return topic.attributes;
  }

  delete(arn: string): void {
    this.#database.run('DELETE FROM subscriptions WHERE topic = $arn', { arn });
    this.#database.run('DELETE FROM topics WHERE arn = $arn', { arn });
  }

  subscriptions(topic?: string): Subscription[] {
    const text = 'SELECT * FROM subscriptions WHERE $topic IS NULL OR topic = $topic ORDER BY rowid';
    return this.#database.all(SubscriptionRow, text, { topic: topic ?? null });
  }

  /** Throws `NotFound`. */
  subscription(arn: string): Subscription {
    const found = this.subscriptions().find((subscription) => subscription.arn === arn);
    if (found === undefined) throw new AwsError('NotFound', 'Subscription does not exist');
    return found;
  }

  /**
   * Subscribes, or returns the existing subscription. An e-mail address gets only a confirmation message
   * until its link is followed.
   */
  subscribe(
    topic: string,
    protocol: string,
    endpoint: string,
    attributes: Readonly<Record<string, string>>,
  ): Subscription {
    this.attributes(topic);
    if (!PROTOCOLS.has(protocol)) throw notImplemented(`the protocol ${protocol}`);
    checkEndpoint(protocol, endpoint);
    for (const [name, value] of Object.entries(attributes)) checkSubscriptionAttribute(name, value);
    return this.#database.transaction(() => {
      const known = this.subscriptions(topic).find(
        (one) => one.protocol === protocol && one.endpoint === endpoint,
      );
      if (known !== undefined) {
        const { [AUTHENTICATED]: _, ...chosen } = known.attributes;
        const same = JSON.stringify(chosen) === JSON.stringify(attributes);
        if (!same && known.confirmed === 1)
          throw new AwsError(
            'InvalidParameter',
            'Invalid parameter: Attributes Reason: Subscription already exists with different attributes',
          );
        if (known.confirmed === 0) this.#askForConfirmation(known);
        return known;
      }
      const arn = `${topic}:${randomUUID()}`;
      const pending = protocol.startsWith('email');
      this.#database.insert('subscriptions', {
        arn,
        topic,
        protocol,
        endpoint,
        token: randomUUID().replaceAll('-', ''),
        confirmed: pending ? 0 : 1,
        attributes: JSON.stringify(attributes),
      });
      const made = this.subscription(arn);
      if (pending) this.#askForConfirmation(made);
      return made;
    });
  }

  /**
   * Confirms a subscription by its token. `authenticated` protects it from unsigned requests to end it; it
   * has no effect on a confirmed one.
   */
  confirm(token: string, authenticated = false): Subscription {
    const found = this.byToken(token);
    if (found === undefined) throw new AwsError('InvalidParameter', 'Invalid token');
    if (found.confirmed === 1) return found;
    const { arn } = found;
    return this.#database.transaction(() => {
      this.#database.run('UPDATE subscriptions SET confirmed = 1 WHERE arn = $arn', { arn });
      this.#setAttribute(arn, AUTHENTICATED, String(authenticated));
      return this.subscription(arn);
    });
  }

  /** Confirms without a click, and removes the confirmation message from the inbox. */
  confirmQuietly(token: string): void {
    const { endpoint, topic } = this.confirm(token);
    const text = "DELETE FROM inbox WHERE kind = 'confirmation' AND topic = $topic AND endpoint = $endpoint";
    this.#database.run(text, { topic, endpoint });
  }

  /** The subscription with this token. */
  byToken(token: string): Subscription | undefined {
    return this.subscriptions().find((subscription) => subscription.token === token);
  }

  /** Whether an unsigned request cannot end this subscription. */
  isProtected(arn: string): boolean {
    return this.subscription(arn).attributes[AUTHENTICATED] === 'true';
  }

  unsubscribe(arn: string): void {
    this.#database.run('DELETE FROM subscriptions WHERE arn = $arn', { arn });
  }

  setSubscriptionAttribute(arn: string, name: string, value: string): void {
    checkSubscriptionAttribute(name, value);
    this.#setAttribute(arn, name, value);
  }

  #setAttribute(arn: string, name: string, value: string): void {
    const attributes = JSON.stringify({ ...this.subscription(arn).attributes, [name]: value });
    this.#database.run('UPDATE subscriptions SET attributes = $attributes WHERE arn = $arn', {
      attributes,
      arn,
    });
  }

  /** Delivers to every confirmed subscriber whose filter matches, in its protocol's rendering, atomically. */
  publish(topic: string, publication: Publication): string {
    this.attributes(topic);
    const renderings = renderingsOf(publication);
    if (publication.subject !== undefined && !/^[\x21-\x7e][\x20-\x7e]{0,98}$/.test(publication.subject))
      throw new AwsError('InvalidParameter', 'Invalid parameter: Subject');
    if (Buffer.byteLength(publication.message) > 262_144)
      throw new AwsError('InvalidParameter', 'Invalid parameter: Message too long');
    const id = randomUUID();
    this.#database.transaction(() => {
      for (const subscription of this.subscriptions(topic)) {
        if (subscription.confirmed === 0) continue;
        const filter = subscription.attributes.FilterPolicy;
        if (filter !== undefined && !parseFilterPolicy(filter)(publication.attributes)) continue;
        const text = renderings[subscription.protocol] ?? renderings.default ?? '';
        if (subscription.protocol === 'sqs') this.#sendToQueue(id, subscription, text, publication);
        else
          this.#keep(subscription, 'notification', publication.subject ?? 'AWS Notification Message', text);
      }
    });
    return id;
  }

  /** Messages to subscribers, newest first. */
  inbox(limit: number): InboxMessage[] {
    return this.#database.all(InboxRow, 'SELECT * FROM inbox ORDER BY id DESC LIMIT $limit', { limit });
  }

  #askForConfirmation(subscription: Subscription): void {
    const name = subscription.topic.split(':').at(-1);
    this.#keep(
      subscription,
      'confirmation',
      'AWS Notification - Subscription Confirmation',
      `You have chosen to subscribe to the topic ${name}. To confirm this subscription, follow the link below.`,
    );
  }

  #keep(subscription: Subscription, kind: InboxMessage['kind'], subject: string, text: string): void {
    const base = this.#linkBase();
    const { topic, token, endpoint, arn, protocol } = subscription;
    const link =
      kind === 'confirmation'
        ? `${base}/confirm?${new URLSearchParams({ TopicArn: topic, Token: token, Endpoint: endpoint })}`
        : `${base}/unsubscribe?${new URLSearchParams({ SubscriptionArn: arn, Endpoint: endpoint })}`;
    const ofProtocol = protocol === 'sms' ? { subject: '', link: null } : { subject, link };
    this.#database.insert('inbox', { at: Date.now(), topic, protocol, endpoint, kind, text, ...ofProtocol });
  }

  #sendToQueue(id: string, subscription: Subscription, text: string, publication: Publication): void {
    const queue = subscription.endpoint.split(':').at(-1) ?? '';
    if (subscription.attributes.RawMessageDelivery === 'true') {
      this.#queues.send(queue, { body: text, attributes: publication.attributes });
      return;
    }
    const attributes = Object.entries(publication.attributes).map(([name, attribute]) => [
      name,
      { Type: attribute.DataType, Value: attribute.StringValue ?? attribute.BinaryValue ?? '' },
    ]);
    this.#queues.send(queue, {
      body: JSON.stringify({
        Type: 'Notification',
        MessageId: id,
        TopicArn: subscription.topic,
        ...(publication.subject === undefined ? {} : { Subject: publication.subject }),
        Message: text,
        Timestamp: new Date().toISOString(),
        ...(attributes.length === 0 ? {} : { MessageAttributes: Object.fromEntries(attributes) }),
      }),
    });
  }
}

function renderingsOf(publication: Publication): Record<string, string> {
  if (publication.message === '') throw new AwsError('InvalidParameter', 'Invalid parameter: Empty message');
  if (publication.structure === undefined) return { default: publication.message };
  if (publication.structure !== 'json') throw notImplemented(`the structure ${publication.structure}`);
  let value: unknown;
  try {
    value = JSON.parse(publication.message);
  } catch {
    value = undefined;
  }
  const parsed = Texts.safeParse(value);
  if (!parsed.success || parsed.data.default === undefined)
    throw new AwsError(
      'InvalidParameter',
      'Invalid parameter: Message Structure - No default entry in JSON message body',
    );
  return parsed.data;
}

function checkEndpoint(protocol: string, endpoint: string): void {
  const right =
    protocol === 'sqs'
      ? endpoint.startsWith('arn:aws:sqs:')
      : protocol === 'sms'
        ? /^\+[0-9]{6,15}$/.test(endpoint)
        : /^[^\s@]+@[^\s@]+$/.test(endpoint);
  if (!right) throw new AwsError('InvalidParameter', `Invalid parameter: Invalid ${protocol} endpoint`);
}

function checkSubscriptionAttribute(name: string, value: string): void {
  if (!SUBSCRIPTION_ATTRIBUTES.has(name)) throw notImplemented(`the subscription attribute ${name}`);
  if (name === 'FilterPolicy') parseFilterPolicy(value);
  if (name === 'FilterPolicyScope' && value !== 'MessageAttributes')
    throw notImplemented('filters on the message body');
}
