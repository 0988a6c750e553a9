import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../http/aws-error.ts';
import { MessageAttributes } from './message-attributes.ts';
import type { MessagingDatabase } from './messaging-database.ts';

const MessageRow = z.object({
  seq: z.number(),
  id: z.string(),
  body: z.string(),
  attributes: z.string().transform((json) => MessageAttributes.parse(JSON.parse(json))),
  sent: z.number(),
  received: z.number(),
  first: z.number().nullable(),
  grp: z.string().nullable(),
  dedup: z.string().nullable(),
});
type MessageRow = z.infer<typeof MessageRow>;

/** One delivery of a message. */
export interface ReceivedMessage extends MessageRow {
  readonly receipt: string;
}

const Redrive = z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() });

const DEFAULTS: Readonly<Record<string, string>> = {
  VisibilityTimeout: '30',
  DelaySeconds: '0',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  ReceiveMessageWaitTimeSeconds: '0',
};

/** Supported queue attributes. Policies and keys are stored without effect. */
const KNOWN = new Set([
  ...Object.keys(DEFAULTS),
  ...['RedrivePolicy', 'RedriveAllowPolicy', 'FifoQueue', 'ContentBasedDeduplication', 'Policy'],
  ...['DeduplicationScope', 'FifoThroughputLimit', 'KmsMasterKeyId', 'SqsManagedSseEnabled'],
  'KmsDataKeyReusePeriodSeconds',
]);

const VISIBLE = 'SELECT * FROM messages WHERE queue = $name AND visible <= $now ORDER BY seq LIMIT 100';
const FREE_GROUPS = `SELECT * FROM messages WHERE queue = $name AND visible <= $now AND grp NOT IN
  (SELECT grp FROM messages WHERE queue = $name AND receipt IS NOT NULL AND visible > $now) ORDER BY seq LIMIT 100`;

const DEDUPLICATION_WINDOW = 5 * 60_000;

/** Standard and FIFO queues: visibility, redrive, groups, deduplication. Durations are in milliseconds. */
export class QueueStore {
  readonly #database: MessagingDatabase;
  readonly #waiting = new Map<string, Set<() => void>>();

  constructor(database: MessagingDatabase) {
    this.#database = database;
    // A restart loses all receivers, so messages in flight become visible.
    database.sql('UPDATE messages SET receipt = NULL, visible = ? WHERE receipt IS NOT NULL').run(Date.now());
  }

  create(name: string, attributes: Readonly<Record<string, string>>): void {
    if (!/^[A-Za-z0-9_-]{1,75}(\.fifo)?$/.test(name))
      throw new AwsError('InvalidParameterValue', `${name} is no name of a queue.`);
    if (name.endsWith('.fifo') !== (attributes.FifoQueue === 'true'))
      throw new AwsError(
        'InvalidParameterValue',
        'The name of a FIFO queue, and of no other, ends in .fifo.',
      );
    const unknown = Object.keys(attributes).find((attribute) => !KNOWN.has(attribute));
    if (unknown !== undefined) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
    this.#database
      .sql('INSERT INTO queues VALUES (?, ?) ON CONFLICT DO UPDATE SET attributes = excluded.attributes')
      .run(name, JSON.stringify({ ...DEFAULTS, ...attributes }));
    this.#wake(name);
  }

  names(): string[] {
    return this.#database
      .sql('SELECT name FROM queues ORDER BY name')
      .all()
      .map((row) => String(row.name));
  }

  /** Throws `QueueDoesNotExist`. */
  attributes(name: string): Record<string, string> {
    const row = this.#database.sql('SELECT attributes FROM queues WHERE name = ?').get(name);
    if (row === undefined) throw new AwsError('QueueDoesNotExist', `The queue ${name} does not exist.`);
    return z.record(z.string(), z.string()).parse(JSON.parse(String(row.attributes)));
  }

  delete(name: string): void {
    this.purge(name);
    this.#database.sql('DELETE FROM queues WHERE name = ?').run(name);
  }

  purge(name: string): void {
    this.attributes(name);
    this.#database.sql('DELETE FROM messages WHERE queue = ?').run(name);
  }

  /** Messages by state. */
  counts(name: string): { visible: number; inFlight: number; delayed: number } {
    const row = this.#database
      .sql(`SELECT sum(receipt IS NOT NULL AND visible > $now) AS flying,
        sum(receipt IS NULL AND visible > $now) AS delayed, count(*) AS every FROM messages WHERE queue = $name`)
      .get({ now: Date.now(), name });
    const inFlight = Number(row?.flying ?? 0);
    const delayed = Number(row?.delayed ?? 0);
    return { visible: Number(row?.every ?? 0) - inFlight - delayed, inFlight, delayed };
  }

  /** Sends a message. A FIFO queue drops a deduplication ID seen within five minutes. */
  send(
    name: string,
    message: {
      readonly body: string;
      readonly attributes?: MessageAttributes;
      readonly delaySeconds?: number | undefined;
      readonly group?: string | undefined;
      readonly dedup?: string | undefined;
    },
  ): { readonly id: string; readonly sequence?: string } {
    const queue = this.attributes(name);
    if (Buffer.byteLength(message.body) > Number(queue.MaximumMessageSize))
      throw new AwsError('InvalidParameterValue', 'The message is longer than the queue takes.');
    if (message.body === '') throw new AwsError('MissingParameter', 'The message is empty.');
    const fifo = queue.FifoQueue === 'true';
    if (fifo && message.group === undefined)
      throw new AwsError('MissingParameter', 'A FIFO queue needs a MessageGroupId.');
    if (fifo && message.dedup === undefined)
      throw new AwsError('InvalidParameterValue', 'A FIFO queue needs a MessageDeduplicationId.');
    if (!fifo && message.dedup !== undefined)
      throw new AwsError('InvalidParameterValue', 'Only a FIFO queue takes a MessageDeduplicationId.');
    const now = Date.now();
    const delay = 1000 * (message.delaySeconds ?? Number(queue.DelaySeconds));
    const id = randomUUID();
    return this.#database.transaction(() => {
      if (fifo) {
        this.#database.sql('DELETE FROM sent WHERE at < ?').run(now - DEDUPLICATION_WINDOW);
        const before = this.#database
          .sql('SELECT id FROM sent WHERE queue = ? AND dedup = ?')
          .get(name, message.dedup ?? '');
        if (before !== undefined) return { id: String(before.id) };
        this.#database.sql('INSERT INTO sent VALUES (?, ?, ?, ?)').run(name, message.dedup ?? '', now, id);
      }
      const { lastInsertRowid } = this.#database
        .sql('INSERT INTO messages VALUES (NULL, ?, ?, ?, ?, ?, ?, NULL, 0, NULL, ?, ?)')
        .run(
          name,
          id,
          message.body,
          JSON.stringify(message.attributes ?? {}),
          now,
          now + delay,
          message.group ?? null,
          message.dedup ?? null,
        );
      this.#wake(name);
      return fifo ? { id, sequence: String(lastInsertRowid).padStart(20, '0') } : { id };
    });
  }

  /**
   * Receives up to `limit` messages, oldest first, and hides them. A FIFO group waits while one of its
   * messages is hidden. A message over the redrive policy's receive count is dead-lettered instead.
   */
  receive(name: string, limit: number, visibilitySeconds?: number): ReceivedMessage[] {
    const queue = this.attributes(name);
    const fifo = queue.FifoQueue === 'true';
    const redrive =
      queue.RedrivePolicy === undefined ? undefined : Redrive.parse(JSON.parse(queue.RedrivePolicy));
    const hidden = 1000 * (visibilitySeconds ?? Number(queue.VisibilityTimeout));
    return this.#database.transaction(() => {
      const now = Date.now();
      const expired = now - 1000 * Number(queue.MessageRetentionPeriod);
      this.#database.sql('DELETE FROM messages WHERE queue = ? AND sent < ?').run(name, expired);
      const taken: ReceivedMessage[] = [];
      for (const row of this.#database.sql(fifo ? FREE_GROUPS : VISIBLE).all({ name, now })) {
        if (taken.length === limit) break;
        const message = MessageRow.parse(row);
        if (redrive !== undefined && message.received >= redrive.maxReceiveCount) {
          this.#moveTo(redrive.deadLetterTargetArn.split(':').at(-1) ?? '', message);
          continue;
        }
        const receipt = randomUUID();
        this.#database
          .sql(`UPDATE messages SET receipt = ?, visible = ?, received = received + 1,
            first = coalesce(first, ?) WHERE seq = ?`)
          .run(receipt, now + hidden, now, message.seq);
        taken.push({ ...message, received: message.received + 1, first: message.first ?? now, receipt });
      }
      return taken;
    });
  }

  /** Receives with long polling up to `waitMs`. */
  async receiveSoon(
    name: string,
    limit: number,
    waitMs: number,
    visibilitySeconds: number | undefined,
    gone: AbortSignal,
  ): Promise<ReceivedMessage[]> {
    const deadline = Date.now() + waitMs;
    for (;;) {
      if (gone.aborted) return [];
      const messages = this.receive(name, limit, visibilitySeconds);
      const left = deadline - Date.now();
      if (messages.length > 0 || left <= 0) return messages;
      await this.#change(name, Math.min(left, this.#untilNext(name)), gone);
    }
  }

  /** Deletes a message by its receipt. An outdated receipt deletes nothing, as on a standard queue of AWS. */
  remove(name: string, receipt: string): void {
    this.#database.sql('DELETE FROM messages WHERE queue = ? AND receipt = ?').run(name, receipt);
    this.#wake(name);
  }

  /** Hides a received message for `seconds` from now; 0 makes it visible. */
  hide(name: string, receipt: string, seconds: number): void {
    const now = Date.now();
    const { changes } = this.#database
      .sql(`UPDATE messages SET visible = ?, receipt = iif(?, receipt, NULL)
        WHERE queue = ? AND receipt = ? AND visible > ?`)
      .run(now + 1000 * seconds, seconds > 0 ? 1 : 0, name, receipt, now);
    if (changes === 0) throw new AwsError('MessageNotInflight', 'The message is not being worked on.');
    this.#wake(name);
  }

  /** Redrive: moves every visible message to another queue. Returns their number. */
  moveAll(from: string, to: string): number {
    this.attributes(to);
    return this.#database.transaction(() => {
      const rows = this.#database
        .sql('SELECT * FROM messages WHERE queue = ? AND visible <= ? ORDER BY seq')
        .all(from, Date.now());
      for (const row of rows) this.#moveTo(to, { ...MessageRow.parse(row), received: 0 });
      return rows.length;
    });
  }

  #moveTo(queue: string, message: MessageRow): void {
    this.attributes(queue);
    this.#database.sql('DELETE FROM messages WHERE seq = ?').run(message.seq);
    this.#database
      .sql('INSERT INTO messages VALUES (NULL, ?, ?, ?, ?, ?, ?, NULL, ?, NULL, ?, ?)')
      .run(
        queue,
        message.id,
        message.body,
        JSON.stringify(message.attributes),
        message.sent,
        Date.now(),
        message.received,
        message.grp,
        message.dedup,
      );
    this.#wake(queue);
  }

  #untilNext(name: string): number {
    const now = Date.now();
    const row = this.#database
      .sql('SELECT min(visible) AS next FROM messages WHERE queue = ? AND visible > ?')
      .get(name, now);
    return row?.next == null ? 20_000 : Math.max(1, Number(row.next) - now);
  }

  #change(name: string, waitMs: number, gone: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(name) ?? new Set();
      this.#waiting.set(name, waiting);
      const done = () => {
        clearTimeout(timer);
        waiting.delete(done);
        gone.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, waitMs);
      gone.addEventListener('abort', done);
      waiting.add(done);
    });
  }

  #wake(name: string): void {
    // Runs after the current transaction.
    queueMicrotask(() => {
      for (const done of [...(this.#waiting.get(name) ?? [])]) done();
    });
  }
}
