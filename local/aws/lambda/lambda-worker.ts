import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

/** What `lambda-function.ts` sends. Not validated: loading a validator would double the start of a worker. */
interface Invocation {
  readonly id: string;
  readonly event: unknown;
  readonly deadline: number;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
}

/** Runs a function's bundle as an execution environment of Lambda: one invocation at a time. */
const { file, exported }: { readonly file: string; readonly exported: string } = workerData;

const module: Record<string, unknown> = await import(pathToFileURL(file).href);
const handler = module[exported];
if (typeof handler !== 'function') throw new Error(`${file} exports no function ${exported}.`);
parentPort?.postMessage({ kind: 'ready' });

parentPort?.on('message', async (invocation: Invocation) => {
  const { id, event, deadline, functionName, functionArn, memoryMb } = invocation;
  const context = {
    awsRequestId: id,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: functionArn,
    memoryLimitInMB: String(memoryMb),
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
  try {
    const result: unknown = await handler(event, context);
    // Results pass through JSON, as on Lambda.
    parentPort?.postMessage({ kind: 'done', id, json: JSON.stringify(result ?? null) });
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    parentPort?.postMessage({ kind: 'failed', id, reason });
  }
});
