import {
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { Witness } from '#shared/ports.ts';

/** What SNS puts in a queue that is subscribed without raw delivery. */
const Envelope = z.object({
  MessageAttributes: z.object({ alert_id: z.object({ Value: z.string() }) }),
});

/**
 * The audit queue, subscribed to the alerts topic with or without raw delivery. A message that names no alert is left
 * for the dead letters, and `drain` throws when it is done with the others.
 */
export function sqsWitness(client: SQSClient, queueUrl: string): Witness {
  return {
    async drain(settle) {
      const strangers: Error[] = [];
      for (;;) {
        const { Messages = [] } = await client.send(
          new ReceiveMessageCommand({
            QueueUrl: queueUrl,
            MaxNumberOfMessages: 10,
            MessageAttributeNames: ['alert_id'],
            // A long poll asks every server of the queue: an empty answer means an empty queue.
            WaitTimeSeconds: 1,
          }),
        );
        if (Messages.length === 0) break;
        for (const message of Messages) {
          const alertId = alertIdOf(message);
          if (alertId instanceof Error) {
            strangers.push(alertId);
            continue;
          }
          await settle(alertId);
          await client.send(
            new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: message.ReceiptHandle }),
          );
        }
      }
      if (strangers.length > 0) {
        throw new AggregateError(strangers, `${strangers.length} messages in the audit queue name no alert.`);
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
