import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError, asAwsError } from './http/aws-error.ts';
import { listenLocally } from './http/local-server.ts';
import { OWNER } from './s3/access-control.ts';
import { answerBucketRequest } from './s3/bucket-operations.ts';
import { MultipartUploads } from './s3/multipart.ts';
import { answerObjectRequest } from './s3/object-operations.ts';
import { ObjectStore, type ObjectStoreOptions } from './s3/object-store.ts';
import type { S3Backend } from './s3/s3-call.ts';
import { readS3Request, type S3Request } from './s3/s3-request.ts';
import { sendXml } from './s3/xml-answer.ts';

export interface S3ServerOptions extends ObjectStoreOptions {
  /** 0 or absent picks a free port. */
  readonly port?: number;
  /** Called with internal errors, such as a full disk. */
  readonly onError?: (error: unknown) => void;
}

export interface S3Server {
  readonly url: string;
  readonly port: number;
  readonly store: ObjectStore;
  /** True when every notification was delivered. */
  isQuiet(): boolean;
  close(): Promise<void>;
}

/**
 * S3 on 127.0.0.1: versions, conditional writes, notifications, multipart uploads; path style, any
 * credentials. Answers `NotImplemented` to everything else: see README.md.
 */
export async function startS3Server(options: S3ServerOptions): Promise<S3Server> {
  const store = new ObjectStore(options);
  const backend = { store, multipart: new MultipartUploads(store) };

  const answer = async (http: IncomingMessage, response: ServerResponse): Promise<void> => {
    const id = randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase();
    response.setHeader('x-amz-request-id', id);
    try {
      const request = readS3Request(http);
      await answerRequest(backend, request, response);
    } catch (error) {
      if (!(error instanceof AwsError) && !http.readableAborted) options.onError?.(error);
      sendError(http, response, error, id);
    }
  };
  try {
    const server = await listenLocally(answer, options.port);
    store.outbox.deliverSoon();
    return {
      url: server.url,
      port: server.port,
      store,
      isQuiet: () => store.outbox.isEmpty(),
      async close() {
        await server.close();
        await store.outbox.stop();
        store.close();
      },
    };
  } catch (error) {
    store.close();
    throw error;
  }
}

async function answerRequest(
  backend: S3Backend,
  request: S3Request,
  response: ServerResponse,
): Promise<void> {
  if (request.bucket !== '' && request.key !== '') await answerObjectRequest(backend, request, response);
  else if (request.bucket !== '') await answerBucketRequest(backend, request, response);
  else if (request.method === 'GET') {
    const buckets = backend.store
      .buckets()
      .map(({ name, created }) => ({ Name: name, CreationDate: new Date(created).toISOString() }));
    sendXml(response, 'ListAllMyBucketsResult', { Owner: OWNER, Buckets: { Bucket: buckets } });
  } else throw new AwsError('MethodNotAllowed', 'The specified method is not allowed.');
}

function sendError(http: IncomingMessage, response: ServerResponse, error: unknown, id: string): void {
  const known = asAwsError(error);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // Unread bytes would be parsed as the next request of the connection.
  if (!http.complete) response.setHeader('connection', 'close');
  if (http.method === 'HEAD') response.writeHead(known.status, known.headers).end();
  else {
    const error = { Code: known.code, Message: known.message, RequestId: id };
    sendXml(response, 'Error', error, known.headers, known.status);
  }
}
