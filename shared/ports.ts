import type { Edition, EditionResult } from './domain/listing/edition.ts';
import type { Entry } from './domain/listing/entry.ts';
import type { ListedYear } from './domain/listing/year-page.ts';
import type { Alert } from './domain/messages/alert.ts';
import type { Receipt } from './domain/messages/receipt.ts';
import type { PipelineEvent } from './domain/pipeline-event.ts';
import type { ReadExamination } from './domain/review/decide/decision.ts';
import type { LoggedDecision } from './domain/review/record/decision-log.ts';
import type { Review } from './domain/review/review.ts';
import type { TopicSubscriber } from './domain/staff-subscriptions.ts';

/**
 * The ports: interfaces to the outside world and their guarantees. Each has one adapter and one in-memory
 * fake, and one contract suite tests both.
 */

export interface UploadObject {
  readonly key: string;
  /** Identifies the bytes. */
  readonly etag: string;
  readonly bytes: number;
  /** S3's LastModified: ISO 8601 UTC, whole seconds. For a multipart upload, the start. */
  readonly modifiedAt: string;
}

/** The uploads bucket. Read-only, strongly consistent. */
export interface Uploads {
  /** The current objects of one upload (those whose `nameOfKey` is `name`). */
  list(name: string): Promise<UploadObject[]>;
  /** Every current object. */
  all(): AsyncIterable<UploadObject>;
  /**
   * The bytes with this ETag. Throws if the object was replaced or removed since it was listed: list again.
   */
  read(object: UploadObject): Promise<Uint8Array>;
  /**
   * The S3 version ID, which also tells two uploads of the same bytes apart. Undefined in a bucket without
   * versioning. Throws if the object was replaced by other bytes or removed since it was listed.
   */
  version(object: UploadObject): Promise<string | undefined>;
  /** Result of the malware scan of these bytes; `none` while it is pending. */
  scan(object: UploadObject): Promise<'none' | 'clean' | 'threat' | 'not-scanned'>;
}

/** The decision log: append-only and private. It outlives the review. */
export interface DecisionLog {
  /** Adds a decision. Idempotent. */
  add(decision: LoggedDecision): Promise<void>;
  /** The decisions on one review, oldest first. Strongly consistent. */
  of(name: string): Promise<LoggedDecision[]>;
  /** The decisions on all reviews, in any order. */
  all(): AsyncIterable<LoggedDecision>;
}

/** A page of due names. */
export interface DuePage {
  readonly names: readonly string[];
  /** Absent on the last page. */
  readonly cursor?: string;
}

/** The private records. */
export interface Reviews {
  /**
   * Strongly consistent. Throws `UnreadableItem` if the item was not written by this release or an earlier
   * one.
   */
  get(name: string): Promise<Review | undefined>;
  /** Compare-and-swap on `review.revision` (0: not stored yet). Stores revision + 1, or returns `stale`. */
  put(review: Review): Promise<'written' | 'stale'>;
  /** A page of names with a `dueAt` up to `now`, oldest first. Eventually consistent. */
  due(now: string, limit: number, cursor?: string): Promise<DuePage>;
  /** Every readable record; calls `onUnreadable` with the names of the others. */
  all(onUnreadable: (name: string) => void): AsyncIterable<Review>;
}

/** Which review has a report, by digests of its bytes and of its title, date and reviewers. Private. */
export interface Identities {
  /**
   * The review that has this identity: `name` from now on, if none had it or `replacing` did. Strongly
   * consistent; of many that claim at once one has it.
   */
  claim(identity: string, name: string, replacing?: string): Promise<string>;
}

/** The public projections: the only input of the public files. */
export interface Entries {
  /** Strongly consistent. An item that cannot be parsed is returned as an `unreadable` entry. */
  get(year: number, slug: string): Promise<Entry | undefined>;
  /** Compare-and-swap on `entry.revision` (0: not stored yet). Stores revision + 1, or returns `stale`. */
  put(entry: Entry): Promise<'written' | 'stale'>;
  /**
   * Reserves a slot in a year page for the next permalink of this year, and returns the page's `part`. A page
   * has a hundred slots. Call this before the first `put`: an entry with an unreserved `part` is never
   * listed.
   */
  reserveSlot(year: number): Promise<number>;
  /** All entries of a year page by slug, strongly consistent. Includes `unreadable` ones. */
  ofYearPage(year: number, part: number): Promise<Entry[]>;
  /** Years with at least one reserved slot, newest first. Strongly consistent. */
  years(): Promise<ListedYear[]>;
}

/** Private store of clean copies and of editions, each keyed by SHA-256. */
export interface CleanCopies {
  put(sha256: string, pdf: Uint8Array): Promise<void>;
  /** Returns the SHA-256 that names it. */
  putEdition(edition: Edition): Promise<string>;
  /** Throws where there is none. */
  edition(sha256: string): Promise<Edition>;
}

export interface PublicFile {
  readonly path: string;
  readonly body: string;
  readonly contentType: string;
  readonly cacheControl: string;
  /** The status that readers get in place of 200: the address has no page any more. */
  readonly status?: 410;
  /** Keeps the file out of search engines (`X-Robots-Tag`). */
  readonly hidden?: boolean;
}

/** The public bucket. Paths begin with a slash; a page `/a/` is stored as `/a/index.html`. */
export interface PublicFiles {
  read(path: string): Promise<{ readonly body: string; readonly etag: string } | undefined>;
  /** The ETag of a file: the MD5 of its bytes, in hexadecimal. */
  etag(path: string): Promise<string | undefined>;
  /**
   * Compare-and-swap: writes if the stored file has the ETag `expected` (`absent`: if there is none), else
   * returns `stale`. Throws on a timeout, after which the file may or may not be written; the caller retries.
   */
  write(file: PublicFile, expected: string): Promise<'written' | 'stale'>;
  /** Copies a clean copy to a public path, `hidden` from search engines. Idempotent. */
  addDocument(path: string, sha256: string, hidden: boolean): Promise<void>;
  /** Removes a file. Idempotent. */
  remove(path: string): Promise<void>;
  /** Paths below a prefix. */
  list(prefix: string): Promise<string[]>;
  /** The ETags of the files below a prefix, by path. */
  etags(prefix: string): Promise<ReadonlyMap<string, string>>;
}

/** The CDN caches of the public bucket. */
export interface Caches {
  /** Invalidates exactly these paths. */
  purge(paths: readonly string[]): Promise<void>;
}

/** A hint that the uploads of this review may have changed. The bucket is the source of truth. */
export interface UploadSignal {
  readonly name: string;
  /** The S3 event, if there was one. */
  readonly drop?: {
    readonly key: string;
    readonly sequencer: string;
    readonly principal?: string;
    readonly removed: boolean;
    readonly etag?: string;
    /** The S3 version ID: see `Uploads.version`. */
    readonly version?: string;
    /** Completion time of the upload: ISO 8601 UTC. */
    readonly at?: string;
  };
}

/**
 * The record of this review changed: update its public files. Delivered at least once, one at a time per
 * review.
 */
export interface ReviewChanged {
  readonly name: string;
}

/** A queue. Delivers at least once, in any order. */
export interface Queue<Message> {
  send(message: Message): Promise<void>;
}

/** The alerts topic. */
export interface AlertsTopic {
  publish(alert: Alert): Promise<void>;
}

/** SNS filter policy: attribute values by attribute name. */
export type SubscriptionFilter = Readonly<Partial<Record<'event' | 'type' | 'themes', readonly string[]>>>;

/** Subscriptions to the alerts topic. Those of other topics are unknown. */
export interface Subscriptions {
  /** Sends a confirmation request to this address. Does not reveal whether it is subscribed already. */
  order(subscription: {
    readonly protocol: 'email' | 'sms';
    readonly endpoint: string;
    readonly filter: SubscriptionFilter;
  }): Promise<void>;
  /**
   * Confirms a subscription by the link that its owner got. Afterwards SNS refuses to end it for somebody who
   * only opens a link. False if the link is unknown or too old.
   */
  confirm(link: { readonly topicArn: string; readonly token: string }): Promise<boolean>;
  /** The filter of a confirmed subscription; undefined if it is unknown or has ended. */
  filterOf(subscriptionArn: string): Promise<SubscriptionFilter | undefined>;
  change(subscriptionArn: string, filter: SubscriptionFilter): Promise<void>;
  end(subscriptionArn: string): Promise<void>;
}

/** Subscribers to one topic. */
export interface TopicSubscribers {
  all(): AsyncIterable<TopicSubscriber>;
}

export interface RateLimiter {
  /** True if another call is allowed: at most `most` in each window of `seconds`. */
  tryAcquire(what: string, most: number, seconds: number): Promise<boolean>;
  /** True unless it was true for the same `what` within the last `seconds` and was not released since. */
  tryAcquireOnce(what: string, seconds: number): Promise<boolean>;
  /** Undoes `tryAcquireOnce`. */
  release(what: string): Promise<void>;
}

/** The officers topic. Delivers at least once. */
export interface OfficersTopic {
  publish(receipt: Receipt): Promise<void>;
}

/** The audit queue: a record of alerts that SNS delivered. */
export interface DeliveryLog {
  /**
   * Calls `confirm` for each alert in the queue, then deletes its message. If `confirm` fails, the message
   * stays and `drain` throws after the others. Returns when the queue is empty.
   */
  drain(confirm: (alertId: string) => Promise<void>): Promise<void>;
}

export interface Clock {
  /** ISO 8601 UTC with milliseconds. */
  now(): string;
  wait(milliseconds: number): Promise<void>;
}

/** The result of examining one PDF. */
export type Examination =
  | { readonly readable: false; readonly code: RejectionCode; readonly message: string }
  | ReadExamination;

export type RejectionCode =
  | 'empty'
  | 'not-a-pdf'
  | 'encrypted'
  | 'damaged'
  | 'too-large'
  | 'too-many-pages'
  | 'too-much-memory'
  | 'too-slow';

/** Reads PDFs in isolation, bounded in time and memory. Never throws because of what a PDF holds. */
export interface Examiner {
  /** `titles`: of the review that the PDF was uploaded with. Its words are public, and no leak. */
  examine(pdf: Uint8Array, titles?: readonly string[]): Promise<Examination>;
  /** The clean copy, or the reason why there is none. */
  clean(
    pdf: Uint8Array,
    properties: { readonly title: string; readonly language: string; readonly publisher: string },
  ): Promise<{ readonly pdf: Uint8Array; readonly sha256: string } | { readonly refused: string }>;
  /** The edition of a clean copy; `undefined` where the copy has no tags. */
  edition(pdf: Uint8Array, language: string): Promise<EditionResult | undefined>;
}

/** The structured log. */
export interface EventLog {
  emit(event: PipelineEvent): void;
}
