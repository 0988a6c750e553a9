import { DescribeTableCommand, DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { runCommand } from './run-command.ts';

// Last step of npm run deploy: protects the table from deletion and runs a sweep, which writes the first
// public files.
await runCommand('Runs at the end of npm run deploy.', async (_, deployment) => {
  const { output } = await deployment();
  const TableName = output('ReviewsTable');
  const dynamo = new DynamoDBClient({});
  const { Table } = await dynamo.send(new DescribeTableCommand({ TableName }));
  if (Table?.DeletionProtectionEnabled !== true)
    await dynamo.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: true }));
  const lambda = new LambdaClient({});
  const Payload = JSON.stringify({ scope: 'recent' });
  const { FunctionError } = await lambda.send(
    new InvokeCommand({ FunctionName: output('SweepFunction'), Payload }),
  );
  if (FunctionError !== undefined)
    throw new Error('The stack is deployed, but the first sweep failed: see the alarm "sweep stalled".');
  console.log(`The table is protected from deletion, and the site answers at ${output('SiteAddress')}`);
});
