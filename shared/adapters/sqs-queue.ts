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
 * A FIFO queue of JSON messages: of each review at most one is handled at a time. Every send is a message of
 * its own, since a signal that equals an earlier one still says that something changed.
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
          // A group id takes neither spaces nor over 128 characters; a name may have both.
          MessageGroupId: createHash('sha256').update(message.name).digest('hex'),
          MessageDeduplicationId: randomUUID(),
        }),
      );
    },
  };
}
