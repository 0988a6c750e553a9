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

interface EdgeResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Source: Amazon CloudFront developer guide, "CloudFront Functions event structure". */
export interface EdgeFunction {
  onRequest(request: EdgeRequest): Promise<EdgeAnswer>;
  /** Status and headers for the viewer; the body stays. */
  onResponse(request: EdgeRequest, response: EdgeResponse): Promise<EdgeResponse>;
}

/** Timeout in wall time. It ends an infinite loop and is generous for a busy machine. */
const LONGEST_MS = 5_000;

const valuesOf = (texts: Iterable<readonly [string, string]>) =>
  Object.fromEntries([...texts].map(([name, value]) => [name, { value }]));
const textsOf = (values: z.infer<typeof Values>) =>
  Object.fromEntries(Object.entries(values).map(([name, { value }]) => [name, value]));

/** Runs a CloudFront Function in its own VM context. */
export function edgeFunction(code: string): EdgeFunction {
  if (/^\s*import\s/m.test(code))
    throw new Error('The local stack knows no modules of CloudFront Functions (key value stores, crypto).');
  const context = createContext({ console, event: undefined });
  new Script(code).runInContext(context, { timeout: LONGEST_MS });
  const call = new Script('handler(event)');
  const run = async (eventType: string, { method, uri, query, headers }: EdgeRequest, more: object = {}) => {
    context.event = {
      version: '1.0',
      context: { eventType, requestId: 'local' },
      viewer: { ip: '127.0.0.1' },
      request: {
        method,
        uri,
        querystring: valuesOf(query),
        headers: valuesOf(Object.entries(headers)),
        cookies: {},
      },
      ...more,
    };
    const answer: unknown = await call.runInContext(context, { timeout: LONGEST_MS });
    return answer;
  };
  return {
    async onRequest(request) {
      const answer = await run('viewer-request', request);
      const response = Response.safeParse(answer);
      if (!response.success) return { kind: 'request', uri: Request.parse(answer).uri };
      const { statusCode, headers, body = '' } = response.data;
      return { kind: 'response', status: statusCode, headers: textsOf(headers), body };
    },
    async onResponse(request, { status, headers }) {
      const response = { statusCode: status, headers: valuesOf(Object.entries(headers)), cookies: {} };
      const answer = Response.parse(await run('viewer-response', request, { response }));
      if (answer.body !== undefined)
        throw new Error('The local stack replaces no body in a function for viewer responses.');
      return { status: answer.statusCode, headers: textsOf(answer.headers) };
    },
  };
}
