import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { PublicFile } from '#shared/ports.ts';
import { CONTENT_SECURITY_POLICY } from '../../infra/content-security-policy.ts';
import { cloudFrontCompresses } from './cloudfront-compresses.ts';

export interface ServedFiles {
  readonly origin: string;
  /** Replaces the served files. */
  files: ReadonlyMap<string, PublicFile>;
  stop(): Promise<void>;
}

/**
 * Serves files on a free port of 127.0.0.1, compressed where CloudFront would. Feeds and the embed may be
 * read by other origins.
 */
export async function serveFiles(
  files: ReadonlyMap<string, PublicFile>,
  policy: string = CONTENT_SECURITY_POLICY,
): Promise<ServedFiles> {
  const served = { files };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const found = served.files.get(decodeURI(pathname));
    const file = found ?? served.files.get('/404.html');
    const open = /\.(json|atom)$|^\/embed\.js$/.test(pathname);
    const type = file?.contentType ?? 'text/plain';
    const body = Buffer.from(file?.body ?? 'Not found');
    const packs =
      cloudFrontCompresses(type, body.length) &&
      (request.headers['accept-encoding'] ?? '').split(/,\s*/).includes('gzip');
    response.writeHead(found ? 200 : 404, {
      'content-type': type,
      ...(packs && { 'content-encoding': 'gzip' }),
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      ...(open && { 'access-control-allow-origin': '*' }),
    });
    response.end(packs ? gzipSync(body) : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${portOf(server)}`,
    get files() {
      return served.files;
    },
    set files(next) {
      served.files = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function portOf(server: Server): number {
  const isPort = (address: string | AddressInfo | null): address is AddressInfo =>
    typeof address === 'object' && address !== null;
  const address = server.address();
  if (!isPort(address)) throw new Error('The server has no port.');
  return address.port;
}
