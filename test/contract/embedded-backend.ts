import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { startMessagingServer } from '../../local/aws/messaging-server.ts';
import { startS3Server } from '../../local/aws/s3-server.ts';
import { awsBackend } from './aws-backend.ts';
import type { Backend } from './backend.ts';

const dynalite: (options: { createTableMs: number; deleteTableMs: number }) => Server = createRequire(
  import.meta.url,
)('dynalite');

/** The AWS adapters on the emulators of `npm start`, in memory and in a folder that is removed. */
export async function embeddedBackend(): Promise<Backend> {
  const folder = await mkdtemp(path.join(tmpdir(), 'contract-'));
  const s3 = await startS3Server({ folder });
  const tables = dynalite({ createTableMs: 0, deleteTableMs: 0 }).listen(0, '127.0.0.1');
  await once(tables, 'listening');
  const messaging = await startMessagingServer({ folder });
  const clients = {
    dynamo: new DynamoDBClient(settingsFor(urlOf(tables))),
    s3: new S3Client({ ...settingsFor(s3.url), forcePathStyle: true }),
    sqs: new SQSClient(settingsFor(messaging.url)),
    sns: new SNSClient(settingsFor(messaging.url)),
  };
  const found = (topic: string, endpoint: string) => {
    const asked = messaging.topics.subscriptions(topic).find((one) => one.endpoint === endpoint);
    return { topicArn: topic, token: asked?.token ?? '', subscriptionArn: asked?.arn ?? '' };
  };
  const backend = awsBackend(
    'the embedded stack',
    true,
    clients,
    async (topic, endpoint) => void messaging.topics.confirm(found(topic, endpoint).token),
    async (topic, endpoint) => found(topic, endpoint),
  );
  return {
    ...backend,
    // The emulators' data is deleted with them.
    async close() {
      for (const client of Object.values(clients)) client.destroy();
      await s3.close();
      tables.closeAllConnections();
      await new Promise((closed) => tables.close(closed));
      await messaging.close();
      await rm(folder, { recursive: true });
    },
  };
}

function settingsFor(endpoint: string) {
  return {
    endpoint,
    region: 'eu-west-2',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
}

function urlOf(server: Server): string {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server does not listen.');
  return `http://127.0.0.1:${address.port}`;
}
