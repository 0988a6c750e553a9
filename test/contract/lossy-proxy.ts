import { type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listenLocally } from '../../local/http/local-server.ts';

/** Before a request reaches the server, after the server has done it, or not at all. */
export type Loss = 'before' | 'after' | 'none';

/** Passes requests on to a server and loses those that `lose` says: the client sees a broken connection. */
export async function lossyProxy(
  target: string,
  lose: (request: Pick<IncomingMessage, 'method' | 'url'>) => Loss,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  return listenLocally(async (incoming, response) => {
    const loss = lose(incoming);
    const body = await buffer(incoming);
    if (loss === 'before') {
      response.destroy();
      return;
    }
    const { method, headers, url = '/' } = incoming;
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const options = { ...(method !== undefined && { method }), headers };
      request(new URL(url, target), options, resolve).on('error', reject).end(body);
    });
    const answered = await buffer(answer);
    if (loss === 'after') response.destroy();
    else response.writeHead(answer.statusCode ?? 502, answer.headers).end(answered);
  });
}
