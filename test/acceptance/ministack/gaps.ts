import * as z from 'zod';
import type { Lack } from '../target.ts';

/** A difference between MiniStack and AWS, with its workaround. MiniStack itself is never patched. */
interface Gap {
  readonly engine: string;
  readonly aws: string;
  /** The AWS documentation that decides. */
  readonly documentation: string;
  /** The suite does not check it. */
  readonly lacks?: Lack;
  /** Adapts a resource of the template; `undefined` leaves it out. */
  readonly adaptResource?: (resource: Resource) => Resource | undefined;
  /** Adapts a statement of a policy; `undefined` leaves it out. */
  readonly adaptStatement?: (statement: Statement) => Statement | undefined;
}

const Statement = z.looseObject({
  Effect: z.string(),
  Condition: z.record(z.string(), z.unknown()).optional(),
});
type Statement = z.infer<typeof Statement>;

const Properties = z.looseObject({
  PolicyDocument: z.looseObject({ Statement: z.array(Statement) }).optional(),
});
const Resource = z.looseObject({
  Type: z.string(),
  Properties: Properties.default({}),
  DependsOn: z.array(z.string()).optional(),
});
type Resource = z.infer<typeof Resource>;

const Template = z.looseObject({ Resources: z.record(z.string(), Resource) });

export const GAPS: readonly Gap[] = [
  {
    engine: 'An alarm on a metric-math expression rolls the stack back.',
    aws: 'An alarm watches one metric, or one expression over several.',
    documentation: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html',
    adaptResource: (resource) =>
      resource.Type === 'AWS::CloudWatch::Alarm' && 'Metrics' in resource.Properties ? undefined : resource,
  },
  {
    engine:
      'It speaks HTTP only, so `aws:SecureTransport` is false, also for what one service sends another.',
    aws: 'Endpoints speak TLS, and services send each other requests over TLS.',
    documentation:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-securetransport',
    adaptStatement: (statement) =>
      statement.Effect === 'Deny' && mentions(statement, 'aws:SecureTransport') ? undefined : statement,
  },
  {
    engine: 'It speaks HTTP only, so a distribution that redirects to HTTPS never answers anything else.',
    aws: 'A distribution speaks both.',
    documentation:
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html',
    adaptResource: (resource) =>
      resource.Type === 'AWS::CloudFront::Distribution' ? allowHttp(resource) : resource,
  },
  {
    engine: '`aws:PrincipalArn` is the ARN of the session that assumed a role.',
    aws: '`aws:PrincipalArn` is the ARN of the role.',
    documentation:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn',
    adaptStatement: (statement) =>
      mentions(statement, 'aws:PrincipalArn') ? withSessions(statement) : statement,
  },
  {
    engine:
      'The key of the account itself is above every policy; the suite acts as an administrator instead.',
    aws: 'A bucket policy that denies something denies it to the root user of the account too.',
    documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html',
  },
  {
    engine: 'Whoever may put an object may put it with tags.',
    aws: 'Tags in a request to put an object need `s3:PutObjectTagging` too.',
    documentation: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html',
    lacks: 'permission for tags of an upload',
  },
  {
    engine: 'Subscriptions of e-mail addresses confirm themselves.',
    aws: 'The owner of the address follows the link of a message.',
    documentation: 'https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html',
  },
];

export const LACKS: readonly Lack[] = GAPS.flatMap(({ lacks = [] }) => lacks);

const mentions = ({ Condition }: Statement, key: string): boolean =>
  JSON.stringify(Condition ?? {}).includes(key);

/** Lets every behaviour of a distribution speak HTTP. */
function allowHttp(resource: Resource): Resource {
  const text = JSON.stringify(resource).replaceAll(
    /"ViewerProtocolPolicy":"[a-z-]+"/g,
    '"ViewerProtocolPolicy":"allow-all"',
  );
  return Resource.parse(JSON.parse(text));
}

const ExceptRoles = z.object({
  ArnNotEquals: z.object({ 'aws:PrincipalArn': z.union([z.array(z.unknown()), z.unknown()]) }),
});
const RoleArn = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) });

/** Excepts the sessions of the roles that a statement excepts. */
function withSessions(statement: Statement): Statement {
  const { ArnNotEquals } = ExceptRoles.parse(statement.Condition);
  const roles = z.array(RoleArn).parse([ArnNotEquals['aws:PrincipalArn']].flat());
  const sessions = roles.map(({ 'Fn::GetAtt': [role] }) => ({
    'Fn::Sub': `arn:aws:sts::\${AWS::AccountId}:assumed-role/\${${role}}/*`,
  }));
  return { ...statement, Condition: { ArnNotLike: { 'aws:PrincipalArn': [...roles, ...sessions] } } };
}

/** The template that MiniStack can deploy, without the parts for the CDK's own bootstrap. */
export function adaptTemplate(template: unknown): object {
  const { Resources, Parameters: _, Rules: __, ...rest } = Template.parse(template);
  const adapted = Object.entries(Resources).flatMap(([id, resource]) => {
    const one = adaptResource(resource);
    return one ? [[id, one] as const] : [];
  });
  const there = new Set(adapted.map(([id]) => id));
  for (const [, { DependsOn }] of adapted)
    DependsOn?.splice(0, Number.POSITIVE_INFINITY, ...DependsOn.filter((id) => there.has(id)));
  return { ...rest, Resources: Object.fromEntries(adapted) };
}

function adaptResource(resource: Resource): Resource | undefined {
  let one: Resource | undefined = resource;
  for (const { adaptResource } of GAPS) one = one && adaptResource ? adaptResource(one) : one;
  const { PolicyDocument, ...others } = one?.Properties ?? {};
  if (one === undefined || PolicyDocument === undefined) return one;
  const Statement = PolicyDocument.Statement.flatMap((statement) => adaptStatement(statement) ?? []);
  if (Statement.length === 0) return undefined;
  return { ...one, Properties: { ...others, PolicyDocument: { ...PolicyDocument, Statement } } };
}

function adaptStatement(statement: Statement): Statement | undefined {
  let one: Statement | undefined = statement;
  for (const { adaptStatement } of GAPS) one = one && adaptStatement ? adaptStatement(one) : one;
  return one;
}
