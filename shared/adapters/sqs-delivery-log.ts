import {
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { DeliveryLog } from '#shared/ports.ts';

/** What SNS puts in a queue that is subscribed without raw delivery. */
const Envelope = z.object({
  MessageAttributes: z.object({ alert_id: z.object({ Value: z.string() }) }),
});

/** More often than the audit queue hands out a message before that goes to the dead letters. */
const MOST_ROUNDS_IN_VAIN = 100;

/**
 * After a failure few rounds are left to reach the others: each counts as a try of the failed message, which must
 * outlast an hour of failures before it goes to the dead letters.
 */
const MOST_ROUNDS_AFTER_FAILURE = 3;

/**
 * The audit queue, subscribed to the alerts topic with or without raw delivery. Messages stay visible to other
 * readers, so an empty queue means that nothing was published. A message that names no alert, or that cannot be
 * confirmed, stays until the queue moves it to the dead letters; `drain` throws after the others.
 */
export function sqsDeliveryLog(client: SQSClient, queueUrl: string): DeliveryLog {
  return {
    async drain(confirm) {
      const failed = new Map<string | undefined, unknown>();
      let most = MOST_ROUNDS_IN_VAIN;
      for (let inVain = 0; inVain < most; ) {
        const { Messages = [] } = await client.send(
          new ReceiveMessageCommand({
            QueueUrl: queueUrl,
            MaxNumberOfMessages: 10,
            MessageAttributeNames: ['alert_id'],
            VisibilityTimeout: 0,
            // A long poll asks every server of the queue: an empty answer means an empty queue.
            WaitTimeSeconds: 1,
          }),
        );
        if (Messages.length === 0) break;
        inVain++;
        for (const message of Messages) {
          if (failed.has(message.MessageId)) continue;
          const alertId = alertIdOf(message);
          if (alertId instanceof Error) {
            failed.set(message.MessageId, alertId);
            continue;
          }
          try {
            await confirm(alertId);
            await client.send(
              new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: message.ReceiptHandle }),
            );
            inVain = 0;
          } catch (error) {
            failed.set(message.MessageId, error);
            most = MOST_ROUNDS_AFTER_FAILURE;
          }
        }
      }
      if (failed.size > 0)
        throw new AggregateError(
          failed.values(),
          `${failed.size} alerts in the audit queue cannot be confirmed.`,
        );
    },
  };
}

function alertIdOf({ MessageAttributes, Body = '' }: Message): string | Error {
  const raw = MessageAttributes?.alert_id?.StringValue;
  if (raw !== undefined) return raw;
  try {
    return Envelope.parse(JSON.parse(Body)).MessageAttributes.alert_id.Value;
  } catch (cause) {
    return new Error('A message in the audit queue names no alert.', { cause });
  }
}
