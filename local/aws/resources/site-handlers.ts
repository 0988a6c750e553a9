import * as z from 'zod';
import { arnOf } from '../account.ts';
import { DistributionConfig } from '../cloudfront/distribution-config.ts';
import { type EdgeFunction, edgeFunction } from '../cloudfront/edge-function.ts';
import { OriginRequestPolicyConfig } from '../cloudfront/origin-request-policy.ts';
import { ResponseHeadersPolicyConfig } from '../cloudfront/response-headers-policy.ts';
import type { ResourceHandler } from '../template/create-resources.ts';
import { readProperties } from '../template/read-properties.ts';

const DistributionProperties = z.object({ DistributionConfig });
const PolicyProperties = z.object({ ResponseHeadersPolicyConfig });
const OriginRequestProperties = z.object({ OriginRequestPolicyConfig });
const EdgeProperties = z.object({
  Name: z.string(),
  FunctionCode: z.string(),
  FunctionConfig: z.object({ Runtime: z.literal('cloudfront-js-2.0') }),
});

export interface SiteParts {
  readonly distributions: Map<string, DistributionConfig>;
  readonly headersPolicies: Map<string, ResponseHeadersPolicyConfig>;
  readonly originRequestPolicies: Map<string, OriginRequestPolicyConfig>;
  readonly edgeFunctions: Map<string, EdgeFunction>;
}

/** Handlers of distributions and their policies and functions. */
export function siteHandlers(parts: SiteParts): Readonly<Record<string, ResourceHandler>> {
  return {
    'AWS::CloudFront::Distribution': ({ properties, logicalId }) => {
      const wanted = readProperties(properties, DistributionProperties, ['Tags']);
      const id = `E${logicalId
        .replace(/[^A-Za-z0-9]/g, '')
        .slice(-13)
        .toUpperCase()}`;
      parts.distributions.set(id, wanted.DistributionConfig);
      return { ref: id, attributes: { Id: id, DomainName: `${id.toLowerCase()}.cloudfront.local` } };
    },
    'AWS::CloudFront::ResponseHeadersPolicy': ({ properties, physicalName }) => {
      const wanted = readProperties(properties, PolicyProperties);
      parts.headersPolicies.set(physicalName, wanted.ResponseHeadersPolicyConfig);
      return { ref: physicalName, attributes: { Id: physicalName } };
    },
    'AWS::CloudFront::OriginRequestPolicy': ({ properties, physicalName }) => {
      const wanted = readProperties(properties, OriginRequestProperties);
      parts.originRequestPolicies.set(physicalName, wanted.OriginRequestPolicyConfig);
      return { ref: physicalName, attributes: { Id: physicalName } };
    },
    'AWS::CloudFront::Function': ({ properties }) => {
      const wanted = readProperties(properties, EdgeProperties, ['AutoPublish', 'FunctionMetadata', 'Tags']);
      const arn = arnOf('cloudfront', `function/${wanted.Name}`);
      parts.edgeFunctions.set(arn, edgeFunction(wanted.FunctionCode));
      return { ref: wanted.Name, attributes: { FunctionARN: arn } };
    },
  };
}
