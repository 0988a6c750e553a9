import { text } from 'node:stream/consumers';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { expect, test } from 'vitest';
import { cloudFrontCaches } from '#shared/adapters/cloudfront-caches.ts';
import { listenLocally } from '../../local/http/local-server.ts';

/** What CloudFront was asked to fetch anew by one purge. */
async function purged(paths: readonly string[], status = 201): Promise<string[]> {
  const requests: string[] = [];
  const server = await listenLocally(async (request, response) => {
    requests.push(`${request.method} ${request.url} ${await text(request)}`);
    response.writeHead(status, { 'content-type': 'text/xml' });
    response.end('<Invalidation><Id>I1</Id><Status>InProgress</Status></Invalidation>');
  });
  const client = new CloudFrontClient({
    endpoint: server.url,
    region: 'eu-west-2',
    maxAttempts: 1,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  try {
    await cloudFrontCaches(client, 'DISTRIBUTION').purge(paths);
  } finally {
    client.destroy();
    await server.close();
  }
  return requests;
}

test('each path is purged once, in the encoding of an address', async () => {
  const [request, ...others] = await purged(['/reviews.json', '/reviews/2024/ŵ/*', '/reviews.json']);
  expect(others).toEqual([]);
  expect(request).toMatch(/^POST \/2020-05-31\/distribution\/DISTRIBUTION\/invalidation /);
  expect([...(request ?? '').matchAll(/<Path>(.*?)<\/Path>/g)].map(([, path]) => path)).toEqual([
    '/reviews.json',
    '/reviews/2024/%C5%B5/*',
  ]);
  expect(request).toContain('<Quantity>2</Quantity>');
});

test('nothing to purge asks nothing', async () => {
  expect(await purged([])).toEqual([]);
});

test('a purge that fails throws', async () => {
  await expect(purged(['/'], 503)).rejects.toThrow();
});
