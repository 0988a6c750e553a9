import { text } from 'node:stream/consumers';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { expect, test } from 'vitest';
import { cloudFrontCaches } from '#shared/adapters/cloudfront-caches.ts';
import { listenLocally } from '../../local/aws/http/local-server.ts';

type Answer = readonly [status: number, body: string];
const CREATED: Answer = [201, '<Invalidation><Id>I1</Id><Status>InProgress</Status></Invalidation>'];
const failed = (status: number, code: string): Answer => [
  status,
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>No.</Message></Error></ErrorResponse>`,
];
const BUSY = failed(400, 'TooManyInvalidationsInProgress');

/** The paths of one invalidation. */
async function purged(paths: readonly string[], ...answers: readonly Answer[]): Promise<string[]> {
  const requests: string[] = [];
  const server = await listenLocally(async (request, response) => {
    requests.push(`${request.method} ${request.url} ${await text(request)}`);
    const [status, body] = answers[requests.length - 1] ?? CREATED;
    response.writeHead(status, { 'content-type': 'text/xml' });
    response.end(body);
  });
  const client = new CloudFrontClient({
    endpoint: server.url,
    region: 'eu-west-2',
    maxAttempts: 1,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  try {
    await cloudFrontCaches(client, 'DISTRIBUTION', [1, 1]).purge(paths);
  } finally {
    client.destroy();
    await server.close();
  }
  return requests;
}

test('each path is purged once, in the encoding of an address, and a page by its folder and its file', async () => {
  const [request, ...others] = await purged(['/reviews.json', '/reviews/2024/ŵ/', '/reviews.json']);
  expect(others).toEqual([]);
  expect(request).toMatch(/^POST \/2020-05-31\/distribution\/DISTRIBUTION\/invalidation /);
  expect([...(request ?? '').matchAll(/<Path>(.*?)<\/Path>/g)].map(([, path]) => path)).toEqual([
    '/reviews.json',
    '/reviews/2024/%C5%B5/',
    '/reviews/2024/%C5%B5/index.html',
  ]);
  expect(request).toContain('<Quantity>3</Quantity>');
});

test('nothing to purge asks nothing', async () => {
  expect(await purged([])).toEqual([]);
});

test('a purge waits while too many are under way', async () => {
  expect(await purged(['/'], BUSY, BUSY)).toHaveLength(3);
});

test('a purge that fails, or finds too many under way for too long, throws', async () => {
  await expect(purged(['/'], failed(503, 'ServiceUnavailable'))).rejects.toThrow();
  await expect(purged(['/'], BUSY, BUSY, BUSY)).rejects.toThrow();
});
