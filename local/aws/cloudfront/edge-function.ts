import { createContext, Script } from 'node:vm';
import * as z from 'zod';

const Value = z.object({ value: z.string() });
const Values = z.record(z.string(), Value);
const Response = z.object({
  statusCode: z.number(),
  statusDescription: z.string().optional(),
  headers: Values.default({}),
  body: z.union([z.string(), z.object({ data: z.string() }).transform(({ data }) => data)]).optional(),
});
const Request = z.object({ method: z.string(), uri: z.string(), headers: Values.default({}) });

interface EdgeRequest {
  readonly method: string;
  readonly uri: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
}

/** The function either continues with a request, perhaps to another path, or returns a response. */
type EdgeAnswer =
  | { readonly kind: 'request'; readonly uri: string }
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    };

/** Source: Amazon CloudFront developer guide, "CloudFront Functions event structure". */
export type EdgeFunction = (request: EdgeRequest) => Promise<EdgeAnswer>;

/** Timeout in wall time. It ends an infinite loop and is generous for a busy machine. */
const LONGEST_MS = 5_000;

/** Runs a CloudFront Function for viewer requests in its own VM context. */
export function edgeFunction(code: string): EdgeFunction {
  if (/^\s*import\s/m.test(code))
    throw new Error('The local stack knows no modules of CloudFront Functions (key value stores, crypto).');
  const context = createContext({ console, event: undefined });
  new Script(code).runInContext(context, { timeout: LONGEST_MS });
  const call = new Script('handler(event)');
  return async (request) => {
    const query = [...request.query].map(([name, value]) => [name, { value }]);
    const headers = Object.entries(request.headers).map(([name, value]) => [name, { value }]);
    context.event = {
      version: '1.0',
      context: { eventType: 'viewer-request', requestId: 'local' },
      viewer: { ip: '127.0.0.1' },
      request: {
        method: request.method,
        uri: request.uri,
        querystring: Object.fromEntries(query),
        headers: Object.fromEntries(headers),
        cookies: {},
      },
    };
    const answer: unknown = await call.runInContext(context, { timeout: LONGEST_MS });
    const response = Response.safeParse(answer);
    if (response.success) {
      const { statusCode, body = '' } = response.data;
      const named = Object.entries(response.data.headers).map(([name, { value }]) => [name, value]);
      return { kind: 'response', status: statusCode, headers: Object.fromEntries(named), body };
    }
    return { kind: 'request', uri: Request.parse(answer).uri };
  };
}
