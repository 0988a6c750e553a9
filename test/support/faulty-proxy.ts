import { type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type LocalServer, listenLocally } from '../../local/aws/http/local-server.ts';
import { writeXml } from '../../local/aws/http/xml.ts';

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** A fault of a request, before the server receives it or after the server handled it. */
export interface Fault {
  readonly when: 'before' | 'after';
  /** The response that replaces the server's. Absent: the connection breaks. */
  readonly answer?: Answer;
}

export type FaultOf = (request: Pick<IncomingMessage, 'method' | 'url'>, body: Buffer) => Fault | undefined;

/** Passes requests on to a server; those that `faultOf` names go wrong. */
export function faultyProxy(target: string, faultOf: FaultOf): Promise<LocalServer> {
  return listenLocally(async (incoming, response) => {
    const body = await buffer(incoming);
    const fault = faultOf(incoming, body);
    const passed = fault?.when === 'before' ? undefined : await pass(target, incoming, body);
    if (fault !== undefined && fault.answer === undefined) response.destroy();
    else if (fault?.answer !== undefined)
      response.writeHead(fault.answer.status, { 'content-type': fault.answer.type }).end(fault.answer.body);
    else response.writeHead(passed?.status ?? 502, passed?.headers).end(passed?.body);
  });
}

async function pass(target: string, { method, headers, url = '/' }: IncomingMessage, body: Buffer) {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = { ...(method !== undefined && { method }), headers };
    request(new URL(url, target), options, resolve).on('error', reject).end(body);
  });
  return { status: answer.statusCode ?? 502, headers: answer.headers, body: await buffer(answer) };
}

/** A refusal in the words of S3. */
export function s3Error(code: string, status: number): Answer {
  const body = writeXml({ Error: { Code: code, Message: 'Injected by a test.' } });
  return { status, type: 'application/xml', body };
}

/** A refusal in the words of DynamoDB. */
export function dynamoError(code: string, status: number): Answer {
  const body = { __type: `com.amazonaws.dynamodb.v20120810#${code}`, message: 'Injected by a test.' };
  return { status, type: 'application/x-amz-json-1.0', body: JSON.stringify(body) };
}
