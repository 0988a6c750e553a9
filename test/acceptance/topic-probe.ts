import { SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { letTopicWrite } from '../support/let-topic-write.ts';
import type { Target } from './target.ts';

/** A message of a topic, and when it was published. */
export interface TopicMessage {
  readonly text: string;
  readonly at: Date;
}

/** A queue that is subscribed to a topic. */
export interface TopicProbe {
  /** Every message so far. */
  received(): Promise<readonly TopicMessage[]>;
  remove(): Promise<void>;
}

const Envelope = z.object({ Message: z.string(), Timestamp: z.coerce.date() });

/** Subscribes a queue of its own to a topic. */
export async function topicProbe(
  { sqs, sns }: Target['operator'],
  TopicArn: string,
  QueueName: string,
): Promise<TopicProbe> {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName }));
  const Endpoint = await letTopicWrite(sqs, QueueUrl ?? '', TopicArn);
  const { SubscriptionArn } = await sns.send(
    new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint, ReturnSubscriptionArn: true }),
  );
  const messages: TopicMessage[] = [];
  return {
    async received() {
      for (;;) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
        );
        if (Messages.length === 0) return messages;
        for (const { Body = '', ReceiptHandle } of Messages) {
          const { Message, Timestamp } = Envelope.parse(JSON.parse(Body));
          messages.push({ text: Message, at: Timestamp });
          await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
        }
      }
    },
    async remove() {
      await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
      await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    },
  };
}
