import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { AwsError, notImplemented } from '../http/aws-error.ts';
import { type LocalServer, listenLocally, readBody } from '../http/local-server.ts';
import { readXml, repeated, writeXml, type XmlObject } from '../http/xml.ts';

const NAMESPACE = 'http://cloudfront.amazonaws.com/doc/2020-05-31/';
const InvalidationBatch = z.object({
  Paths: z.object({ Items: z.object({ Path: repeated(z.string()) }) }),
  CallerReference: z.string(),
});

/** CloudFront's CreateInvalidation. There is no cache, so it only validates the request. */
export async function startInvalidations(
  isKnown: (distribution: string) => boolean,
  onInvalidation: (paths: readonly string[]) => void = () => undefined,
): Promise<LocalServer> {
  return listenLocally(async (request, response) => {
    try {
      const body = (await readBody(request, 1024 * 1024)).toString();
      const [, distribution] =
        /^\/2020-05-31\/distribution\/([^/]+)\/invalidation$/.exec(request.url ?? '') ?? [];
      if (request.method !== 'POST' || distribution === undefined)
        throw notImplemented(`${request.method} ${request.url}`);
      if (!isKnown(distribution))
        throw new AwsError('NoSuchDistribution', 'The specified distribution does not exist.');
      const batch = readXml(body, InvalidationBatch);
      const paths = batch.Paths.Items.Path;
      if (paths.length === 0 || paths.some((path) => !path.startsWith('/')))
        throw new AwsError('InvalidArgument', 'Your request contains a path that is not valid.');
      onInvalidation(paths);
      answer(response, 201, 'Invalidation', {
        Id: `I${randomUUID().slice(0, 8).toUpperCase()}`,
        Status: 'Completed',
        CreateTime: new Date().toISOString(),
        InvalidationBatch: {
          Paths: { Quantity: paths.length, Items: { Path: paths } },
          CallerReference: batch.CallerReference,
        },
      });
    } catch (error) {
      sendError(request, response, error);
    }
  });
}

function answer(response: ServerResponse, status: number, root: string, content: XmlObject): void {
  const xml = writeXml({ [root]: { '@xmlns': NAMESPACE, ...content } });
  response.writeHead(status, { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(xml) });
  response.end(xml);
}

function sendError(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  const known =
    error instanceof AwsError
      ? error
      : new AwsError('InternalError', `${request.url}: ${error instanceof Error ? error.message : error}`);
  answer(response, known.status, 'ErrorResponse', {
    Error: { Type: 'Sender', Code: known.code, Message: known.message },
    RequestId: randomUUID(),
  });
}
