import * as z from 'zod';

const Flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);

const Behavior = z.strictObject({
  PathPattern: z.string().optional(),
  TargetOriginId: z.string(),
  AllowedMethods: z.array(z.string()).default(['GET', 'HEAD']),
  CachedMethods: z.array(z.string()).optional(),
  CachePolicyId: z.string().optional(),
  OriginRequestPolicyId: z.string().optional(),
  ResponseHeadersPolicyId: z.string().optional(),
  Compress: Flag.default(false),
  ViewerProtocolPolicy: z.string(),
  FunctionAssociations: z
    .array(
      z.strictObject({ EventType: z.enum(['viewer-request', 'viewer-response']), FunctionARN: z.string() }),
    )
    .default([]),
});
export type Behavior = z.infer<typeof Behavior>;

const Origin = z.strictObject({
  Id: z.string(),
  DomainName: z.string(),
  OriginPath: z.string().default(''),
  OriginAccessControlId: z.string().optional(),
  S3OriginConfig: z.unknown().optional(),
  CustomOriginConfig: z.unknown().optional(),
  OriginCustomHeaders: z
    .array(z.strictObject({ HeaderName: z.string(), HeaderValue: z.string() }))
    .default([]),
  ConnectionAttempts: z.unknown().optional(),
  ConnectionTimeout: z.unknown().optional(),
});

/**
 * The distribution properties that affect responses. Properties about TLS, networks, prices and logs are
 * accepted and ignored.
 */
export const DistributionConfig = z.strictObject({
  Enabled: Flag,
  DefaultRootObject: z.string().default(''),
  DefaultCacheBehavior: Behavior,
  CacheBehaviors: z.array(Behavior).default([]),
  Origins: z.array(Origin),
  CustomErrorResponses: z
    .array(
      z.strictObject({
        ErrorCode: z.number(),
        ResponseCode: z.number().optional(),
        ResponsePagePath: z.string().optional(),
        ErrorCachingMinTTL: z.number().optional(),
      }),
    )
    .default([]),
  Aliases: z.unknown().optional(),
  Comment: z.unknown().optional(),
  HttpVersion: z.unknown().optional(),
  IPV6Enabled: z.unknown().optional(),
  Logging: z.unknown().optional(),
  PriceClass: z.unknown().optional(),
  Restrictions: z.unknown().optional(),
  ViewerCertificate: z.unknown().optional(),
});
export type DistributionConfig = z.infer<typeof DistributionConfig>;

/**
 * The behaviour for a path: the first matching pattern, else the default. `*` matches any text, `?` one
 * character.
 */
export function behaviorFor(config: DistributionConfig, path: string): Behavior {
  const found = config.CacheBehaviors.find(({ PathPattern = '' }) => {
    const pattern =
      PathPattern.startsWith('/') || PathPattern.startsWith('*') ? PathPattern : `/${PathPattern}`;
    const source = pattern
      .replace(/[\\^$.+()[\]{}|]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    return new RegExp(`^${source}$`, 's').test(path);
  });
  return found ?? config.DefaultCacheBehavior;
}
