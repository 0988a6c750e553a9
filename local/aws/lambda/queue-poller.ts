import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { arnOf, REGION } from '../account.ts';
import type { QueueStore, ReceivedMessage } from '../messaging/queue-store.ts';
import { toMessage } from '../messaging/sqs-operations.ts';
import type { LambdaFunction } from './lambda-function.ts';

export interface QueuePollerOptions {
  readonly queues: QueueStore;
  /** Name of the queue. */
  readonly queue: string;
  readonly lambda: LambdaFunction;
  readonly batchSize: number;
  /** Maximum concurrent batches. */
  readonly concurrency: number;
  readonly reportsFailures: boolean;
  /** Retry delay, shorter than the queue's visibility timeout, which may be minutes. */
  readonly retryAfterSeconds: () => number;
  readonly onFailure: (error: unknown, lambda: LambdaFunction) => void;
}

const BatchResponse = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish(),
});

/** How long one poll waits for a message. */
const POLL_MS = 20_000;

/**
 * An event source mapping: invokes a function with batches from a queue and deletes the messages that it
 * handled.
 */
export class QueuePoller {
  readonly #options: QueuePollerOptions;
  readonly #stopped = new AbortController();
  readonly #slots: Promise<void>[] = [];

  constructor(options: QueuePollerOptions) {
    this.#options = options;
  }

  start(): void {
    for (let slot = 0; slot < this.#options.concurrency; slot++) this.#slots.push(this.#poll());
  }

  /** Stops receiving and waits for running batches. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await Promise.all(this.#slots);
  }

  async #poll(): Promise<void> {
    const { queues, queue, batchSize, lambda, onFailure } = this.#options;
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      try {
        const limit = Math.min(batchSize, 10);
        const messages = await queues.receiveSoon(queue, limit, POLL_MS, undefined, signal);
        if (messages.length > 0) await this.#deliver(messages);
      } catch (error) {
        // The disk is full, for example.
        onFailure(error, lambda);
        await pause(500, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  async #deliver(messages: readonly ReceivedMessage[]): Promise<void> {
    const { queues, queue, lambda, onFailure, retryAfterSeconds } = this.#options;
    let failed: ReadonlySet<string>;
    try {
      failed = this.#failuresIn(await lambda.invoke({ Records: messages.map((one) => this.#record(one)) }));
    } catch (error) {
      onFailure(error, lambda);
      failed = new Set(messages.map(({ id }) => id));
    }
    for (const { id, receipt } of messages) {
      if (failed.has(id)) queues.hide(queue, receipt, retryAfterSeconds());
      else queues.remove(queue, receipt);
    }
  }

  /** An invalid result fails the whole batch, as on AWS. */
  #failuresIn(answer: unknown): ReadonlySet<string> {
    if (!this.#options.reportsFailures || answer === null) return new Set();
    const { batchItemFailures } = BatchResponse.parse(answer);
    return new Set((batchItemFailures ?? []).map((failure) => failure.itemIdentifier));
  }

  #record(received: ReceivedMessage): Record<string, unknown> {
    const message = toMessage(received);
    const attributes = Object.entries(message.MessageAttributes).map(([name, attribute]) => [
      name,
      {
        dataType: attribute.DataType,
        stringValue: attribute.StringValue,
        stringListValues: [],
        binaryListValues: [],
      },
    ]);
    return {
      messageId: message.MessageId,
      receiptHandle: message.ReceiptHandle,
      body: message.Body,
      attributes: message.Attributes,
      messageAttributes: Object.fromEntries(attributes),
      md5OfBody: message.MD5OfBody,
      eventSource: 'aws:sqs',
      eventSourceARN: arnOf('sqs', this.#options.queue),
      awsRegion: REGION,
    };
  }
}
