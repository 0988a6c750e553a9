import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** A server on the loopback interface. */
export interface LocalServer {
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Web pages whose requests are accepted: all, only the server's own, or its own plus reads by links from
 * others.
 */
export type Audience = 'any site' | 'own pages' | 'own pages, and links to them';

/**
 * Listens on 127.0.0.1; port 0 picks a free one. Rejects if the port is in use (`EADDRINUSE`). Refuses
 * cross-site requests of browsers unless `audience` allows them. `answer` must not throw.
 */
export function listenLocally(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  port = 0,
  audience: Audience = 'own pages',
): Promise<LocalServer> {
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    if (refuseForeign(request, response, audience)) return;
    answer(request, response).catch((error: unknown) => {
      // Only a broken connection throws here, so there is nobody to answer.
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  return listen(server, port);
}

/** Starts a server on 127.0.0.1. */
export async function listen(server: Server, port: number): Promise<LocalServer> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return {
    port: bound,
    url: `http://127.0.0.1:${bound}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** Refuses a request that is not allowed. Returns true if it did. */
export function refuseForeign(
  request: IncomingMessage,
  response: ServerResponse,
  audience: Audience = 'own pages',
): boolean {
  if (!isLocalHost(request.headers.host)) {
    response.writeHead(421).end('Only this machine is served here.');
    return true;
  }
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const isAllowed = audience === 'any site' || (audience === 'own pages, and links to them' && isRead);
  if (isAllowed || !isCrossOrigin(request)) return false;
  // The body was not read, so the connection cannot be reused.
  response
    .writeHead(403, { connection: 'close' })
    .end('Requests from a web page of another origin are refused.');
  return true;
}

/** Prevents DNS rebinding: a foreign host name that resolves to this machine. */
function isLocalHost(host = ''): boolean {
  return /^(127\.0\.0\.1|([^:/]+\.)?localhost|\[::1\])(:\d+)?$/i.test(host);
}

/** True for a browser's request from another origin. Command-line clients send neither header. */
function isCrossOrigin({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { origin } = headers;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== headers.host;
}

/** Reads a request body. Throws if it exceeds `limit` bytes. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > limit) throw new Error(`A request body over ${limit} bytes is refused.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
