import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { startDynamoServer } from '../../local/aws/dynamo-server.ts';
import { tableHandlers } from '../../local/aws/resources/table-handlers.ts';

test('records that an earlier version kept without an index are not read as if they had it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'table-'));
  const server = await startDynamoServer(folder);
  try {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const dynamo = new DynamoDBClient({ endpoint: server.url, region: 'eu-west-2', credentials });
    const create = tableHandlers(dynamo)['AWS::DynamoDB::Table'];
    const keys = (range: string) => [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: range, KeyType: 'RANGE' },
    ];
    const text = (...names: string[]) =>
      names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' }));
    const index = { IndexName: 'by-part', KeySchema: keys('part'), Projection: { ProjectionType: 'ALL' } };
    const earlier = { KeySchema: keys('sk'), AttributeDefinitions: text('pk', 'sk') };
    const later = {
      KeySchema: keys('sk'),
      AttributeDefinitions: text('pk', 'sk', 'part'),
      LocalSecondaryIndexes: [index],
    };
    const make = async (properties: object) =>
      create?.({
        type: 'AWS::DynamoDB::Table',
        logicalId: 'table',
        physicalName: 'table',
        properties: { ...properties },
      });
    await make(earlier);
    await expect(make(earlier)).resolves.toMatchObject({ ref: 'table' });
    await expect(make(later)).rejects.toThrow('Delete its folder, and start again.');
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
});
