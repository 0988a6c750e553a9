import { arnOf } from '../account.ts';
import type { ResourceHandler } from '../template/create-resources.ts';

/**
 * Resource types without an effect on one machine: permissions, alarms, dashboards, keys, log groups. Listed
 * explicitly, so that a new type is an error until its meaning here is decided.
 */
const TYPES = [
  'AWS::CDK::Metadata',
  'AWS::CloudFront::CachePolicy',
  'AWS::CloudFront::OriginAccessControl',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
] as const;

/** Handlers that create nothing, but return attributes that others may reference. */
export function noOpHandlers() {
  const nothing: ResourceHandler = ({ type, physicalName }) => {
    const arn = arnOf(type.split('::')[1]?.toLowerCase() ?? '', physicalName);
    return {
      ref: physicalName,
      attributes: { Arn: arn, Id: physicalName, RoleId: physicalName, KeyId: physicalName },
    };
  };
  return Object.fromEntries(TYPES.map((type) => [type, nothing]));
}
