import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { networkOf } from './client-network.ts';
import { isOriginKey, ORIGIN_KEY_HEADER } from './origin-key.ts';
import { logger } from './telemetry.ts';

/** Maximum length of a form body. */
const MOST_CHARACTERS = 10_000;

const HEADERS = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };

export interface FormHandlerOptions {
  /** Secret header that CloudFront adds. Requests without it bypassed the site and are refused. */
  readonly originKey: string;
  /** A page that asks the reader to try again later. */
  readonly sorry: string;
}

/**
 * A Lambda handler for a form behind a function URL. Form values are never logged.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 */
export function formHandler(
  { originKey, sorry }: FormHandlerOptions,
  step: (form: {
    readonly fields: URLSearchParams;
    readonly source: string;
  }) => Promise<{ status: number; body: string }>,
): (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2> {
  return async (event) => {
    if (!isOriginKey(event.headers[ORIGIN_KEY_HEADER], originKey))
      return { statusCode: 403, headers: HEADERS, body: 'The public site answers here.' };
    const { method, sourceIp } = event.requestContext.http;
    if (method !== 'POST') return { statusCode: 303, headers: { location: '/subscribe/' } };
    const body = event.isBase64Encoded
      ? Buffer.from(event.body ?? '', 'base64').toString('utf8')
      : (event.body ?? '');
    if (body.length > MOST_CHARACTERS)
      return { statusCode: 413, headers: HEADERS, body: 'The form is too long.' };
    // The client's address and port. CloudFront adds this header because the distribution's policy requests
    // it.
    const source = networkOf(event.headers['cloudfront-viewer-address'] ?? sourceIp);
    try {
      const answer = await step({ fields: new URLSearchParams(body), source });
      return { statusCode: answer.status, headers: HEADERS, body: answer.body };
    } catch (error) {
      // An error message may contain an e-mail address; the error name does not.
      logger.error('form.failed', { error: error instanceof Error ? error.name : 'unknown' });
      return { statusCode: 503, headers: HEADERS, body: sorry };
    }
  };
}
