import { once } from 'node:events';
import { createServer } from 'node:http';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, expect, it, vi } from 'vitest';
import { s3ClientForReports } from '#shared/runtime/aws-clients.ts';

afterEach(() => vi.unstubAllEnvs());

it.each(['sha512', 'xxhash64'])('an upload that has a checksum of the kind %s can be read', async (kind) => {
  const server = createServer((_, response) => {
    response.writeHead(200, { [`x-amz-checksum-${kind}`]: 'AAAA', 'x-amz-checksum-type': 'FULL_OBJECT' });
    response.end('%PDF-1.7');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  vi.stubEnv('AWS_ENDPOINT_URL_S3', `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
  vi.stubEnv('AWS_REGION', 'eu-west-2');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  try {
    const { Body } = await s3ClientForReports().send(
      new GetObjectCommand({ Bucket: 'uploads', Key: 'eva.pdf' }),
    );
    expect(await Body?.transformToString()).toBe('%PDF-1.7');
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
