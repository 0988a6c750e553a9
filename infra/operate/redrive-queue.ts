import { randomUUID } from 'node:crypto';
import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { WorkingQueue } from './deployment.ts';

/**
 * Sends every dead letter of a queue back to where it failed, and answers how many. Each is sent before it is
 * removed: stopped in between, a message is there twice, which every step bears.
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
