import { afterAll, beforeAll, describe } from 'vitest';
import { dynamoClient, s3Client, snsClient, sqsClient } from '#shared/runtime/aws-clients.ts';
import { awsBackend } from './aws-backend.ts';
import type { Backend } from './backend.ts';
import { embeddedBackend } from './embedded-backend.ts';
import { fakeBackend } from './fake-backend.ts';

const endpoint = process.env.AWS_ENDPOINT_URL;

/**
 * Runs a contract suite on the fakes and on the embedded stack; with `AWS_ENDPOINT_URL` in the environment on
 * that endpoint instead of the embedded stack (`aws`: an AWS account, with the credentials of the
 * environment).
 */
export function onEveryBackend(port: string, suite: (backend: () => Backend) => void): void {
  const started: Record<string, () => Promise<Backend>> = {
    'the fake': async () => fakeBackend(),
    ...(endpoint === undefined
      ? { 'the embedded stack': () => embeddedBackend() }
      : { [endpoint]: async () => endpointBackend(endpoint) }),
  };
  for (const [name, start] of Object.entries(started)) {
    describe(`${port} on ${name}`, () => {
      let backend: Backend;
      beforeAll(async () => {
        backend = await start();
      });
      afterAll(() => backend.close(), 120_000);
      suite(() => backend);
    });
  }
}

function endpointBackend(url: string): Backend {
  if (url === 'aws') delete process.env.AWS_ENDPOINT_URL;
  return awsBackend(url, false, {
    dynamo: dynamoClient(),
    s3: s3Client(),
    sqs: sqsClient(),
    sns: snsClient(),
  });
}
