import path from 'node:path';
import { Aws, Duration, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  PriceClass,
  type ResponseCustomHeader,
  ResponseHeadersPolicy,
  type ResponseSecurityHeadersBehavior,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { FunctionUrlOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IFunctionUrl } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { ORIGIN_KEY_HEADER } from '#shared/runtime/origin-key.ts';
import { CONTENT_SECURITY_POLICY } from '../content-security-policy.ts';

export interface PublicSiteProps {
  readonly files: IBucket;
  readonly accessLogs: IBucket;
  /** Origin of the site. */
  readonly site: string;
  /** ARN of its certificate in us-east-1. Without one, CloudFront assigns the address. */
  readonly certificate?: string | undefined;
  /** Allows search engines. */
  readonly searchEngines: boolean;
}

/** Browsers style their PDF viewer inline. Scripts are not allowed in PDFs. */
const DOCUMENT_SECURITY_POLICY = [
  "default-src 'none'",
  "object-src 'self'",
  "style-src 'unsafe-inline'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * CloudFront with the private bucket of public files as origin: security headers, caching by path, access
 * log.
 */
export class PublicSite extends Construct {
  readonly distribution: Distribution;
  readonly #closed: ResponseHeadersPolicy;
  readonly #searchEngines: boolean;

  constructor(scope: Construct, id: string, props: PublicSiteProps) {
    super(scope, id);
    this.#searchEngines = props.searchEngines;
    const shared = {
      origin: S3BucketOrigin.withOriginAccessControl(props.files, {
        originAccessControl: new S3OriginAccessControl(this, 'access', {
          originAccessControlName: this.#named('public'),
        }),
      }),
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      compress: true,
      functionAssociations: [
        { function: this.#router(), eventType: FunctionEventType.VIEWER_REQUEST },
        { function: this.#answer(), eventType: FunctionEventType.VIEWER_RESPONSE },
      ],
    };
    const fresh = this.#cache('fresh', 'Pages and listings', Duration.minutes(1), Duration.minutes(10));
    const documents = this.#cache('documents', 'Documents', Duration.hours(1), Duration.days(1));
    this.#closed = this.#headers('closed', CONTENT_SECURITY_POLICY, false);
    const open = this.#headers('open', CONTENT_SECURITY_POLICY, true);
    const pages: BehaviorOptions = { ...shared, cachePolicy: fresh, responseHeadersPolicy: this.#closed };
    const forOtherSites: BehaviorOptions = { ...shared, cachePolicy: fresh, responseHeadersPolicy: open };
    this.distribution = new Distribution(this, 'distribution', {
      comment: `${Stack.of(this).stackName}: the public listing`,
      defaultBehavior: pages,
      additionalBehaviors: {
        '*.json': forOtherSites,
        '*.atom': forOtherSites,
        '/embed.js': forOtherSites,
        '*.pdf': {
          ...shared,
          // PDFs are compressed internally.
          compress: false,
          cachePolicy: documents,
          responseHeadersPolicy: this.#headers('document', DOCUMENT_SECURITY_POLICY, false),
        },
      },
      // S3 answers 403 for a missing object, because CloudFront may not list the bucket.
      errorResponses: [403, 404].map((httpStatus) => ({
        httpStatus,
        responseHttpStatus: 404,
        responsePagePath: '/404.html',
        ttl: Duration.seconds(10),
      })),
      ...(props.certificate && {
        domainNames: [new URL(props.site).hostname],
        certificate: Certificate.fromCertificateArn(this, 'certificate', props.certificate),
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      }),
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      logBucket: props.accessLogs,
      logFilePrefix: 'cloudfront/',
    });
  }

  /** Routes POSTs of a path to a function. `key` proves to the function that they came through CloudFront. */
  takesForms(formPath: string, to: IFunctionUrl, key: string): void {
    this.distribution.addBehavior(
      formPath,
      new FunctionUrlOrigin(to, { customHeaders: { [ORIGIN_KEY_HEADER]: key } }),
      {
        // CloudFront's smallest set of methods that includes POST.
        allowedMethods: AllowedMethods.ALLOW_ALL,
        // HTTPS only: a redirect would first send the reader's address unencrypted.
        viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        // Without the Host header: a function URL only answers to its own.
        originRequestPolicy: new OriginRequestPolicy(this, 'form-request', {
          originRequestPolicyName: this.#named('form'),
          comment: 'What a form is, and who sends it',
          headerBehavior: OriginRequestHeaderBehavior.allowList('CloudFront-Viewer-Address', 'Content-Type'),
        }),
        responseHeadersPolicy: this.#closed,
        functionAssociations: [
          {
            eventType: FunctionEventType.VIEWER_REQUEST,
            function: new EdgeFunction(this, 'form-guard', {
              comment: 'Refuses forms of other sites and bodies that are too large',
              code: FunctionCode.fromFile({ filePath: path.join(import.meta.dirname, 'form-guard.js') }),
              runtime: FunctionRuntime.JS_2_0,
            }),
          },
        ],
      },
    );
  }

  /** CloudFront names are global, so a second stack in another region needs other names. */
  #named(what: string): string {
    return `${Stack.of(this).stackName}-${what}-${Aws.REGION}`;
  }

  #router(): EdgeFunction {
    return new EdgeFunction(this, 'router', {
      comment: 'A folder is its index.html; a folder without its slash is sent there',
      code: FunctionCode.fromFile({ filePath: path.join(import.meta.dirname, 'site-router.js') }),
      runtime: FunctionRuntime.JS_2_0,
    });
  }

  #answer(): EdgeFunction {
    return new EdgeFunction(this, 'answer', {
      comment: 'Addresses without a page any more answer 410, hidden files keep search engines out',
      code: FunctionCode.fromFile({ filePath: path.join(import.meta.dirname, 'site-answer.js') }),
      runtime: FunctionRuntime.JS_2_0,
    });
  }

  /** Objects' own Cache-Control applies, up to `atMost`. Publishing invalidates changed paths. */
  #cache(id: string, comment: string, usual: Duration, atMost: Duration): CachePolicy {
    return new CachePolicy(this, `cache-${id}`, {
      cachePolicyName: this.#named(id),
      comment,
      minTtl: Duration.seconds(0),
      defaultTtl: usual,
      maxTtl: atMost,
      cookieBehavior: CacheCookieBehavior.none(),
      headerBehavior: CacheHeaderBehavior.none(),
      queryStringBehavior: CacheQueryStringBehavior.none(),
      enableAcceptEncodingGzip: true,
      enableAcceptEncodingBrotli: true,
    });
  }

  /** `open` allows scripts of other sites, for the listing and its embed. */
  #headers(id: string, contentSecurityPolicy: string, open: boolean): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, `headers-${id}`, {
      responseHeadersPolicyName: this.#named(id),
      securityHeadersBehavior: securityHeaders(contentSecurityPolicy),
      customHeadersBehavior: {
        customHeaders: [
          header('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=()'),
          header('Cross-Origin-Opener-Policy', 'same-origin'),
          header('Cross-Origin-Resource-Policy', open ? 'cross-origin' : 'same-origin'),
          // https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag
          ...(this.#searchEngines ? [] : [header('X-Robots-Tag', 'noindex, noarchive')]),
        ],
      },
      ...(open && {
        corsBehavior: {
          accessControlAllowOrigins: ['*'],
          accessControlAllowMethods: ['GET', 'HEAD'],
          accessControlAllowHeaders: ['*'],
          accessControlAllowCredentials: false,
          originOverride: true,
        },
      }),
    });
  }
}

function securityHeaders(contentSecurityPolicy: string): ResponseSecurityHeadersBehavior {
  return {
    contentSecurityPolicy: { contentSecurityPolicy, override: true },
    contentTypeOptions: { override: true },
    frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
    // Does not reveal which page a reader came from.
    referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override: true },
    strictTransportSecurity: {
      accessControlMaxAge: Duration.days(365),
      includeSubdomains: true,
      override: true,
    },
  };
}

const header = (name: string, value: string): ResponseCustomHeader => ({
  header: name,
  value,
  override: true,
});
