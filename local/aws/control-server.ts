import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { AwsError, notImplemented } from './http/aws-error.ts';
import { type LocalServer, listenLocally, readBody } from './http/local-server.ts';
import { writeXml, type XmlObject } from './http/xml.ts';
import type { LambdaFunction } from './lambda/lambda-function.ts';

export interface ControlOptions {
  readonly stackName: () => string;
  readonly outputs: () => Readonly<Record<string, string>>;
  readonly functions: () => ReadonlyMap<string, LambdaFunction>;
}

const BODY_LIMIT = 6 * 1024 * 1024;
const NAMESPACE = 'http://cloudformation.amazonaws.com/doc/2010-05-15/';

/** CloudFormation's DescribeStacks and Lambda's Invoke, which the operators' commands use. */
export function startControlServer(options: ControlOptions): Promise<LocalServer> {
  return listenLocally(async (request, response) => {
    const name = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.url ?? '')?.[1];
    try {
      const body = await readBody(request, BODY_LIMIT);
      if (name === undefined) {
        const xml = describeStacks(options, request, new URLSearchParams(body.toString()));
        response.writeHead(200, { 'content-type': 'text/xml' }).end(xml);
      } else {
        const { failed, json } = await invoke(options, decodeURIComponent(name), body.toString() || '{}');
        const headers = failed ? { 'x-amz-function-error': 'Unhandled' } : {};
        response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(json);
      }
    } catch (error) {
      const known = error instanceof AwsError ? error : new AwsError('InternalError', String(error));
      const xml = writeXml({
        ErrorResponse: {
          '@xmlns': NAMESPACE,
          Error: { Type: 'Sender', Code: known.code, Message: known.message },
          RequestId: randomUUID(),
        },
      });
      const json = JSON.stringify({ Type: 'User', Message: known.message });
      response
        .writeHead(known.status, { 'x-amzn-errortype': known.code })
        .end(name === undefined ? xml : json);
    }
  });
}

function describeStacks(
  { stackName, outputs }: ControlOptions,
  request: IncomingMessage,
  form: URLSearchParams,
): string {
  if (request.method !== 'POST' || form.get('Action') !== 'DescribeStacks')
    throw notImplemented(`${request.method} ${form.get('Action') ?? request.url}`);
  const asked = form.get('StackName') ?? stackName();
  if (asked !== stackName()) throw new AwsError('ValidationError', `Stack with id ${asked} does not exist`);
  const stack: XmlObject = {
    StackName: stackName(),
    StackStatus: 'CREATE_COMPLETE',
    CreationTime: new Date(0).toISOString(),
    Outputs: {
      member: Object.entries(outputs()).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
    },
  };
  return writeXml({
    DescribeStacksResponse: {
      '@xmlns': NAMESPACE,
      DescribeStacksResult: { Stacks: { member: [stack] } },
      ResponseMetadata: { RequestId: randomUUID() },
    },
  });
}

async function invoke({ functions }: ControlOptions, name: string, payload: string) {
  const lambda = functions().get(name);
  if (lambda === undefined) throw new AwsError('ResourceNotFoundException', `Function not found: ${name}`);
  try {
    return { failed: false, json: JSON.stringify(await lambda.invoke(JSON.parse(payload))) };
  } catch (error) {
    const errorMessage = error instanceof Error ? error.message : String(error);
    return { failed: true, json: JSON.stringify({ errorMessage }) };
  }
}
