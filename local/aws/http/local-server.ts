import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A server on this machine only. */
export interface LocalServer {
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1; port 0 takes a free one. Rejects when the port is busy (`EADDRINUSE`).
 * `answer` must not throw: an emulator words its own errors.
 */
export function listenLocally(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  port = 0,
): Promise<LocalServer> {
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    if (!isLocalHost(request.headers.host)) {
      response.writeHead(421).end('Only this machine is served here.');
      return;
    }
    answer(request, response).catch((error: unknown) => {
      // Only a broken connection gets here: nobody is left to tell.
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      resolve({
        port: bound,
        url: `http://127.0.0.1:${bound}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}

/** A page elsewhere could point a name of its own at this machine, and so read what is served here. */
function isLocalHost(host = ''): boolean {
  return /^(127\.0\.0\.1|([^:/]+\.)?localhost|\[::1\])(:\d+)?$/i.test(host);
}

/** The whole body of a request, up to `limit` bytes. */
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
