import type { IncomingMessage } from 'node:http';
import { AwsError, asAwsError, notImplemented } from './http/aws-error.ts';
import { type LocalServer, listenLocally, readBody } from './http/local-server.ts';
import type { XmlObject } from './http/xml.ts';
import { sendResult, sendXmlError } from './http/xml-answer.ts';
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
        const stacks = describeStacks(options, request, new URLSearchParams(body.toString()));
        sendResult(response, NAMESPACE, 'DescribeStacks', stacks);
      } else {
        const { failed, json } = await invoke(options, decodeURIComponent(name), body.toString() || '{}');
        const headers = failed ? { 'x-amz-function-error': 'Unhandled' } : {};
        response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(json);
      }
    } catch (error) {
      const known = asAwsError(error);
      response.setHeader('x-amzn-errortype', known.code);
      if (name === undefined) sendXmlError(response, NAMESPACE, known);
      else response.writeHead(known.status).end(JSON.stringify({ Type: 'User', Message: known.message }));
    }
  });
}

function describeStacks(
  { stackName, outputs }: ControlOptions,
  request: IncomingMessage,
  form: URLSearchParams,
): XmlObject {
  if (request.method !== 'POST' || form.get('Action') !== 'DescribeStacks')
    throw notImplemented(`${request.method} ${form.get('Action') ?? request.url}`);
  const asked = form.get('StackName') ?? stackName();
  if (asked !== stackName()) throw new AwsError('ValidationError', `Stack with id ${asked} does not exist`);
  const stack = {
    StackName: stackName(),
    StackStatus: 'CREATE_COMPLETE',
    CreationTime: new Date(0).toISOString(),
    Outputs: {
      member: Object.entries(outputs()).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
    },
  };
  return { Stacks: { member: [stack] } };
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
