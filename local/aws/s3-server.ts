import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from './http/aws-error.ts';
import { listenLocally } from './http/local-server.ts';
import { xmlText } from './http/xml.ts';
import { MultipartUploads } from './s3/multipart.ts';
import { ObjectStore } from './s3/object-store.ts';
import { Outbox } from './s3/outbox.ts';
import { answerBucketRequest, answerObjectRequest, sendXml } from './s3/s3-operations.ts';
import { readS3Request, type S3Request } from './s3/s3-request.ts';

export interface S3ServerOptions {
  /** Where objects are kept. Survives a kill at any moment. */
  readonly folder: string;
  /** 0 or absent: any free port. */
  readonly port?: number;
  readonly region?: string;
  /** Delivers a notification; called again, in order, until it resolves. Absent: notifications wait in the outbox. */
  readonly deliver?: (queueArn: string, body: string) => Promise<void>;
  /** Told of every object that was put or deleted, when it is done. */
  readonly onChange?: (change: { bucket: string; key: string; removed: boolean }) => void;
  /** Told of what is not the client's fault, such as a full disk. */
  readonly onTrouble?: (error: unknown) => void;
}

export interface S3Server {
  readonly url: string;
  readonly port: number;
  /** True when every notification has been delivered. */
  isQuiet(): boolean;
  close(): Promise<void>;
}

/**
 * A small, strict S3 on 127.0.0.1: versions, conditional writes, notifications, multipart uploads; path style, any
 * credentials. It is honest about what the project builds on and refuses the rest (`NotImplemented`).
 * Not there: access control, encryption, lifecycle, object lock, suspended versioning.
 */
export async function startS3Server(options: S3ServerOptions): Promise<S3Server> {
  const store = new ObjectStore(options.folder, options.region ?? 'eu-west-2', options.onChange);
  const backend = { store, multipart: new MultipartUploads(store) };
  const outbox = new Outbox(store, options.deliver);

  const answer = async (http: IncomingMessage, response: ServerResponse): Promise<void> => {
    const id = randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase();
    response.setHeader('x-amz-request-id', id);
    try {
      const request = readS3Request(http);
      await answerRequest(backend, request, response);
      outbox.deliverSoon();
    } catch (error) {
      if (!(error instanceof AwsError) && !http.readableAborted) options.onTrouble?.(error);
      sendError(http, response, error, id);
    }
  };
  try {
    const server = await listenLocally(answer, options.port);
    outbox.deliverSoon();
    return {
      url: server.url,
      port: server.port,
      isQuiet: () => outbox.isEmpty(),
      async close() {
        await server.close();
        await outbox.stop();
        store.close();
      },
    };
  } catch (error) {
    store.close();
    throw error;
  }
}

async function answerRequest(
  backend: Parameters<typeof answerBucketRequest>[0],
  request: S3Request,
  response: ServerResponse,
): Promise<void> {
  if (request.bucket !== '' && request.key !== '') await answerObjectRequest(backend, request, response);
  else if (request.bucket !== '') await answerBucketRequest(backend, request, response);
  else if (request.method === 'GET') {
    const buckets = backend.store.buckets().map((bucket) => {
      const created = xmlText('CreationDate', new Date(bucket.created).toISOString());
      return `<Bucket>${xmlText('Name', bucket.name)}${created}</Bucket>`;
    });
    sendXml(
      response,
      `<ListAllMyBucketsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Buckets>${buckets.join('')}</Buckets></ListAllMyBucketsResult>`,
    );
  } else throw new AwsError('MethodNotAllowed', 405, 'The specified method is not allowed.');
}

function sendError(http: IncomingMessage, response: ServerResponse, error: unknown, id: string): void {
  const known =
    error instanceof AwsError
      ? error
      : new AwsError('InternalError', 500, error instanceof Error ? error.message : String(error));
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // An unread body would be taken for the next request of the connection.
  if (!http.complete) response.setHeader('connection', 'close');
  if (http.method === 'HEAD') response.writeHead(known.status, known.headers).end();
  else
    sendXml(
      response,
      `<Error>${xmlText('Code', known.code)}${xmlText('Message', known.message)}${xmlText('RequestId', id)}</Error>`,
      known.headers,
      known.status,
    );
}
