import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { LambdaFunction } from '../lambda/lambda-function.ts';
import { type OriginServer, plain } from './viewer.ts';

const Answer = z.object({
  statusCode: z.number().default(200),
  headers: z.record(z.string(), z.coerce.string()).default({}),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
});

/** Media types that Lambda passes as text; all others are base64. */
const TEXT = /^(text\/|application\/(json|javascript|xml)\b)/;

/**
 * A function behind its function URL, with payload format 2.0. An error of the function becomes 502, as on
 * AWS. https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 */
export function functionOrigin(
  lambda: LambdaFunction,
  domainName: string,
  onError: (error: unknown) => void,
): OriginServer {
  return async ({ method, path, query, headers, body, viewer }) => {
    const isText = TEXT.test(headers['content-type'] ?? '');
    const now = new Date();
    try {
      const answer = await lambda.invoke({
        version: '2.0',
        routeKey: '$default',
        rawPath: path,
        rawQueryString: query,
        headers: { ...headers, host: domainName, 'x-forwarded-for': viewer.address },
        requestContext: {
          accountId: 'anonymous',
          apiId: domainName.split('.')[0],
          domainName,
          domainPrefix: domainName.split('.')[0],
          // The connecting address, which is CloudFront's and not the reader's.
          http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'Amazon CloudFront' },
          requestId: randomUUID(),
          routeKey: '$default',
          stage: '$default',
          time: now.toUTCString(),
          timeEpoch: now.getTime(),
        },
        ...(body.length > 0 && { body: Buffer.from(body).toString(isText ? 'utf8' : 'base64') }),
        isBase64Encoded: body.length > 0 && !isText,
      });
      const answered = Answer.safeParse(answer);
      // A result without a status is the body itself.
      if (!answered.success || typeof answer !== 'object' || answer === null || !('statusCode' in answer))
        return plain(200, typeof answer === 'string' ? answer : JSON.stringify(answer));
      const { statusCode, headers: given, body: text, isBase64Encoded } = answered.data;
      return {
        status: statusCode,
        headers: new Headers(given),
        body: Buffer.from(text, isBase64Encoded ? 'base64' : 'utf8'),
      };
    } catch (error) {
      onError(error);
      return plain(502, 'Internal Server Error');
    }
  };
}
