import * as z from 'zod';

const List = z.array(z.string()).default([]);

export const OriginRequestPolicyConfig = z.object({
  HeadersConfig: z.strictObject({
    HeaderBehavior: z.enum(['none', 'whitelist', 'allViewer']),
    Headers: List,
  }),
  QueryStringsConfig: z.strictObject({ QueryStringBehavior: z.enum(['none', 'all']) }),
  CookiesConfig: z.strictObject({ CookieBehavior: z.enum(['none', 'all']) }),
});
export type OriginRequestPolicyConfig = z.infer<typeof OriginRequestPolicyConfig>;

/** The client of a request. */
export interface Viewer {
  readonly address: string;
  readonly port: number;
}

/**
 * Headers that CloudFront forwards to a custom origin, plus headers about the viewer that the policy adds.
 * Without a policy, none.
 */
export function forwardedHeaders(
  policy: OriginRequestPolicyConfig | undefined,
  headers: Readonly<Record<string, string>>,
  viewer: Viewer,
): Record<string, string> {
  const known: Readonly<Record<string, string>> = {
    ...headers,
    'cloudfront-viewer-address': `${viewer.address}:${viewer.port}`,
  };
  const { HeaderBehavior = 'none', Headers = [] } = policy?.HeadersConfig ?? {};
  const all = HeaderBehavior === 'allViewer' ? Object.keys(headers) : [];
  const names = HeaderBehavior === 'whitelist' ? Headers.map((name) => name.toLowerCase()) : all;
  const withCookies = policy?.CookiesConfig.CookieBehavior === 'all';
  return Object.fromEntries(
    names
      .filter((name) => name !== 'host' && (name !== 'cookie' || withCookies))
      .flatMap((name) => (known[name] === undefined ? [] : [[name, known[name]]])),
  );
}
