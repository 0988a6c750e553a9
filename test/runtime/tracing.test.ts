import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import * as z from 'zod';

const ROOT = path.resolve(import.meta.dirname, '../..');
const TRACE = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';

/** Output of a module that runs as a function does when X-Ray has sampled its event. */
async function printed(source: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const env = {
    ...process.env,
    _X_AMZN_TRACE_ID: TRACE,
    AWS_LAMBDA_FUNCTION_NAME: 'review-publisher-examine-upload',
    POWERTOOLS_DEV: 'false',
    ...more,
  };
  const args = ['--input-type=module', '-e', source];
  return (await promisify(execFile)(process.execPath, args, { cwd: ROOT, env })).stdout;
}

test('a log line names the trace that it belongs to', async () => {
  const line = await printed(
    `import { logger } from '#shared/runtime/telemetry.ts'; logger.info('upload.examined');`,
  );
  expect(z.object({ xray_trace_id: z.string() }).parse(JSON.parse(line)).xray_trace_id).toBe(
    '1-5759e988-bd862e3fe1be46a994272793',
  );
});

test('a message takes the trace along, so that the next step continues it', async () => {
  let headers: IncomingHttpHeaders = {};
  const server = createServer(async (request, response) => {
    headers = request.headers;
    const { MessageBody } = z.object({ MessageBody: z.string() }).parse(await json(request));
    const MD5OfMessageBody = createHash('md5').update(MessageBody).digest('hex');
    response.end(JSON.stringify({ MessageId: '1', MD5OfMessageBody }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  try {
    const { port } = server.address() as AddressInfo;
    await printed(
      `import { sqsFifoQueue } from '#shared/adapters/sqs-queue.ts';
       import { sqsClient } from '#shared/runtime/aws-clients.ts';
       await sqsFifoQueue(sqsClient(), 'http://127.0.0.1:${port}/000000000000/changes.fifo').send({ name: 'baby-eva' });`,
      {
        AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
        AWS_REGION: 'eu-west-2',
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
      },
    );
    expect(headers['x-amz-target']).toBe('AmazonSQS.SendMessage');
    expect(headers['x-amzn-trace-id']).toBe(TRACE);
  } finally {
    server.close();
  }
});
