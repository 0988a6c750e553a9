import type { ServerResponse } from 'node:http';
import * as z from 'zod';
import { AwsError } from '../http/aws-error.ts';
import { readBody } from '../http/local-server.ts';
import { readXml, writeXml, type XmlObject } from '../http/xml.ts';
import type { S3Request } from './s3-request.ts';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';
const BODY_LIMIT = 4 * 1024 * 1024;

/** Sends an XML document. The root element has the S3 namespace, except for errors. */
export function sendXml(
  response: ServerResponse,
  root: string,
  content: XmlObject | string,
  headers: Readonly<Record<string, string>> = {},
  status = 200,
): void {
  const element = typeof content === 'string' ? { '#text': content } : content;
  const document = writeXml({ [root]: { '@xmlns': root === 'Error' ? undefined : NAMESPACE, ...element } });
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n${document}`;
  response.writeHead(status, {
    'content-type': 'application/xml',
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}

/** Parses an XML request body. Throws `MalformedXML`. */
export async function bodyXml<T>(request: S3Request, schema: z.ZodType<T>): Promise<T> {
  const source = (await readBody(request.http, BODY_LIMIT)).toString();
  try {
    return readXml(source, schema);
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new AwsError('MalformedXML', `The XML you provided was not well-formed or valid: ${reason}`);
  }
}
