import { mkdirSync } from 'node:fs';
import dynalite from 'dynalite';
import { type LocalServer, listen, refuseForeign } from './http/local-server.ts';

/**
 * DynamoDB on 127.0.0.1: dynalite with a crash-safe LevelDB folder. Lacks transactions, streams, TTL, and the
 * item in a failed condition's error.
 */
export async function startDynamoServer(folder: string, port = 0): Promise<LocalServer> {
  mkdirSync(folder, { recursive: true });
  const server = dynalite({ path: folder, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  // Dynalite accepts requests of any web page, so foreign ones are refused first.
  const [answer] = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (!refuseForeign(request, response)) answer?.call(server, request, response);
  });
  return listen(server, port);
}
