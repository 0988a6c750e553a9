import * as z from 'zod';
import { ACCOUNT, arnOf } from '../account.ts';
import { AwsError, notImplemented } from '../http/aws-error.ts';
import { MessageAttributes, md5, md5OfAttributes } from './message-attributes.ts';
import type { QueueStore, ReceivedMessage } from './queue-store.ts';

export interface SqsContext {
  readonly queues: QueueStore;
  /** Base of queue URLs. */
  readonly url: string;
  /** Aborted when the client disconnects. */
  readonly gone: AbortSignal;
}

const Named = z.object({ QueueUrl: z.string() });
const Send = z.object({
  MessageBody: z.string(),
  DelaySeconds: z.number().optional(),
  MessageAttributes: MessageAttributes.optional(),
  MessageGroupId: z.string().optional(),
  MessageDeduplicationId: z.string().optional(),
});
const Receive = z.object({
  MaxNumberOfMessages: z.number().int().min(1).max(10).default(1),
  VisibilityTimeout: z.number().optional(),
  WaitTimeSeconds: z.number().min(0).max(20).optional(),
});
const Hide = z.object({ ReceiptHandle: z.string(), VisibilityTimeout: z.number().int().min(0).max(43_200) });
const Receipt = z.object({ ReceiptHandle: z.string() });
const Attributes = z.object({ Attributes: z.record(z.string(), z.string()).default({}) });

export const queueUrlOf = (server: string, queue: string): string => `${server}/${ACCOUNT}/${queue}`;

/** Executes an operation of the SQS JSON protocol. Throws `AwsError`. */
export async function answerSqs(
  context: SqsContext,
  operation: string,
  input: unknown,
): Promise<Record<string, unknown>> {
  const { queues } = context;
  const name = () => queueNameOf(read(Named, input).QueueUrl);
  const urlOf = (queue: string) => queueUrlOf(context.url, queue);
  switch (operation) {
    case 'CreateQueue': {
      const { QueueName } = read(z.object({ QueueName: z.string() }), input);
      queues.create(QueueName, read(Attributes, input).Attributes);
      return { QueueUrl: urlOf(QueueName) };
    }
    case 'GetQueueUrl': {
      const { QueueName } = read(z.object({ QueueName: z.string() }), input);
      queues.attributes(QueueName);
      return { QueueUrl: urlOf(QueueName) };
    }
    case 'DeleteQueue':
      queues.delete(name());
      return {};
    case 'GetQueueAttributes':
      return { Attributes: attributesOf(context, name(), input) };
    case 'SetQueueAttributes':
      queues.create(name(), { ...queues.attributes(name()), ...read(Attributes, input).Attributes });
      return {};
    case 'SendMessage':
      return send(queues, name(), read(Send, input));
    case 'SendMessageBatch':
      return sendBatch(queues, name(), input);
    case 'ReceiveMessage': {
      const asked = read(Receive, input);
      const queue = name();
      const wait = asked.WaitTimeSeconds ?? Number(queues.attributes(queue).ReceiveMessageWaitTimeSeconds);
      const messages = await queues.receiveSoon(
        queue,
        asked.MaxNumberOfMessages,
        wait * 1000,
        asked.VisibilityTimeout,
        context.gone,
      );
      return messages.length === 0 ? {} : { Messages: messages.map(toMessage) };
    }
    case 'DeleteMessage':
      queues.attributes(name());
      queues.remove(name(), read(Receipt, input).ReceiptHandle);
      return {};
    case 'ChangeMessageVisibility': {
      const { ReceiptHandle, VisibilityTimeout } = read(Hide, input);
      if (queues.hide(name(), ReceiptHandle, VisibilityTimeout)) return {};
      throw new AwsError('MessageNotInflight', 'The message is not being worked on.');
    }
    default:
      throw notImplemented(`the SQS operation ${operation}`);
  }
}

function send(queues: QueueStore, name: string, message: z.infer<typeof Send>): Record<string, unknown> {
  const attributes = message.MessageAttributes ?? {};
  const { id, sequence } = queues.send(name, {
    body: message.MessageBody,
    attributes,
    delaySeconds: message.DelaySeconds,
    group: message.MessageGroupId,
    dedup: message.MessageDeduplicationId,
  });
  return {
    MessageId: id,
    MD5OfMessageBody: md5(message.MessageBody),
    MD5OfMessageAttributes: md5OfAttributes(attributes),
    SequenceNumber: sequence,
  };
}

/** A message as ReceiveMessage returns it. */
export function toMessage(message: ReceivedMessage) {
  return {
    MessageId: message.id,
    ReceiptHandle: message.receipt,
    Body: message.body,
    MD5OfBody: md5(message.body),
    MessageAttributes: message.attributes,
    MD5OfMessageAttributes: md5OfAttributes(message.attributes),
    Attributes: {
      SenderId: 'LOCAL',
      SentTimestamp: String(message.sent),
      ApproximateReceiveCount: String(message.received),
      ApproximateFirstReceiveTimestamp: String(message.first),
      ...(message.grp === null ? {} : { MessageGroupId: message.grp }),
      ...(message.dedup === null
        ? {}
        : {
            MessageDeduplicationId: message.dedup,
            SequenceNumber: String(message.seq).padStart(20, '0'),
          }),
    },
  };
}

function attributesOf(context: SqsContext, name: string, input: unknown): Record<string, string> {
  const counts = context.queues.counts(name);
  const every: Record<string, string> = {
    ...context.queues.attributes(name),
    QueueArn: arnOf('sqs', name),
    ApproximateNumberOfMessages: String(counts.visible),
    ApproximateNumberOfMessagesNotVisible: String(counts.inFlight),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
  };
  const { AttributeNames } = read(z.object({ AttributeNames: z.array(z.string()).default([]) }), input);
  if (AttributeNames.includes('All')) return every;
  return Object.fromEntries(
    Object.entries(every).filter(([attribute]) => AttributeNames.includes(attribute)),
  );
}

/** Sends each entry, and says which of them failed. */
function sendBatch(queues: QueueStore, name: string, input: unknown): Record<string, unknown> {
  const { Entries } = read(z.object({ Entries: z.array(z.looseObject({ Id: z.string() })) }), input);
  if (Entries.length === 0 || Entries.length > 10)
    throw new AwsError('TooManyEntriesInBatchRequest', 'A batch has one to ten entries.');
  const Successful: Record<string, unknown>[] = [];
  const Failed: Record<string, unknown>[] = [];
  for (const entry of Entries) {
    try {
      Successful.push({ Id: entry.Id, ...send(queues, name, read(Send, entry)) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Failed.push({ Id: entry.Id, Code: error.code, Message: error.message, SenderFault: true });
    }
  }
  return { Successful, Failed };
}

function read<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new AwsError('InvalidParameterValue', `${issue?.path.join('.')}: ${issue?.message}`);
}

function queueNameOf(url: string): string {
  return url.split('/').at(-1) ?? '';
}
