import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { type Behavior, behaviorFor, type DistributionConfig } from './distribution-config.ts';
import type { EdgeFunction } from './edge-function.ts';
import { forwardedHeaders, type OriginRequestPolicyConfig, type Viewer } from './origin-request-policy.ts';
import { applyHeadersPolicy, type ResponseHeadersPolicyConfig } from './response-headers-policy.ts';

interface OriginAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** Serves the requests to an origin's domain name. */
export type OriginServer = (request: {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly viewer: Viewer;
}) => Promise<OriginAnswer>;

export interface Distribution {
  readonly config: DistributionConfig;
  readonly headersPolicies: ReadonlyMap<string, ResponseHeadersPolicyConfig>;
  readonly originRequestPolicies: ReadonlyMap<string, OriginRequestPolicyConfig>;
  readonly functions: ReadonlyMap<string, EdgeFunction>;
  /** Servers by domain name. */
  readonly origins: ReadonlyMap<string, OriginServer>;
}

/**
 * Media types that CloudFront compresses. Source: Amazon CloudFront developer guide, "Serve compressed
 * files".
 */
const COMPRESSED: readonly RegExp[] = [
  /^text\/(?:css|csv|html|javascript|js|plain|richtext|tab-separated-values|xml|x-component)\b/,
  /^application\/(?:dash\+xml|javascript|json|pdf|rss\+xml|wasm|xhtml\+xml|xml|x-javascript)\b/,
  /^(?:image\/svg\+xml|font\/(?:eot|opentype|otf|ttf))\b/,
];
/**
 * Maximum request body of a function URL.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const MOST_BODY_BYTES = 6 * 1024 * 1024;
const SMALLEST = 1_000;
const LARGEST = 10_000_000;

/**
 * Answers as a distribution: behaviour by path, viewer-request function, origin, error pages,
 * viewer-response function, response headers, compression. Does not cache, so invalidations have no effect.
 */
export async function answerViewer(
  distribution: Distribution,
  request: IncomingMessage,
  response: ServerResponse,
  readBody: () => Promise<Uint8Array>,
): Promise<void> {
  const { config } = distribution;
  const method = request.method ?? 'GET';
  const [path = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/s);
  const behavior = behaviorFor(config, path);
  const { remoteAddress = '127.0.0.1', remotePort = 0 } = request.socket;
  const viewer: Viewer = { address: remoteAddress, port: remotePort };
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  const finish = async (answer: OriginAnswer) => {
    const policy = distribution.headersPolicies.get(behavior.ResponseHeadersPolicyId ?? '');
    if (behavior.ResponseHeadersPolicyId !== undefined && policy === undefined)
      throw new Error(`The local stack does not know the policy ${behavior.ResponseHeadersPolicyId}.`);
    if (policy !== undefined) applyHeadersPolicy(answer.headers, policy, headers.origin);
    answer.headers.set('x-cache', 'Miss from local emulator');
    const sent = await compressed(answer, behavior, headers['accept-encoding'] ?? '');
    const length = sent.status === 304 ? undefined : sent.body.length;
    if (length !== undefined && !(method === 'HEAD' && sent.headers.has('content-length')))
      sent.headers.set('content-length', String(length));
    // Unread bytes would be parsed as the next request of the connection.
    if (!request.complete) sent.headers.set('connection', 'close');
    response.writeHead(sent.status, Object.fromEntries(sent.headers));
    response.end(method === 'HEAD' ? undefined : sent.body);
  };

  if (!behavior.AllowedMethods.includes(method))
    return finish(plain(403, `${method} is not allowed on this distribution.`));
  let uri = path === '/' && config.DefaultRootObject !== '' ? `/${config.DefaultRootObject}` : path;
  const asked = { method, uri, query: new URLSearchParams(query), headers };
  const edge = functionFor(distribution, behavior, 'viewer-request');
  if (edge !== undefined) {
    const decision = await edge.onRequest(asked);
    if (decision.kind === 'response')
      return finish({
        status: decision.status,
        headers: new Headers(decision.headers),
        body: Buffer.from(decision.body),
      });
    uri = decision.uri;
  }
  if (Number(headers['content-length'] ?? 0) > MOST_BODY_BYTES)
    return finish(plain(413, 'The body is larger than the origin takes.'));
  const answer = await fromOrigin(distribution, behavior, {
    method,
    path: uri,
    query,
    headers,
    body: await readBody(),
    viewer,
  });
  const custom = config.CustomErrorResponses.find(({ ErrorCode }) => ErrorCode === answer.status);
  if (custom?.ResponsePagePath === undefined)
    return finish(await afterFunction(functionFor(distribution, behavior, 'viewer-response'), asked, answer));
  const page = await fromOrigin(distribution, behaviorFor(config, custom.ResponsePagePath), {
    method,
    path: custom.ResponsePagePath,
    query: '',
    headers: {},
    body: Buffer.alloc(0),
    viewer,
  });
  return finish(page.status === 200 ? { ...page, status: custom.ResponseCode ?? answer.status } : answer);
}

function functionFor(
  { functions }: Distribution,
  { FunctionAssociations }: Behavior,
  event: 'viewer-request' | 'viewer-response',
): EdgeFunction | undefined {
  const association = FunctionAssociations.find(({ EventType }) => EventType === event);
  if (association === undefined) return undefined;
  const edge = functions.get(association.FunctionARN);
  if (edge === undefined) throw new Error(`There is no function ${association.FunctionARN}.`);
  return edge;
}

/**
 * CloudFront runs no function for viewer responses when the origin answers 400 or more.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html
 */
async function afterFunction(
  edge: EdgeFunction | undefined,
  asked: Parameters<EdgeFunction['onRequest']>[0],
  answer: OriginAnswer,
): Promise<OriginAnswer> {
  if (edge === undefined || answer.status >= 400) return answer;
  const { status, headers } = await edge.onResponse(asked, {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
  });
  return { status, headers: new Headers(headers), body: answer.body };
}

function fromOrigin(
  { config, origins, originRequestPolicies }: Distribution,
  behavior: Behavior,
  request: Parameters<OriginServer>[0],
): Promise<OriginAnswer> {
  const origin = config.Origins.find(({ Id }) => Id === behavior.TargetOriginId);
  const server = origins.get(origin?.DomainName ?? '');
  if (origin === undefined || server === undefined)
    throw new Error(`The local stack does not know the origin ${origin?.DomainName}.`);
  const policy = originRequestPolicies.get(behavior.OriginRequestPolicyId ?? '');
  if (behavior.OriginRequestPolicyId !== undefined && policy === undefined)
    throw new Error(`The local stack does not know the policy ${behavior.OriginRequestPolicyId}.`);
  // Only the headers that S3 understands go to a bucket.
  const forwarded =
    origin.CustomOriginConfig === undefined
      ? request.headers
      : forwardedHeaders(policy, request.headers, request.viewer);
  const added = origin.OriginCustomHeaders.map(({ HeaderName, HeaderValue }) => [
    HeaderName.toLowerCase(),
    HeaderValue,
  ]);
  return server({
    ...request,
    path: `${origin.OriginPath}${request.path}`,
    headers: { ...forwarded, ...Object.fromEntries(added) },
  });
}

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

async function compressed(answer: OriginAnswer, behavior: Behavior, accepted: string): Promise<OriginAnswer> {
  const { status, headers, body } = answer;
  const fits = body.length >= SMALLEST && body.length <= LARGEST;
  if (!behavior.Compress || status !== 200 || !fits || headers.has('content-encoding')) return answer;
  const type = headers.get('content-type') ?? '';
  if (!COMPRESSED.some((pattern) => pattern.test(type))) return answer;
  headers.append('vary', 'Accept-Encoding');
  const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
  if (encoding === undefined) return answer;
  const etag = headers.get('etag');
  if (etag?.startsWith('"')) headers.set('etag', `W/${etag}`);
  headers.set('content-encoding', encoding);
  headers.delete('content-length');
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
  return { status, headers, body: encoding === 'br' ? await brotli(body, options) : await gzipped(body) };
}

/** A short plain-text response of the emulator itself. */
export function plain(status: number, text: string): OriginAnswer {
  const headers = new Headers({ 'content-type': 'text/plain; charset=utf-8' });
  return { status, headers, body: Buffer.from(text) };
}
