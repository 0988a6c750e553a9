import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { logger } from './telemetry.ts';

/** More than any form of ours holds. */
const MOST_CHARACTERS = 10_000;

const HEADERS = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };

/**
 * A Lambda handler for a form behind a function URL. Only the step sees what was typed; the log does not.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 */
export function formHandler(
  step: (form: {
    readonly fields: URLSearchParams;
    readonly source: string;
  }) => Promise<{ status: number; body: string }>,
): (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2> {
  return async (event) => {
    const { method, sourceIp } = event.requestContext.http;
    if (method !== 'POST') return { statusCode: 303, headers: { location: '/subscribe/' } };
    const body = event.isBase64Encoded
      ? Buffer.from(event.body ?? '', 'base64').toString('utf8')
      : (event.body ?? '');
    if (body.length > MOST_CHARACTERS)
      return { statusCode: 413, headers: HEADERS, body: 'The form is too long.' };
    // Address and port of the reader, as CloudFront saw them (the distribution asks for this header).
    const source = event.headers['cloudfront-viewer-address']?.replace(/:\d+$/, '') ?? sourceIp;
    try {
      const answer = await step({ fields: new URLSearchParams(body), source });
      return { statusCode: answer.status, headers: HEADERS, body: answer.body };
    } catch (error) {
      logger.error('form.failed', { error: error instanceof Error ? error.name : 'unknown' });
      return { statusCode: 503, headers: HEADERS, body: 'Please try again later. Nothing was kept.' };
    }
  };
}
