import {
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { throwAll } from '#shared/domain/throw-all.ts';
import type { DeliveryLog } from '#shared/ports.ts';

/** The SNS envelope in a queue that is subscribed without raw delivery. */
const Envelope = z.object({
  MessageAttributes: z.object({ alert_id: z.object({ Value: z.string() }) }),
});

/** Maximum receives per drain: more than the audit queue allows before a message is dead-lettered. */
const MOST_ROUNDS_IN_VAIN = 100;

/**
 * Maximum receives after a failure. Each counts as a try of the failed message, which must survive an hour of
 * failures before it is dead-lettered.
 */
const MOST_ROUNDS_AFTER_FAILURE = 3;

/**
 * The audit queue, subscribed to the alerts topic with or without raw delivery. Messages stay visible to
 * other readers, so an empty queue means that nothing was published. A message without an alert ID, or one
 * that cannot be confirmed, stays until it is dead-lettered; `drain` throws after the others.
 */
export function sqsDeliveryLog(client: SQSClient, queueUrl: string): DeliveryLog {
  const settle = async (message: Message, confirm: (alertId: string) => Promise<void>): Promise<void> => {
    await confirm(alertIdOf(message));
    const { ReceiptHandle } = message;
    await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
  };
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
          const error = await settle(message, confirm).catch((cause: unknown) => cause);
          if (error === undefined) {
            inVain = 0;
            continue;
          }
          failed.set(message.MessageId, error);
          if (!(error instanceof NoAlert)) most = MOST_ROUNDS_AFTER_FAILURE;
        }
      }
      throwAll([...failed.values()], 'Messages in the audit queue cannot be confirmed.');
    },
  };
}

/** A message in the audit queue that names no alert. */
class NoAlert extends Error {}

function alertIdOf({ MessageAttributes, Body = '' }: Message): string {
  const raw = MessageAttributes?.alert_id?.StringValue;
  if (raw !== undefined) return raw;
  try {
    return Envelope.parse(JSON.parse(Body)).MessageAttributes.alert_id.Value;
  } catch (cause) {
    throw new NoAlert('A message in the audit queue names no alert.', { cause });
  }
}
