import type { ResourceHandler } from '../template/create-resources.ts';

/**
 * Resource types that nothing on one machine would notice: permissions, alarms, dashboards, keys, log groups.
 * They are listed one by one, so that a new type is an error until somebody has decided what it means here.
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

/** Creators that create nothing; others may still refer to what they stand for. */
export function noOpHandlers({ region, account }: { region: string; account: string }) {
  const nothing: ResourceHandler = ({ type, physicalName }) => {
    const service = type.split('::')[1]?.toLowerCase();
    const arn = `arn:aws:${service}:${region}:${account}:${physicalName}`;
    return {
      ref: physicalName,
      attributes: { Arn: arn, Id: physicalName, RoleId: physicalName, KeyId: physicalName },
    };
  };
  return Object.fromEntries(TYPES.map((type) => [type, nothing]));
}
