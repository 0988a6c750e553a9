import type { SQSBatchItemFailure, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import { logger } from './telemetry.ts';

export interface FailureLog {
  error(message: string, details: { messageId: string; receives: number; error: Error }): void;
}

/**
 * A Lambda handler for a queue: parses each message and passes it to the step. Message groups of a FIFO queue
 * run concurrently, messages of a group in order; a message equal to the one before it is skipped, since both
 * existed before the step began. A failed message returns to the queue, in a FIFO queue together with the
 * later ones of its group. `schema` may return a list, for messages that carry several signals.
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
  /** IDs of the messages of one group to retry. */
  const handleGroup = async (records: readonly SQSRecord[]): Promise<readonly SQSRecord[]> => {
    for (const [place, record] of records.entries()) {
      if (record.body === records[place - 1]?.body) continue;
      try {
        await handle(record);
      } catch (error) {
        log.error('message.failed', {
          messageId: record.messageId,
          receives: Number(record.attributes.ApproximateReceiveCount),
          error: error instanceof Error ? error : new Error(String(error)),
        });
        return records.slice(place);
      }
    }
    return [];
  };
  return async ({ Records }) => {
    const groups = Map.groupBy(Records, (record) => record.attributes.MessageGroupId ?? record.messageId);
    const failed = await Promise.all([...groups.values()].map(handleGroup));
    const batchItemFailures = failed
      .flat()
      .map(({ messageId }): SQSBatchItemFailure => ({ itemIdentifier: messageId }));
    return { batchItemFailures };
  };
}

function isList<T extends object>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}
