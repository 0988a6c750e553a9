import { afterAll, beforeAll, beforeEach, describe, test } from 'vitest';
import { dynamoClient, s3Client, snsClient, sqsClient } from '#shared/runtime/aws-clients.ts';
import { awsBackend } from './aws-backend.ts';
import type { Backend } from './backend.ts';
import { embeddedBackend } from './embedded-backend.ts';
import { fakeBackend } from './fake-backend.ts';
import { hasVersitygw, VERSITYGW_GAPS, versitygwBackend } from './versitygw.ts';

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
  for (const [name, start] of Object.entries(started)) onBackend(port, name, start, suite);
}

/** As `onEveryBackend`, and on versitygw, an S3 server that others wrote, where it is installed. */
export function onEveryS3(port: string, suite: (backend: () => Backend) => void): void {
  onEveryBackend(port, suite);
  if (endpoint !== undefined) return;
  if (!hasVersitygw()) {
    test.skip(`${port} on versitygw: it is not on the path, and VERSITYGW does not name it`);
    return;
  }
  onBackend(port, 'versitygw', versitygwBackend, (backend) => {
    beforeEach(({ task, skip }) => {
      const gap = VERSITYGW_GAPS[task.name];
      if (gap !== undefined) skip(gap);
    });
    suite(backend);
  });
}

function onBackend(
  port: string,
  name: string,
  start: () => Promise<Backend>,
  suite: (backend: () => Backend) => void,
): void {
  describe(`${port} on ${name}`, () => {
    let backend: Backend;
    beforeAll(async () => {
      backend = await start();
    });
    afterAll(() => backend.close(), 120_000);
    suite(() => backend);
  });
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
