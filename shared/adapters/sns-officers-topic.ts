import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { OfficersTopic } from '#shared/ports.ts';

/** E-mails to the officers. */
export function snsOfficersTopic(client: SNSClient, topicArn: string): OfficersTopic {
  return {
    async publish({ subject, text }) {
      await client.send(new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: text }));
    },
  };
}
