import { type MessageAttributeValue, PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Alert } from '#shared/domain/messages/alert.ts';
import type { AlertsTopic } from '#shared/ports.ts';
import { asciiJson } from './ascii-json.ts';

/**
 * Publishes each alert once for every protocol, with its attributes for filter policies and its ID for the
 * delivery log.
 */
export function snsAlertsTopic(client: SNSClient, topicArn: string): AlertsTopic {
  return {
    async publish(alert) {
      await client.send(
        new PublishCommand({
          TopicArn: topicArn,
          Subject: alert.subject,
          MessageStructure: 'json',
          Message: asciiJson({
            default: alert.email,
            email: alert.email,
            sms: alert.sms,
            'email-json': alert.json,
            sqs: alert.json,
            http: alert.json,
            https: alert.json,
            lambda: alert.json,
          }),
          MessageAttributes: attributesOf(alert),
        }),
      );
    },
  };
}

function attributesOf({ id, attributes }: Alert): Record<string, MessageAttributeValue> {
  const { event, type, year, themes } = attributes;
  return {
    alert_id: { DataType: 'String', StringValue: id },
    event: { DataType: 'String', StringValue: event },
    type: { DataType: 'String', StringValue: type },
    year: { DataType: 'Number', StringValue: String(year) },
    ...(themes.length > 0 && { themes: { DataType: 'String.Array', StringValue: asciiJson(themes) } }),
  };
}
