import { setTimeout as pause } from 'node:timers/promises';
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { REGION } from '../account.ts';
import type { LambdaFunction } from './lambda-function.ts';

export interface QueuePollerOptions {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  readonly queueArn: string;
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
    const { sqs, queueUrl, batchSize } = this.#options;
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      try {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({
            QueueUrl: queueUrl,
            MaxNumberOfMessages: Math.min(batchSize, 10),
            WaitTimeSeconds: 20,
            MessageSystemAttributeNames: ['All'],
            MessageAttributeNames: ['All'],
          }),
          { abortSignal: signal },
        );
        if (Messages.length > 0) await this.#deliver(Messages);
      } catch {
        // The queue is unreachable: the stack is stopping, or the queue will be back.
        await pause(500, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  async #deliver(messages: readonly Message[]): Promise<void> {
    const { sqs, queueUrl, lambda, onFailure, retryAfterSeconds } = this.#options;
    let failed: ReadonlySet<string | undefined>;
    try {
      failed = this.#failuresIn(await lambda.invoke({ Records: messages.map((one) => this.#record(one)) }));
    } catch (error) {
      onFailure(error, lambda);
      failed = new Set(messages.map((message) => message.MessageId));
    }
    const entries = (chosen: readonly Message[]) =>
      chosen.map((message, index) => ({ Id: String(index), ReceiptHandle: message.ReceiptHandle }));
    const handled = messages.filter((message) => !failed.has(message.MessageId));
    const again = messages.filter((message) => failed.has(message.MessageId));
    if (handled.length > 0)
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries(handled) }));
    if (again.length > 0)
      await sqs.send(
        new ChangeMessageVisibilityBatchCommand({
          QueueUrl: queueUrl,
          Entries: entries(again).map((entry) => ({ ...entry, VisibilityTimeout: retryAfterSeconds() })),
        }),
      );
  }

  /** An invalid result fails the whole batch, as on AWS. */
  #failuresIn(answer: unknown): ReadonlySet<string | undefined> {
    if (!this.#options.reportsFailures || answer === null) return new Set();
    const { batchItemFailures } = BatchResponse.parse(answer);
    return new Set((batchItemFailures ?? []).map((failure) => failure.itemIdentifier));
  }

  #record(message: Message): Record<string, unknown> {
    const attributes = Object.entries(message.MessageAttributes ?? {}).map(([name, attribute]) => [
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
      eventSourceARN: this.#options.queueArn,
      awsRegion: REGION,
    };
  }
}
