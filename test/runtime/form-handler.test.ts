import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { networkOf } from '#shared/runtime/client-network.ts';
import { formHandler } from '#shared/runtime/form-handler.ts';

const KEY = '0f6b3c1e-1111-2222-3333-444455556666';
const forms: { fields: URLSearchParams; source: string }[] = [];
let failure: Error | undefined;
const handler = formHandler({ originKey: KEY, sorry: '<p>Later</p>' }, async (form) => {
  if (failure) throw failure;
  forms.push(form);
  return { status: 200, body: '<p>Thank you</p>' };
});

const printed: string[] = [];
beforeEach(() => {
  forms.length = 0;
  printed.length = 0;
  failure = undefined;
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((line) => {
      printed.push(String(line));
      return true;
    });
});
afterEach(() => vi.restoreAllMocks());

function call(
  body: string,
  changes: { headers?: Record<string, string>; method?: string; isBase64Encoded?: boolean } = {},
) {
  const event = {
    headers: {
      'x-origin-key': KEY,
      'cloudfront-viewer-address': '203.0.113.7:50123',
      ...changes.headers,
    },
    requestContext: { http: { method: changes.method ?? 'POST', sourceIp: '192.0.2.1' } },
    isBase64Encoded: changes.isBase64Encoded ?? false,
    body,
  };
  return handler(event as unknown as APIGatewayProxyEventV2);
}

describe('a form behind a function URL', () => {
  test('reaches the step with its fields and the network of its sender', async () => {
    const body = Buffer.from('email=reader%40example.org&type=scr&type=lcspr').toString('base64');
    expect(await call(body, { isBase64Encoded: true })).toMatchObject({
      statusCode: 200,
      headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
      body: '<p>Thank you</p>',
    });
    const [form] = forms;
    expect(form?.source).toBe('203.0.113.7');
    expect(form?.fields.getAll('type')).toEqual(['scr', 'lcspr']);
  });

  test.each([
    ['no key', { 'x-origin-key': '' }],
    ['another key', { 'x-origin-key': `${KEY}0` }],
  ])('is refused with %s, whatever it holds', async (_, headers) => {
    expect(await call('email=reader@example.org', { headers })).toMatchObject({ statusCode: 403 });
    expect(forms).toEqual([]);
  });

  test('that is only looked at leads to the page with the form', async () => {
    expect(await call('', { method: 'GET' })).toMatchObject({
      statusCode: 303,
      headers: { location: '/subscribe/' },
    });
  });

  test('that is far too long is not read', async () => {
    expect(await call(`email=${'x'.repeat(10_001)}`)).toMatchObject({ statusCode: 413 });
    expect(forms).toEqual([]);
  });

  test('that fails is answered with a page, and the log knows no address', async () => {
    failure = new RangeError('Invalid parameter: reader@example.org');
    expect(await call('email=reader@example.org')).toMatchObject({ statusCode: 503, body: '<p>Later</p>' });
    expect(printed.join('\n')).toContain('RangeError');
    expect(printed.join('\n')).not.toMatch(/reader@|203\.0\.113/);
  });
});

test.each([
  ['203.0.113.7:50123', '203.0.113.7'],
  ['203.0.113.7', '203.0.113.7'],
  ['2001:db8:0:0a1:1:2:3:4:50123', '2001:db8:0::/48'],
  ['[2001:DB8::1]:443', '2001:db8:0::/48'],
])('the network of %s is %s', (viewer, network) => {
  expect(networkOf(viewer)).toBe(network);
});
