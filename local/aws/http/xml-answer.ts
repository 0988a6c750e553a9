import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { AwsError } from './aws-error.ts';
import { writeXml, type XmlObject } from './xml.ts';

/** Sends an XML document whose root element has a namespace. */
export function sendXml(
  response: ServerResponse,
  namespace: string,
  root: string,
  content: XmlObject,
  status = 200,
): void {
  const body = writeXml({ [root]: { '@xmlns': namespace, ...content } });
  response.writeHead(status, { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** Sends the result of an operation of the query protocol. */
export function sendResult(
  response: ServerResponse,
  namespace: string,
  operation: string,
  result: XmlObject,
): void {
  sendXml(response, namespace, `${operation}Response`, {
    [`${operation}Result`]: result,
    ResponseMetadata: { RequestId: randomUUID() },
  });
}

/** Sends an error in the form of the query protocol and of CloudFront. */
export function sendXmlError(response: ServerResponse, namespace: string, error: AwsError): void {
  const content = {
    Error: { Type: 'Sender', Code: error.code, Message: error.message },
    RequestId: randomUUID(),
  };
  sendXml(response, namespace, 'ErrorResponse', content, error.status);
}
