import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { findDeployment } from '../../infra/operate/deployment.ts';
import { queueDepth } from '../../infra/operate/queue-depth.ts';
import type { EmbeddedStack } from '../../local/aws/embedded-stack.ts';
import type { Target } from './acceptance.ts';

/** The stack that the emulator runs in this process. Permissions are not checked there. */
export function embeddedTarget(stack: EmbeddedStack): Target & { close(): void } {
  const client = (service: string) => ({
    region: stack.environment.AWS_REGION ?? '',
    endpoint: stack.environment[`AWS_ENDPOINT_URL_${service}`] ?? '',
    credentials: { accessKeyId: 'officer', secretAccessKey: 'local' },
  });
  const clients = {
    officer: new S3Client({ ...client('S3'), forcePathStyle: true }),
    sqs: new SQSClient(client('SQS')),
    sns: new SNSClient(client('SNS')),
    lambda: new LambdaClient(client('LAMBDA')),
  };
  return {
    ...clients,
    output: (name) => stack.outputs[name] ?? '',
    siteUrl: stack.siteUrl,
    deadLetters: async () => Object.values(stack.deadLetters()).reduce((sum, count) => sum + count, 0),
    close() {
      for (const one of Object.values(clients)) one.destroy();
    },
  };
}

/**
 * A deployed stack, by its name. Region, credentials and endpoints come from the environment; the officer's
 * key from OFFICER_ACCESS_KEY_ID and OFFICER_SECRET_ACCESS_KEY, else the operator's own is used.
 */
export async function deployedTarget(stack: string, siteUrl?: string): Promise<Target> {
  const { output, sqs, queues } = await findDeployment({ local: false, stack });
  const { OFFICER_ACCESS_KEY_ID: accessKeyId, OFFICER_SECRET_ACCESS_KEY: secretAccessKey } = process.env;
  const credentials = accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined;
  return {
    output,
    sqs,
    officer: new S3Client({ forcePathStyle: true, ...(credentials && { credentials }) }),
    sns: new SNSClient({}),
    lambda: new LambdaClient({}),
    siteUrl: siteUrl ?? output('SiteAddress'),
    async deadLetters() {
      const depths = await Promise.all(queues.map(({ deadLettersUrl }) => queueDepth(sqs, deadLettersUrl)));
      return depths.reduce((sum, { waiting, taken }) => sum + waiting + taken, 0);
    },
  };
}
