import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError, notImplemented } from '../http/aws-error.ts';
import { type LocalServer, listenLocally, readBody } from '../http/local-server.ts';
import { childrenOf, parseXml, textOf, xmlText } from '../http/xml.ts';

/** The one operation of CloudFront's API that functions call: CreateInvalidation. Nothing is cached here, so it only checks. */
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
        throw new AwsError('NoSuchDistribution', 404, 'The specified distribution does not exist.');
      const batch = parseXml(body);
      const items = childrenOf(batch, 'Paths').flatMap((paths) => childrenOf(paths, 'Items'));
      const paths = items.flatMap((item) => childrenOf(item, 'Path')).map((path) => path.text);
      if (paths.length === 0 || paths.some((path) => !path.startsWith('/')))
        throw new AwsError('InvalidArgument', 400, 'Your request contains a path that is not valid.');
      onInvalidation(paths);
      answer(response, 201, invalidationXml(paths, textOf(batch, 'CallerReference') ?? ''));
    } catch (error) {
      sendError(request, response, error);
    }
  });
}

function invalidationXml(paths: readonly string[], reference: string): string {
  const items = paths.map((path) => xmlText('Path', path)).join('');
  return `<Invalidation xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/">${[
    xmlText('Id', `I${randomUUID().slice(0, 8).toUpperCase()}`),
    xmlText('Status', 'Completed'),
    xmlText('CreateTime', new Date().toISOString()),
    `<InvalidationBatch><Paths>${xmlText('Quantity', paths.length)}<Items>${items}</Items></Paths>${xmlText('CallerReference', reference)}</InvalidationBatch>`,
  ].join('')}</Invalidation>`;
}

function answer(response: ServerResponse, status: number, xml: string): void {
  response.writeHead(status, { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(xml) });
  response.end(xml);
}

function sendError(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  const known =
    error instanceof AwsError
      ? error
      : new AwsError(
          'InternalError',
          500,
          `${request.url}: ${error instanceof Error ? error.message : error}`,
        );
  answer(
    response,
    known.status,
    `<ErrorResponse xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Error><Type>Sender</Type>${xmlText('Code', known.code)}${xmlText('Message', known.message)}</Error>${xmlText('RequestId', randomUUID())}</ErrorResponse>`,
  );
}
