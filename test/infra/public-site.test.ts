import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ORIGIN_KEY_HEADER } from '#shared/runtime/origin-key.ts';
import { readSettings } from '../../infra/read-settings.ts';
import { type Synthesized, synthesized } from './synthesized.ts';

const template = synthesized();
const settings = readSettings('infra/settings.yaml');

const one = (type: string, from: readonly Synthesized[] = template): Synthesized => {
  const found = from.filter((resource) => resource.type === type);
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} of ${type}.`);
  return found[0];
};
const distributionOf = (from?: readonly Synthesized[]) =>
  one('AWS::CloudFront::Distribution', from).properties.DistributionConfig;
const distribution = distributionOf();

/** The headers that a path gets, as CloudFront chooses: the first pattern that matches, else the default. */
function headersOf(file: string) {
  const behavior =
    distribution.CacheBehaviors.find(({ PathPattern }: { PathPattern: string }) =>
      new RegExp(`^${PathPattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(file),
    ) ?? distribution.DefaultCacheBehavior;
  const policy = template.find(({ id }) => `<${id}>` === behavior.ResponseHeadersPolicyId);
  return policy?.properties.ResponseHeadersPolicyConfig;
}

const PATHS = [
  '/',
  '/reviews/2024/baby-eva/',
  '/reviews.json',
  '/embed.js',
  '/reviews/2024/baby-eva/report.pdf',
];

describe.each(PATHS)('%s', (file) => {
  const headers = headersOf(file);

  test('comes over TLS, is not sniffed, framed or allowed anything from elsewhere', () => {
    const security = headers.SecurityHeadersConfig;
    const policy: string = security.ContentSecurityPolicy.ContentSecurityPolicy;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/\*|https?:|unsafe-eval/);
    expect(security.ContentTypeOptions.Override).toBe(true);
    expect(security.StrictTransportSecurity.AccessControlMaxAgeSec).toBeGreaterThanOrEqual(
      365 * 24 * 60 * 60,
    );
    expect(distribution.DefaultCacheBehavior.ViewerProtocolPolicy).toBe('redirect-to-https');
  });

  test('is open to scripts of other sites only where that is its purpose', () => {
    const open = ['/reviews.json', '/embed.js'].includes(file);
    expect(headers.CorsConfig?.AccessControlAllowOrigins.Items).toEqual(open ? ['*'] : undefined);
  });
});

test('search engines are kept out of pages and PDFs alike where the settings say so', () => {
  const robots = (from: readonly Synthesized[]) =>
    from
      .filter(({ type }) => type === 'AWS::CloudFront::ResponseHeadersPolicy')
      .map(({ properties }) =>
        JSON.stringify(properties).includes(
          '"Header":"X-Robots-Tag","Override":true,"Value":"noindex, noarchive"',
        ),
      );
  expect(robots(template)).toEqual([false, false, false]);
  expect(robots(synthesized({ ...settings, searchEngines: false }))).toEqual([true, true, true]);
});

test('pages run no inline script or style', () => {
  const { ContentSecurityPolicy } = headersOf('/').SecurityHeadersConfig;
  expect(ContentSecurityPolicy.ContentSecurityPolicy).not.toContain('unsafe');
});

test('a second stack in another region has other names: those that CloudFront keeps hold for a whole account', () => {
  const kept = template.filter(
    ({ type }) => type.startsWith('AWS::CloudFront::') && type !== 'AWS::CloudFront::Distribution',
  );
  const names = kept.map(({ properties }) => /"Name":"([^"]*)"/.exec(JSON.stringify(properties))?.[1]);
  expect(names.filter((name) => !name?.includes('<AWS::Region>'))).toEqual([]);
  expect(new Set(names).size).toBe(10);
});

test('only CloudFront reads the public bucket, and it only reads', () => {
  const [origin] = distribution.Origins;
  expect(origin.OriginAccessControlId).toBe(`<${one('AWS::CloudFront::OriginAccessControl').id}.Id>`);
  expect(
    one('AWS::CloudFront::OriginAccessControl').properties.OriginAccessControlConfig.SigningBehavior,
  ).toBe('always');
  const behaviors = [distribution.DefaultCacheBehavior, ...distribution.CacheBehaviors].filter(
    ({ TargetOriginId }) => TargetOriginId === origin.Id,
  );
  expect(new Set(behaviors.flatMap(({ AllowedMethods }) => AllowedMethods))).toEqual(
    new Set(['GET', 'HEAD']),
  );
});

describe('the subscription form', () => {
  const behavior = distribution.CacheBehaviors.find(
    ({ PathPattern }: { PathPattern: string }) => PathPattern === '/subscribe',
  );
  const origin = distribution.Origins.find(({ Id }: { Id: string }) => Id === behavior.TargetOriginId);
  const lambda = template.find(({ id }) => id === 'subscribefunction')?.properties;

  test('is posted over TLS, cached nowhere, and reaches the function as it was sent', () => {
    expect(behavior).toMatchObject({
      ViewerProtocolPolicy: 'https-only',
      // AWS calls this one CachingDisabled.
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
    });
    expect(behavior.AllowedMethods).toContain('POST');
    // The router would rewrite or redirect it.
    expect(behavior.FunctionAssociations).toEqual([
      { EventType: 'viewer-request', FunctionARN: expect.stringContaining('formguard') },
    ]);
    expect(origin.CustomOriginConfig).toMatchObject({
      OriginProtocolPolicy: 'https-only',
      OriginSSLProtocols: ['TLSv1.2'],
    });
  });

  test('tells the function who sent it, and nothing more of the reader', () => {
    const policy = one('AWS::CloudFront::OriginRequestPolicy').properties.OriginRequestPolicyConfig;
    expect(behavior.OriginRequestPolicyId).toBe(`<${one('AWS::CloudFront::OriginRequestPolicy').id}>`);
    expect(policy).toMatchObject({
      HeadersConfig: { HeaderBehavior: 'whitelist', Headers: ['CloudFront-Viewer-Address', 'Content-Type'] },
      CookiesConfig: { CookieBehavior: 'none' },
      QueryStringsConfig: { QueryStringBehavior: 'none' },
    });
  });

  test('comes with the key that the function asks for, which is in no file', () => {
    const [{ HeaderName, HeaderValue }] = origin.OriginCustomHeaders;
    expect(HeaderName).toBe(ORIGIN_KEY_HEADER);
    expect(HeaderValue).toEqual(lambda.Environment.Variables.ORIGIN_KEY);
    expect(JSON.stringify(HeaderValue)).toContain('<AWS::StackId>');
  });

  test('may be sent to the site itself only, and its answer is guarded like a page', () => {
    const policy = headersOf('/subscribe').SecurityHeadersConfig.ContentSecurityPolicy;
    expect(policy.ContentSecurityPolicy).toContain("form-action 'self'");
    expect(headersOf('/subscribe')).toEqual(headersOf('/subscribe/'));
  });

  test('takes no place from the reviews where the settings bound it, and deploys into a new account', () => {
    expect(lambda.ReservedConcurrentExecutions).toBeUndefined();
    const bounded = synthesized({ ...settings, formsAtOnce: 5 });
    expect(bounded.find(({ id }) => id === 'subscribefunction')?.properties).toMatchObject({
      ReservedConcurrentExecutions: 5,
    });
  });
});

test('a missing file has an error page with a short cache lifetime', () => {
  for (const status of [403, 404]) {
    expect(distribution.CustomErrorResponses).toContainEqual({
      ErrorCode: status,
      ResponseCode: 404,
      ResponsePagePath: '/404.html',
      ErrorCachingMinTTL: 10,
    });
  }
});

test('every request is logged', () => {
  expect(distribution.Logging).toMatchObject({
    Bucket: '<accesslogs.RegionalDomainName>',
    Prefix: 'cloudfront/',
  });
});

test('caches keep nothing by cookie, header or query string, and pages for minutes only', () => {
  const policies = template.filter(({ type }) => type === 'AWS::CloudFront::CachePolicy');
  expect(policies.map(({ id, properties }) => [id, properties.CachePolicyConfig.MaxTTL])).toEqual([
    ['sitecachefresh', 600],
    ['sitecachedocuments', 86_400],
  ]);
  for (const { properties } of policies) {
    const { CookiesConfig, HeadersConfig, QueryStringsConfig } =
      properties.CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin;
    expect([
      CookiesConfig.CookieBehavior,
      HeadersConfig.HeaderBehavior,
      QueryStringsConfig.QueryStringBehavior,
    ]).toEqual(['none', 'none', 'none']);
  }
});

test('with a certificate the site has its own name and TLS 1.2; without one a name of CloudFront', () => {
  const certificate = 'arn:aws:acm:us-east-1:111122223333:certificate/01234567-89ab-cdef-0123-456789abcdef';
  expect(distributionOf(synthesized({ ...settings, certificate }))).toMatchObject({
    Aliases: [new URL(settings.publisher.site).hostname],
    ViewerCertificate: { AcmCertificateArn: certificate, MinimumProtocolVersion: 'TLSv1.2_2021' },
  });
  expect(distribution.Aliases).toBeUndefined();
});

const sourceOf = (name: string) =>
  readFileSync(path.resolve(import.meta.dirname, `../../infra/constructs/${name}.js`), 'utf8');

/** Runs a function as CloudFront does. */
function run(name: string, request: object, response?: object) {
  const context: { event: unknown } = { event: { request, response } };
  return runInNewContext(`${sourceOf(name)}; handler(event)`, context);
}
const route = (uri: string) => run('site-router', { uri, method: 'GET', headers: {} });

describe('the guard of the form', () => {
  const guard = (headers: Record<string, string>, method = 'POST') =>
    run('form-guard', {
      uri: '/subscribe',
      method,
      headers: Object.fromEntries(
        Object.entries({ host: 'reviews.example.org', ...headers }).map(([name, value]) => [name, { value }]),
      ),
    });

  test.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://elsewhere.example.org' },
    { origin: 'null' },
  ])('refuses a form of another site: %o', (headers) => {
    expect(guard(headers)).toMatchObject({ statusCode: 403 });
  });

  test.each([
    {},
    { 'sec-fetch-site': 'same-origin', 'content-length': '10000' },
    { origin: 'https://reviews.example.org' },
  ])('lets a form of the site pass: %o', (headers) => {
    expect(guard(headers)).toMatchObject({ uri: '/subscribe' });
  });

  test('refuses a large body before it is received, and lets a link pass', () => {
    expect(guard({ 'content-length': '20971520' })).toMatchObject({ statusCode: 413 });
    expect(guard({ 'sec-fetch-site': 'cross-site' }, 'GET')).toMatchObject({ uri: '/subscribe' });
  });
});

describe('the router', () => {
  test('and the other functions are in the template as they stand', () => {
    const codes = template
      .filter(({ type }) => type === 'AWS::CloudFront::Function')
      .map(({ properties }) => properties.FunctionCode);
    const sources = ['site-router', 'site-answer', 'form-guard'].map(sourceOf);
    expect(codes).toEqual(expect.arrayContaining(sources));
  });

  test('finds the page of a folder', () => {
    expect(route('/').uri).toBe('/index.html');
    expect(route('/reviews/2024/baby-eva/').uri).toBe('/reviews/2024/baby-eva/index.html');
  });

  test('leaves a file alone', () => {
    expect(route('/reviews/2024.json').uri).toBe('/reviews/2024.json');
    expect(route('/reviews/2024/baby-eva/report.pdf').uri).toBe('/reviews/2024/baby-eva/report.pdf');
  });

  test('sends a folder without its slash to the folder', () => {
    expect(route('/reviews/2024/baby-eva')).toMatchObject({
      statusCode: 301,
      headers: { location: { value: '/reviews/2024/baby-eva/' } },
    });
  });

  test('never sends a reader to another site', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[/\\a-z0-9.:@%-]{0,30}$/), (rest) => {
        const location: string | undefined = route(`/${rest}`).headers?.location?.value;
        const site = 'https://reviews.example.org';
        return location === undefined || new URL(location, site).origin === site;
      }),
    );
    expect(route('//elsewhere').headers.location.value).toBe('/elsewhere/');
  });
});

describe('the function after the cache', () => {
  const answer = (metadata: Record<string, string>, statusCode = 200) =>
    run(
      'site-answer',
      {},
      {
        statusCode,
        headers: Object.fromEntries(
          Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, { value }]),
        ),
      },
    );

  test('says of an address without a page any more that it is gone, and nothing else of it', () => {
    expect(answer({ status: '410' })).toEqual({ statusCode: 410, statusDescription: 'Gone', headers: {} });
  });

  test('leaves every other answer as it is', () => {
    expect(answer({})).toEqual({ statusCode: 200, headers: {} });
    expect(answer({ status: '500' })).toEqual({ statusCode: 200, headers: {} });
    expect(answer({ status: '410' }, 304)).toEqual({ statusCode: 304, headers: {} });
  });

  test('keeps search engines out where the file says so', () => {
    expect(answer({ robots: 'noindex' })).toEqual({
      statusCode: 200,
      headers: { 'x-robots-tag': { value: 'noindex' } },
    });
  });
});
