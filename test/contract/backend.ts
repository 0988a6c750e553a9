import type { Alert } from '#shared/domain/messages/alert.ts';
import type { Receipt } from '#shared/domain/messages/receipt.ts';
import type { StoredItem } from '#shared/domain/stored-item.ts';
import type {
  AlertsTopic,
  CleanCopies,
  Clock,
  DecisionLog,
  DeliveryLog,
  Entries,
  Identities,
  OfficersTopic,
  PublicFiles,
  Queue,
  RateLimiter,
  Reviews,
  Subscriptions,
  Uploads,
} from '#shared/ports.ts';

/** Actions on the bucket: officers put and remove objects, the malware scan tags them. */
export interface UploadsUnderTest {
  readonly port: Uploads;
  put(key: string, content: Uint8Array | string): Promise<void>;
  remove(key: string): Promise<void>;
  scanned(key: string, result: 'clean' | 'threat' | 'not-scanned'): Promise<void>;
}

export interface PublicFilesUnderTest {
  readonly port: PublicFiles;
  readonly cleanCopies: CleanCopies;
}

export interface QueueUnderTest<Message> {
  readonly port: Queue<Message>;
  /** Receives and settles one message, if there is one. */
  receive(): Promise<Message | undefined>;
}

export interface AlertsUnderTest {
  readonly topic: AlertsTopic;
  readonly deliveryLog: DeliveryLog;
  readonly officers: OfficersTopic;
  /** Receipts so far. */
  receipts(): Promise<readonly Receipt[]>;
  /** Delivers the audit message of this alert a second time. */
  repeat(alert: Alert): Promise<void>;
}

/** A requested subscription. The filter of an unconfirmed one cannot be read. */
export interface ListedSubscription {
  readonly endpoint: string;
  readonly confirmed: boolean;
  readonly filter?: unknown;
}

/** The parts of the links in messages to a subscriber. */
export interface SubscriptionLinks {
  readonly topicArn: string;
  readonly token: string;
  readonly subscriptionArn: string;
}

interface SubscriptionsUnderTest {
  readonly port: Subscriptions;
  listed(): Promise<readonly ListedSubscription[]>;
  /** Follows the link in the message to an address; absent if its mailbox cannot be read. */
  readonly confirm?: ((endpoint: string) => Promise<void>) | undefined;
  /** What the messages to an address link to; absent where only its mailbox knows. */
  readonly linksTo?: ((endpoint: string) => Promise<SubscriptionLinks>) | undefined;
}

/** Stores an item as another release, or a hand, may have left it. */
interface Plants<Key extends readonly unknown[]> {
  plant(...args: readonly [...Key, item: StoredItem]): Promise<void> | void;
}

/** One technology that the ports run on: each call gives a fresh, empty port. */
export interface Backend {
  readonly name: string;
  /** Whether thousands of calls are bearable. */
  readonly local: boolean;
  reviews(): Promise<Reviews & Plants<readonly [name: string]>>;
  entries(): Promise<Entries & Plants<readonly [year: number, slug: string]>>;
  /** With the records of the same table. */
  decisionLog(): Promise<{ readonly port: DecisionLog; readonly reviews: Reviews }>;
  /** With the records of the same table. */
  identities(): Promise<{ readonly port: Identities; readonly reviews: Reviews }>;
  uploads(): Promise<UploadsUnderTest>;
  publicFiles(): Promise<PublicFilesUnderTest>;
  queue<Message extends { readonly name: string }>(
    kind: 'standard' | 'fifo',
  ): Promise<QueueUnderTest<Message>>;
  alerts(options: { readonly raw: boolean }): Promise<AlertsUnderTest>;
  subscriptions(): Promise<SubscriptionsUnderTest>;
  rateLimiter(clock: Pick<Clock, 'now'>): Promise<RateLimiter>;
  close(): Promise<void>;
}
