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
 * The audit queue, subscribed to the alerts topic with or without raw delivery. Whoever reads it hides nothing from others:
 * a message that another sweep has in hand, or had when it died, is heard here too, and an empty queue means that nothing
 * was published. A message that names no alert goes to the dead letters, and `drain` throws when it is done with the others.
 */
export function sqsDeliveryLog(client: SQSClient, queueUrl: string): DeliveryLog {
  return {
    async drain(confirm) {
      const strangers = new Map<string | undefined, Error>();
      for (let inVain = 0; inVain < MOST_ROUNDS_IN_VAIN; ) {
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
          const alertId = alertIdOf(message);
          if (alertId instanceof Error) {
            strangers.set(message.MessageId, alertId);
            continue;
          }
          inVain = 0;
          await confirm(alertId);
          await client.send(
            new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: message.ReceiptHandle }),
          );
        }
      }
      if (strangers.size > 0) {
        throw new AggregateError(
          strangers.values(),
          `${strangers.size} messages in the audit queue name no alert.`,
        );
      }
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
