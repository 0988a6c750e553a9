import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DistributionConfig } from '../../local/aws/cloudfront/distribution-config.ts';
import { edgeFunction } from '../../local/aws/cloudfront/edge-function.ts';
import { ResponseHeadersPolicyConfig } from '../../local/aws/cloudfront/response-headers-policy.ts';
import { answerViewer, type OriginServer } from '../../local/aws/cloudfront/viewer.ts';
import { type LocalServer, listenLocally } from '../../local/aws/http/local-server.ts';

const LONG = 'word '.repeat(1000);
const FILES: Record<string, { type: string; body: string; mark?: string }> = {
  '/index.html': { type: 'text/html; charset=utf-8', body: LONG },
  '/small.html': { type: 'text/html; charset=utf-8', body: 'small' },
  '/data.json': { type: 'application/json', body: '{}' },
  '/404.html': { type: 'text/html; charset=utf-8', body: 'Not here' },
  '/a/index.html': { type: 'text/html; charset=utf-8', body: 'page a' },
  '/gone.html': { type: 'text/html; charset=utf-8', body: 'It is gone', mark: 'gone' },
};

const bucket: OriginServer = async ({ path, headers }) => {
  const file = FILES[path];
  if (file === undefined) return { status: 403, headers: new Headers(), body: Buffer.from('denied') };
  const own = new Headers({ 'content-type': file.type, etag: '"abc"', 'x-frame-options': 'of the origin' });
  if (file.mark !== undefined) own.set('x-amz-meta-mark', file.mark);
  if (headers['if-none-match'] === '"abc"') return { status: 304, headers: own, body: Buffer.alloc(0) };
  return { status: 200, headers: own, body: Buffer.from(file.body) };
};

const behavior = { TargetOriginId: 'files', ViewerProtocolPolicy: 'redirect-to-https', Compress: true };
const router = {
  FunctionAssociations: [
    { EventType: 'viewer-request', FunctionARN: 'arn:router' },
    { EventType: 'viewer-response', FunctionARN: 'arn:answer' },
  ],
};
const config = DistributionConfig.parse({
  Enabled: true,
  DefaultCacheBehavior: { ...behavior, ...router, ResponseHeadersPolicyId: 'closed' },
  CacheBehaviors: [{ ...behavior, PathPattern: '*.json', ResponseHeadersPolicyId: 'open' }],
  Origins: [{ Id: 'files', DomainName: 'files.s3.local' }],
  CustomErrorResponses: [{ ErrorCode: 403, ResponseCode: 404, ResponsePagePath: '/404.html' }],
});
const closed = ResponseHeadersPolicyConfig.parse({
  Name: 'closed',
  SecurityHeadersConfig: {
    ContentSecurityPolicy: { ContentSecurityPolicy: "default-src 'none'", Override: true },
    FrameOptions: { FrameOption: 'DENY', Override: false },
    StrictTransportSecurity: { AccessControlMaxAgeSec: 60, IncludeSubdomains: true, Override: true },
  },
});
const open = ResponseHeadersPolicyConfig.parse({
  Name: 'open',
  CorsConfig: {
    AccessControlAllowCredentials: false,
    AccessControlAllowHeaders: { Items: ['*'] },
    AccessControlAllowMethods: { Items: ['GET'] },
    AccessControlAllowOrigins: { Items: ['*'] },
    OriginOverride: true,
  },
});
const route = edgeFunction(`function handler(event) {
  var request = event.request;
  if (request.uri === '/a') return { statusCode: 301, headers: { location: { value: '/a/' } } };
  if (request.uri.endsWith('/')) request.uri += 'index.html';
  return request;
}`);

const answer = edgeFunction(`function handler(event) {
  var response = event.response;
  if (response.statusCode >= 400) throw new Error('CloudFront would not run this function.');
  if (response.headers['x-amz-meta-mark']) {
    response.statusCode = 410;
    delete response.headers['x-amz-meta-mark'];
  }
  return response;
}`);

let server: LocalServer;
const get = (path: string, init: RequestInit = {}) =>
  fetch(`${server.url}${path}`, { redirect: 'manual', ...init });

beforeEach(async () => {
  const distribution = {
    config,
    originRequestPolicies: new Map(),
    headersPolicies: new Map([
      ['closed', closed],
      ['open', open],
    ]),
    functions: new Map([
      ['arn:router', route],
      ['arn:answer', answer],
    ]),
    origins: new Map([['files.s3.local', bucket]]),
  };
  server = await listenLocally(
    (request, response) => answerViewer(distribution, request, response, async () => Buffer.alloc(0)),
    0,
    'any site',
  );
});
afterEach(() => server.close());

describe('the viewer', () => {
  it('rewrites paths with the function of the template, and adds the policy headers', async () => {
    const page = await get('/a/');
    expect(await page.text()).toBe('page a');
    expect(page.headers.get('content-security-policy')).toBe("default-src 'none'");
    expect(page.headers.get('strict-transport-security')).toBe('max-age=60; includeSubDomains');
    expect(page.headers.get('x-frame-options')).toBe('of the origin');
  });

  it('lets the function answer by itself', async () => {
    const moved = await get('/a');
    expect([moved.status, moved.headers.get('location')]).toEqual([301, '/a/']);
  });

  it('lets a function change the status after the origin, but for no error', async () => {
    const gone = await get('/gone.html');
    expect([gone.status, await gone.text()]).toEqual([410, 'It is gone']);
    expect(gone.headers.get('x-amz-meta-mark')).toBeNull();
    expect((await get('/nothing.html')).status).toBe(404);
  });

  it('shows the error page of the distribution for a file that the bucket hides', async () => {
    const missing = await get('/nothing.html');
    expect([missing.status, await missing.text()]).toEqual([404, 'Not here']);
    expect(missing.headers.get('content-security-policy')).toBe("default-src 'none'");
  });

  it('compresses the types that CloudFront compresses, with a weak ETag', async () => {
    const page = await get('/', { headers: { 'accept-encoding': 'gzip' } });
    expect(page.headers.get('content-encoding')).toBe('gzip');
    expect(page.headers.get('etag')).toBe('W/"abc"');
    expect(await page.text()).toBe(LONG);
    const small = await get('/small.html', { headers: { 'accept-encoding': 'gzip' } });
    expect(small.headers.get('content-encoding')).toBeNull();
  });

  it('answers that nothing has changed', async () => {
    expect((await get('/', { headers: { 'if-none-match': '"abc"' } })).status).toBe(304);
  });

  it('sends no body to HEAD, and nothing at all to POST', async () => {
    const head = await get('/small.html', { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '5', '']);
    expect((await get('/', { method: 'POST', body: 'x' })).status).toBe(403);
  });

  it('lets other sites read the feeds and the embed', async () => {
    const json = await get('/data.json', { headers: { origin: 'https://council.example.org' } });
    expect(json.headers.get('access-control-allow-origin')).toBe('*');
    const page = await get('/a/', { headers: { origin: 'https://council.example.org' } });
    expect(page.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('serves only this machine', async () => {
    const status = await new Promise((resolve) => {
      request(server.url, { headers: { host: 'rebound.example.org' } }, (answer) =>
        resolve(answer.statusCode),
      ).end();
    });
    expect(status).toBe(421);
  });
});
