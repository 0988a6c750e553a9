import * as z from 'zod';

const Override = z.boolean().default(false);
const Items = z.strictObject({ Items: z.array(z.string()) });

export const ResponseHeadersPolicyConfig = z.strictObject({
  Name: z.string(),
  Comment: z.string().optional(),
  SecurityHeadersConfig: z
    .strictObject({
      ContentSecurityPolicy: z.strictObject({ ContentSecurityPolicy: z.string(), Override }).optional(),
      ContentTypeOptions: z.strictObject({ Override }).optional(),
      FrameOptions: z.strictObject({ FrameOption: z.string(), Override }).optional(),
      ReferrerPolicy: z.strictObject({ ReferrerPolicy: z.string(), Override }).optional(),
      StrictTransportSecurity: z
        .strictObject({
          AccessControlMaxAgeSec: z.number(),
          IncludeSubdomains: z.boolean().default(false),
          Preload: z.boolean().default(false),
          Override,
        })
        .optional(),
    })
    .default({}),
  CustomHeadersConfig: z
    .strictObject({
      Items: z.array(z.strictObject({ Header: z.string(), Value: z.string(), Override })),
    })
    .default({ Items: [] }),
  CorsConfig: z
    .strictObject({
      AccessControlAllowCredentials: z.boolean(),
      AccessControlAllowHeaders: Items,
      AccessControlAllowMethods: Items,
      AccessControlAllowOrigins: Items,
      AccessControlExposeHeaders: Items.optional(),
      AccessControlMaxAgeSec: z.number().optional(),
      OriginOverride: z.boolean(),
    })
    .optional(),
  RemoveHeadersConfig: z.strictObject({ Items: z.array(z.strictObject({ Header: z.string() })) }).optional(),
});
export type ResponseHeadersPolicyConfig = z.infer<typeof ResponseHeadersPolicyConfig>;

/** Adds a policy's headers to the origin's. CORS headers are added only to requests with an Origin header. */
export function applyHeadersPolicy(
  headers: Headers,
  policy: ResponseHeadersPolicyConfig,
  requestOrigin: string | undefined,
): void {
  for (const { Header } of policy.RemoveHeadersConfig?.Items ?? []) headers.delete(Header);
  const add = (name: string, value: string, override: boolean) => {
    if (override || !headers.has(name)) headers.set(name, value);
  };
  const security = policy.SecurityHeadersConfig;
  const csp = security.ContentSecurityPolicy;
  if (csp) add('content-security-policy', csp.ContentSecurityPolicy, csp.Override);
  if (security.ContentTypeOptions)
    add('x-content-type-options', 'nosniff', security.ContentTypeOptions.Override);
  if (security.FrameOptions)
    add('x-frame-options', security.FrameOptions.FrameOption, security.FrameOptions.Override);
  if (security.ReferrerPolicy)
    add('referrer-policy', security.ReferrerPolicy.ReferrerPolicy, security.ReferrerPolicy.Override);
  const hsts = security.StrictTransportSecurity;
  if (hsts) {
    const words = [`max-age=${hsts.AccessControlMaxAgeSec}`];
    if (hsts.IncludeSubdomains) words.push('includeSubDomains');
    if (hsts.Preload) words.push('preload');
    add('strict-transport-security', words.join('; '), hsts.Override);
  }
  for (const item of policy.CustomHeadersConfig.Items) add(item.Header, item.Value, item.Override);
  if (policy.CorsConfig !== undefined && requestOrigin !== undefined)
    applyCors(add, policy.CorsConfig, requestOrigin);
}

function applyCors(
  add: (name: string, value: string, override: boolean) => void,
  cors: NonNullable<ResponseHeadersPolicyConfig['CorsConfig']>,
  requestOrigin: string,
): void {
  const origins = cors.AccessControlAllowOrigins.Items;
  if (!origins.includes('*') && !origins.includes(requestOrigin)) return;
  const override = cors.OriginOverride;
  add('access-control-allow-origin', origins.includes('*') ? '*' : requestOrigin, override);
  add('access-control-allow-methods', cors.AccessControlAllowMethods.Items.join(', '), override);
  if (cors.AccessControlAllowCredentials) add('access-control-allow-credentials', 'true', override);
  const exposed = cors.AccessControlExposeHeaders?.Items ?? [];
  if (exposed.length > 0) add('access-control-expose-headers', exposed.join(', '), override);
}
