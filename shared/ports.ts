import type { Entry } from './domain/listing/entry.ts';
import type { ListedYear } from './domain/listing/year-page.ts';
import type { Alert } from './domain/messages/alert.ts';
import type { Receipt } from './domain/messages/receipt.ts';
import type { PipelineEvent } from './domain/pipeline-event.ts';
import type { LoggedDecision } from './domain/review/decision-log.ts';
import type { DocumentKind, Facts } from './domain/review/fact.ts';
import type { Finding } from './domain/review/finding.ts';
import type { Review } from './domain/review/review.ts';

/**
 * What the rules need of the world, and what each promises. Each has one adapter and one in-memory fakes; one
 * contract suite keeps them honest.
 */

export interface UploadObject {
  readonly key: string;
  /** Names exactly these bytes. */
  readonly etag: string;
  readonly bytes: number;
  /** S3's LastModified: ISO 8601 UTC, whole seconds. Of a multipart upload, when it began. */
  readonly modifiedAt: string;
}

/** The uploads bucket, read only and strongly consistent. */
export interface Uploads {
  /** The current objects whose `nameOfKey` is this name, of any number. */
  list(name: string): Promise<UploadObject[]>;
  /** Every current object. */
  all(): AsyncIterable<UploadObject>;
  /**
   * The bytes that `etag` names. Throws when the object has been replaced or removed since it was listed:
   * list again.
   */
  read(object: UploadObject): Promise<Uint8Array>;
  /**
   * Names the put that brought exactly these bytes, also where another brought the same before: a version ID.
   * Undefined in a bucket that keeps no versions. Throws when the object has been replaced by other bytes or
   * removed since it was listed.
   */
  version(object: UploadObject): Promise<string | undefined>;
  /** What the malware scan said of exactly these bytes: `none` when there is no answer yet. */
  scan(object: UploadObject): Promise<'none' | 'clean' | 'threat' | 'not-scanned'>;
}

/** Every decision on every review: append-only, private, kept whatever becomes of the review. */
export interface DecisionLog {
  /** Adds a decision; one that is there already changes nothing. */
  add(decision: LoggedDecision): Promise<void>;
  /** The decisions on one review, oldest first. Strongly consistent. */
  of(name: string): Promise<LoggedDecision[]>;
  /** The decisions on all reviews, in any order. */
  all(): AsyncIterable<LoggedDecision>;
}

/** A page of what is due. */
export interface DuePage {
  readonly names: readonly string[];
  /** Absent on the last page. */
  readonly cursor?: string;
}

/** The private records. */
export interface Reviews {
  /**
   * Strongly consistent. Throws `UnreadableItem` when what is stored is no record of this release or an
   * earlier one.
   */
  get(name: string): Promise<Review | undefined>;
  /**
   * Writes if the stored revision is `review.revision` (0: none is stored), as revision + 1; else `stale`.
   */
  put(review: Review): Promise<'written' | 'stale'>;
  /**
   * A page of names whose `dueAt` is not after `now`, oldest first; `cursor` leads to the next. Eventually
   * consistent.
   */
  due(now: string, limit: number, cursor?: string): Promise<DuePage>;
  /** Every record that can be read, and the names of those that cannot. */
  all(onUnreadable: (name: string) => void): AsyncIterable<Review>;
}

/** The public projections: the only input of the public files. */
export interface Entries {
  /** Strongly consistent. What cannot be read is an `unreadable` entry. */
  get(year: number, slug: string): Promise<Entry | undefined>;
  /** Writes if the stored revision is `entry.revision` (0: none is stored), as revision + 1; else `stale`. */
  put(entry: Entry): Promise<'written' | 'stale'>;
  /**
   * The part that lists the next permalink of this year: each part is given out a hundred times at most. Ask
   * before the entry is put for the first time: an entry of a part that nobody was given is never listed.
   */
  reserveSlot(year: number): Promise<number>;
  /** All entries of a part, strongly consistent, by slug. What cannot be read is an `unreadable` entry. */
  ofPart(year: number, part: number): Promise<Entry[]>;
  /** Years of which a part was given out, newest first, strongly consistent. */
  years(): Promise<ListedYear[]>;
}

/** Clean copies, by the SHA-256 of their bytes. Private. */
export interface CleanCopies {
  put(sha256: string, pdf: Uint8Array): Promise<void>;
}

export interface PublicFile {
  readonly path: string;
  readonly body: string;
  readonly contentType: string;
  readonly cacheControl: string;
}

/** The public bucket. Paths begin with a slash; a page `/a/` is stored as `/a/index.html`. */
export interface PublicFiles {
  read(path: string): Promise<{ readonly body: string; readonly etag: string } | undefined>;
  /** The ETag of a file: the MD5 of its bytes in hexadecimal. */
  etag(path: string): Promise<string | undefined>;
  /**
   * Compare-and-swap: writes if the stored file has this ETag (`absent`: if there is none); else `stale`.
   * A time-out is in doubt and throws; the caller's retry reads again.
   */
  write(file: PublicFile, expected: string): Promise<'written' | 'stale'>;
  /** Copies a clean copy to a path. Idempotent. `fileName` is what a browser saves it as. */
  addDocument(path: string, sha256: string): Promise<void>;
  /** Removes a file, also when there is none. */
  remove(path: string): Promise<void>;
  /** Paths below a prefix. */
  list(prefix: string): Promise<string[]>;
  /** The ETags of the files below a prefix, by path. */
  etags(prefix: string): Promise<ReadonlyMap<string, string>>;
}

/** The caches before the public bucket. */
export interface Caches {
  /** Invalidates exactly these paths. */
  purge(paths: readonly string[]): Promise<void>;
}

/** A hint that the uploads of this review may have changed. The bucket is the truth. */
export interface UploadSignal {
  readonly name: string;
  /** The bucket's event, if there was one. */
  readonly drop?: {
    readonly key: string;
    readonly sequencer: string;
    readonly principal?: string;
    readonly removed: boolean;
    readonly etag?: string;
    /** Names this put: see `Uploads.version`. */
    readonly version?: string;
    /** When the put was done: ISO 8601 UTC. */
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

/** Subscriptions to the alerts topic. */
export interface Subscriptions {
  /** Asks the owner of this address to confirm. Does not reveal whether it is subscribed already. */
  order(subscription: {
    readonly protocol: 'email' | 'sms';
    readonly endpoint: string;
    /** Attributes of the alerts that are wanted, by name. */
    readonly filter: Readonly<Record<string, readonly string[]>>;
  }): Promise<void>;
}

/** Limits how often something is done. */
export interface RateLimiter {
  /** True if one more is allowed: at most `most` in each span of so many seconds by the clock. */
  tryAcquire(what: string, most: number, seconds: number): Promise<boolean>;
  /** True unless it was true for the same thing less than `seconds` ago, and not released since. */
  tryAcquireOnce(what: string, seconds: number): Promise<boolean>;
  /** Undoes `tryAcquireOnce`. */
  release(what: string): Promise<void>;
}

/** The officers topic. Delivers at least once. */
export interface OfficersTopic {
  publish(receipt: Receipt): Promise<void>;
}

/** The audit queue: what really went through the alerts topic. */
export interface DeliveryLog {
  /**
   * Calls `confirm` for every alert seen since the last time, and deletes it. One whose `confirm` fails
   * stays, and
   * `drain` throws at the end, after the others. Returns once the queue is empty.
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
  | {
      readonly readable: true;
      readonly kind: DocumentKind;
      readonly facts: Facts;
      readonly findings: readonly Finding[];
    };

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
  examine(pdf: Uint8Array): Promise<Examination>;
  /** The clean copy, or why there can be none. */
  clean(
    pdf: Uint8Array,
    properties: { readonly title: string; readonly language: string; readonly publisher: string },
  ): Promise<{ readonly pdf: Uint8Array; readonly sha256: string } | { readonly refused: string }>;
}

/** The structured log: one union of events. */
export interface EventLog {
  emit(event: PipelineEvent): void;
}
