import { describe, expect, it } from 'vitest';
import { adaptTemplate, GAPS } from './ministack/gaps.ts';

const deny = (Condition: object) => ({ Effect: 'Deny', Action: 's3:*', Principal: '*', Condition });
const policy = (...Statement: object[]) => ({
  Type: 'AWS::S3::BucketPolicy',
  Properties: { PolicyDocument: { Version: '2012-10-17', Statement } },
});
const role = { 'Fn::GetAtt': ['publisherRole', 'Arn'] };

describe('the template for MiniStack', () => {
  const adapted = (Resources: object) => adaptTemplate({ Resources, Parameters: {}, Rules: {} });

  it('has no alarm on metric math, and nothing that waits for one', () => {
    const watched = { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors' } };
    const computed = { Type: 'AWS::CloudWatch::Alarm', Properties: { Metrics: [] } };
    const waiting = { Type: 'AWS::SNS::Topic', Properties: {}, DependsOn: ['computed', 'watched'] };
    expect(adapted({ watched, computed, waiting })).toEqual({
      Resources: { watched, waiting: { ...waiting, DependsOn: ['watched'] } },
    });
  });

  it('does not ask for TLS, and leaves out a policy that asks for nothing else', () => {
    const secure = deny({ Bool: { 'aws:SecureTransport': 'false' } });
    const other = deny({ StringEquals: { 'aws:SourceAccount': '1' } });
    expect(adapted({ only: policy(secure), both: policy(secure, other) })).toEqual({
      Resources: { both: policy(other) },
    });
  });

  it('denies to all but a role and its sessions what the template denies to all but the role', () => {
    const sessions = { 'Fn::Sub': expect.stringMatching(/assumed-role.\$\{publisherRole\}..$/) };
    const isExcepted = (roles: unknown) => deny({ ArnNotEquals: { 'aws:PrincipalArn': roles } });
    const expected = policy(deny({ ArnNotLike: { 'aws:PrincipalArn': [role, sessions] } }));
    expect(adapted({ one: policy(isExcepted(role)), list: policy(isExcepted([role])) })).toEqual({
      Resources: { one: expected, list: expected },
    });
  });

  it('lets viewers of a distribution speak HTTP', () => {
    const distribution = (ViewerProtocolPolicy: string) => ({
      Type: 'AWS::CloudFront::Distribution',
      Properties: { DistributionConfig: { DefaultCacheBehavior: { ViewerProtocolPolicy } } },
    });
    expect(adapted({ site: distribution('redirect-to-https') })).toEqual({
      Resources: { site: distribution('allow-all') },
    });
  });

  it.for(GAPS)('AWS documents what it does instead: $aws', ({ documentation }) => {
    expect(documentation).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  });
});
