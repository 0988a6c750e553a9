import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { awsBackend } from './aws-backend.ts';
import type { Backend } from './backend.ts';

const BINARY = process.env.VERSITYGW ?? 'versitygw';
const ACCOUNT = { accessKeyId: 'local', secretAccessKey: 'local-secret' };
const REGION = 'eu-west-2';
const LONGEST_START_MS = 60_000;

/** Tests that show where versitygw differs from AWS: `docs/reliability.md` names what decides. */
export const VERSITYGW_GAPS: Readonly<Record<string, string>> = {
  'the files of one review are listed, and of no other':
    'keys are paths of files, so an object cannot be a prefix of another',
  'the malware scan is known of exactly the bytes it looked at':
    'the answer to GetObjectTagging has no version',
};

/** Whether versitygw is on the path or named by `VERSITYGW`. */
export function hasVersitygw(): boolean {
  return spawnSync(BINARY, ['--version']).status === 0;
}

/** The S3 adapters on versitygw, with objects in a folder that is removed. Other ports cannot be used. */
export async function versitygwBackend(): Promise<Backend> {
  const folder = await mkdtemp(join(tmpdir(), 'versitygw-'));
  const [objects, versions] = [join(folder, 'objects'), join(folder, 'versions')];
  for (const each of [objects, versions]) await mkdir(each);
  const address = `127.0.0.1:${await freePort()}`;
  const server = spawn(
    BINARY,
    ['--port', address, '--region', REGION, '--quiet', 'posix', '--versioning-dir', versions, objects],
    {
      env: { ROOT_ACCESS_KEY: ACCOUNT.accessKeyId, ROOT_SECRET_KEY: ACCOUNT.secretAccessKey },
      stdio: 'ignore',
    },
  );
  const ended = once(server, 'exit');
  const endpoint = `http://${address}`;
  await answers(endpoint);
  const settings = { endpoint, region: REGION, credentials: ACCOUNT };
  const clients = {
    s3: new S3Client({ ...settings, forcePathStyle: true }),
    dynamo: new DynamoDBClient(settings),
    sqs: new SQSClient(settings),
    sns: new SNSClient(settings),
  };
  return {
    ...awsBackend('versitygw', true, clients),
    async close() {
      for (const client of Object.values(clients)) client.destroy();
      server.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port.');
  return address.port;
}

async function answers(url: string): Promise<void> {
  for (let waited = 0; waited < LONGEST_START_MS; waited += 50) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer !== undefined) return;
    await pause(50);
  }
  throw new Error(`versitygw did not answer in ${LONGEST_START_MS / 1000} seconds.`);
}
