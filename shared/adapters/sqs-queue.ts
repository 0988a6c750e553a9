import { createHash, randomUUID } from 'node:crypto';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Queue } from '#shared/ports.ts';
import { asciiJson } from './ascii-json.ts';

/** A standard queue of JSON messages. */
export function sqsQueue<Message>(client: SQSClient, queueUrl: string): Queue<Message> {
  return {
    async send(message) {
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: asciiJson(message) }));
    },
  };
}

/**
 * A FIFO queue of JSON messages, with a message group per review. Equal messages are not deduplicated, since
 * a later one still reports a change.
 */
export function sqsFifoQueue<Message extends { readonly name: string }>(
  client: SQSClient,
  queueUrl: string,
): Queue<Message> {
  return {
    async send(message) {
      await client.send(
        new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageBody: asciiJson(message),
          // A message group ID allows no spaces and at most 128 characters.
          MessageGroupId: createHash('sha256').update(message.name).digest('hex'),
          MessageDeduplicationId: randomUUID(),
        }),
      );
    },
  };
}
