import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../http/aws-error.ts';
import type { SqliteFile } from '../sqlite-file.ts';
import { MessageAttributes } from './message-attributes.ts';

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

const QueueRow = z.object({
  name: z.string(),
  attributes: z.string().transform((json) => z.record(z.string(), z.string()).parse(JSON.parse(json))),
});

/** The sum of no rows is null. */
const Sum = z
  .number()
  .nullable()
  .transform((sum) => sum ?? 0);
const CountRow = z.object({ every: z.number(), inFlight: Sum, delayed: Sum });

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

const TAKE = `UPDATE messages SET receipt = $receipt, visible = $visible, received = received + 1,
  first = coalesce(first, $now) WHERE seq = $seq`;
const HIDE = `UPDATE messages SET visible = $until, receipt = iif($until > $now, receipt, NULL)
  WHERE queue = $name AND receipt = $receipt AND visible > $now`;

const DEDUPLICATION_WINDOW = 5 * 60_000;

/** Standard and FIFO queues: visibility, redrive, groups, deduplication. Durations are in milliseconds. */
export class QueueStore {
  readonly #database: SqliteFile;
  readonly #waiting = new Map<string, Set<() => void>>();

  constructor(database: SqliteFile) {
    this.#database = database;
    // A restart loses all receivers, so messages in flight become visible.
    const text = 'UPDATE messages SET receipt = NULL, visible = $now WHERE receipt IS NOT NULL';
    database.run(text, { now: Date.now() });
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
    this.#database.replace('queues', { name, attributes: JSON.stringify({ ...DEFAULTS, ...attributes }) });
    this.#wake(name);
  }

  names(): string[] {
    return this.#database.all(QueueRow, 'SELECT * FROM queues ORDER BY name').map(({ name }) => name);
  }

  /** Throws `QueueDoesNotExist`. */
  attributes(name: string): Record<string, string> {
    const queue = this.#database.get(QueueRow, 'SELECT * FROM queues WHERE name = $name', { name });
    if (queue === undefined) throw new AwsError('QueueDoesNotExist', `The queue ${name} does not exist.`);
    return queue.attributes;
  }

  delete(name: string): void {
    this.purge(name);
    this.#database.run('DELETE FROM queues WHERE name = $name', { name });
  }

  purge(name: string): void {
    this.attributes(name);
    this.#database.run('DELETE FROM messages WHERE queue = $name', { name });
  }

  /** Messages by state. */
  counts(name: string): { visible: number; inFlight: number; delayed: number } {
    const text = `SELECT count(*) AS every, sum(receipt IS NOT NULL AND visible > $now) AS inFlight,
      sum(receipt IS NULL AND visible > $now) AS delayed FROM messages WHERE queue = $name`;
    const counted = this.#database.get(CountRow, text, { now: Date.now(), name });
    const { every, inFlight, delayed } = counted ?? { every: 0, inFlight: 0, delayed: 0 };
    return { visible: every - inFlight - delayed, inFlight, delayed };
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
        this.#database.run('DELETE FROM sent WHERE at < $oldest', { oldest: now - DEDUPLICATION_WINDOW });
        const dedup = message.dedup ?? '';
        const text = 'SELECT id FROM sent WHERE queue = $name AND dedup = $dedup';
        const before = this.#database.get(z.object({ id: z.string() }), text, { name, dedup });
        if (before !== undefined) return before;
        this.#database.insert('sent', { queue: name, dedup, at: now, id });
      }
      const seq = this.#database.insert('messages', {
        queue: name,
        id,
        body: message.body,
        attributes: JSON.stringify(message.attributes ?? {}),
        sent: now,
        visible: now + delay,
        received: 0,
        grp: message.group ?? null,
        dedup: message.dedup ?? null,
      });
      this.#wake(name);
      return fifo ? { id, sequence: String(seq).padStart(20, '0') } : { id };
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
      const oldest = now - 1000 * Number(queue.MessageRetentionPeriod);
      this.#database.run('DELETE FROM messages WHERE queue = $name AND sent < $oldest', { name, oldest });
      const taken: ReceivedMessage[] = [];
      for (const message of this.#database.all(MessageRow, fifo ? FREE_GROUPS : VISIBLE, { name, now })) {
        if (taken.length === limit) break;
        if (redrive !== undefined && message.received >= redrive.maxReceiveCount) {
          this.#moveTo(redrive.deadLetterTargetArn.split(':').at(-1) ?? '', message);
          continue;
        }
        const receipt = randomUUID();
        const { seq, received, first } = message;
        this.#database.run(TAKE, { receipt, visible: now + hidden, now, seq });
        taken.push({ ...message, received: received + 1, first: first ?? now, receipt });
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
    this.#database.run('DELETE FROM messages WHERE queue = $name AND receipt = $receipt', { name, receipt });
    this.#wake(name);
  }

  /**
   * Hides a received message for `seconds` from now; 0 makes it visible. False if nobody works on it any
   * more.
   */
  hide(name: string, receipt: string, seconds: number): boolean {
    const now = Date.now();
    const changes = this.#database.run(HIDE, { until: now + 1000 * seconds, now, name, receipt });
    this.#wake(name);
    return changes > 0;
  }

  /** Redrive: moves every visible message to another queue. Returns their number. */
  moveAll(from: string, to: string): number {
    this.attributes(to);
    return this.#database.transaction(() => {
      const text = 'SELECT * FROM messages WHERE queue = $from AND visible <= $now ORDER BY seq';
      const rows = this.#database.all(MessageRow, text, { from, now: Date.now() });
      for (const message of rows) this.#moveTo(to, { ...message, received: 0 });
      return rows.length;
    });
  }

  #moveTo(queue: string, message: MessageRow): void {
    this.attributes(queue);
    const { seq, first: _, attributes, ...kept } = message;
    this.#database.run('DELETE FROM messages WHERE seq = $seq', { seq });
    const moved = { ...kept, queue, attributes: JSON.stringify(attributes), visible: Date.now() };
    this.#database.insert('messages', moved);
    this.#wake(queue);
  }

  #untilNext(name: string): number {
    const now = Date.now();
    const text = 'SELECT min(visible) AS next FROM messages WHERE queue = $name AND visible > $now';
    const next = this.#database.get(z.object({ next: z.number().nullable() }), text, { name, now })?.next;
    return next == null ? 20_000 : Math.max(1, next - now);
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
