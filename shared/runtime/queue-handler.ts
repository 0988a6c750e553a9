import type { SQSBatchItemFailure, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import { logger } from './telemetry.ts';

export interface FailureLog {
  error(message: string, details: { messageId: string; receives: number; error: Error }): void;
}

/**
 * A Lambda handler for a queue: parses each message and gives it to the step, one at a time. A message that fails goes
 * back to the queue by itself; in a FIFO queue, with those of its group that came after it. A schema that answers a
 * list stands for a message that holds several signals, or none.
 */
export function queueHandler<Message extends object>(
  schema: z.ZodType<Message | readonly Message[]>,
  step: (message: Message) => Promise<unknown>,
  log: FailureLog = logger,
): (event: SQSEvent) => Promise<SQSBatchResponse> {
  const handle = async ({ body }: SQSRecord): Promise<void> => {
    const parsed = schema.parse(JSON.parse(body));
    for (const message of isList(parsed) ? parsed : [parsed]) await step(message);
  };
  return async ({ Records }) => {
    const batchItemFailures: SQSBatchItemFailure[] = [];
    const stopped = new Set<string>();
    for (const record of Records) {
      const group = record.attributes.MessageGroupId;
      const failed = (): void => {
        batchItemFailures.push({ itemIdentifier: record.messageId });
        if (group !== undefined) stopped.add(group);
      };
      if (group !== undefined && stopped.has(group)) {
        failed();
        continue;
      }
      try {
        await handle(record);
      } catch (error) {
        failed();
        log.error('message.failed', {
          messageId: record.messageId,
          receives: Number(record.attributes.ApproximateReceiveCount),
          error: error instanceof Error ? error : new Error(String(error)),
        });
      }
    }
    return { batchItemFailures };
  };
}

function isList<T extends object>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}
