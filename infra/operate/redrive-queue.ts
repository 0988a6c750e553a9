import { randomUUID } from 'node:crypto';
import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { WorkingQueue } from './deployment.ts';

/**
 * Sends the messages of a dead-letter queue back to its source queue and returns their number. Each is sent
 * before it is deleted: an interruption duplicates a message, which every step tolerates.
 */
export async function redriveQueue(
  sqs: SQSClient,
  { url, deadLettersUrl }: Pick<WorkingQueue, 'url' | 'deadLettersUrl'>,
): Promise<number> {
  let sent = 0;
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: deadLettersUrl,
        MaxNumberOfMessages: 10,
        MessageSystemAttributeNames: ['MessageGroupId'],
        MessageAttributeNames: ['All'],
        // A long poll asks every server of the queue: an empty answer means an empty queue.
        WaitTimeSeconds: 1,
      }),
    );
    if (Messages.length === 0) return sent;
    for (const { Body, Attributes, MessageAttributes, ReceiptHandle } of Messages) {
      const group = Attributes?.MessageGroupId;
      await sqs.send(
        new SendMessageCommand({
          QueueUrl: url,
          MessageBody: Body,
          ...(MessageAttributes && { MessageAttributes }),
          ...(group !== undefined && { MessageGroupId: group, MessageDeduplicationId: randomUUID() }),
        }),
      );
      await sqs.send(new DeleteMessageCommand({ QueueUrl: deadLettersUrl, ReceiptHandle }));
      sent++;
    }
  }
}
