import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { AwsError, asAwsError, notImplemented } from './http/aws-error.ts';
import { listenLocally, readBody } from './http/local-server.ts';
import { sendResult, sendXmlError } from './http/xml-answer.ts';
import { QueueStore } from './messaging/queue-store.ts';
import { SCHEMA } from './messaging/schema.ts';
import { answerSns } from './messaging/sns-operations.ts';
import { answerSqs } from './messaging/sqs-operations.ts';
import { TopicStore } from './messaging/topic-store.ts';
import { SqliteFile } from './sqlite-file.ts';

export interface MessagingServerOptions {
  /** Folder for messages. Crash-safe. */
  readonly folder: string;
  /** 0 or absent picks a free port. */
  readonly port?: number;
  /** Base address of links in e-mails. Absent: no links. */
  readonly linkBase?: () => string;
  readonly onError?: (error: unknown) => void;
}

export interface MessagingServer {
  readonly url: string;
  readonly port: number;
  readonly queues: QueueStore;
  readonly topics: TopicStore;
  close(): Promise<void>;
}

const BODY_LIMIT = 2 * 1024 * 1024;

/**
 * SQS and SNS on 127.0.0.1, stored in SQLite: FIFO groups, visibility, redrive, deduplication; raw delivery,
 * filter policies, `MessageStructure: json`, confirmations, and an inbox for e-mail and SMS. A restart makes
 * messages in flight visible again. Refuses everything else.
 */
export async function startMessagingServer(options: MessagingServerOptions): Promise<MessagingServer> {
  mkdirSync(options.folder, { recursive: true });
  const database = new SqliteFile(join(options.folder, 'messaging.sqlite'), SCHEMA);
  const queues = new QueueStore(database);
  const topics = new TopicStore(database, queues, options.linkBase ?? (() => 'http://localhost'));
  const closing = new AbortController();

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const target = /^AmazonSQS\.(\w+)$/.exec(request.headers['x-amz-target']?.toString() ?? '')?.[1];
    try {
      const body = (await readBody(request, BODY_LIMIT)).toString();
      if (target === undefined) {
        if (!request.headers['content-type']?.includes('x-www-form-urlencoded'))
          throw notImplemented(`${request.method} ${request.url}`);
        const form = new URLSearchParams(body);
        const result = answerSns(topics, form);
        sendResult(response, SNS_NAMESPACE, form.get('Action') ?? '', result);
        return;
      }
      const gone = new AbortController();
      response.once('close', () => gone.abort());
      const context = {
        queues,
        url: server.url,
        gone: AbortSignal.any([gone.signal, closing.signal]),
      };
      sendJson(response, 200, await answerSqs(context, target, JSON.parse(body || '{}')));
    } catch (error) {
      if (!(error instanceof AwsError)) options.onError?.(error);
      sendError(response, target !== undefined, error);
    }
  };
  const server = await listenLocally(answer, options.port).catch((error: unknown) => {
    database.close();
    throw error;
  });
  return {
    url: server.url,
    port: server.port,
    queues,
    topics,
    async close() {
      closing.abort();
      await server.close();
      database.close();
    },
  };
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': Buffer.byteLength(body),
    'x-amzn-requestid': randomUUID(),
  });
  response.end(body);
}

const SNS_NAMESPACE = 'http://sns.amazonaws.com/doc/2010-03-31/';

/** Error codes of the older query protocol, which the SDKs still read from a header. */
const QUERY_NAMES: Readonly<Record<string, string>> = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  MessageNotInflight: 'AWS.SimpleQueueService.MessageNotInflight',
};

function sendError(response: ServerResponse, sqs: boolean, error: unknown): void {
  const known = asAwsError(error);
  if (response.headersSent) response.destroy();
  else if (sqs) {
    response.setHeader('x-amzn-query-error', `${QUERY_NAMES[known.code] ?? known.code};Sender`);
    sendJson(response, known.status, { __type: `com.amazonaws.sqs#${known.code}`, message: known.message });
  } else sendXmlError(response, SNS_NAMESPACE, known);
}
