import type { SQSBatchItemFailure, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import { logger } from './telemetry.ts';

export interface FailureLog {
  error(message: string, details: { messageId: string; receives: number; error: Error }): void;
}

/**
 * A Lambda handler for a queue: parses each message and gives it to the step. Groups of a FIFO queue are
 * handled side by side, the messages of a group one after the other; one that equals the message before it
 * asks for nothing more, since both were there before the step began. A message that fails goes back to the
 * queue by itself, in a FIFO queue with those of its group that came after it. A schema that answers a list
 * stands for a message that holds several signals, or none.
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
  /** Message IDs to retry, of one message group. */
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
