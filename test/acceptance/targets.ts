import { LambdaClient } from '@aws-sdk/client-lambda';
import {
  GetBucketNotificationConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { findDeployment } from '../../infra/operate/deployment.ts';
import { queueDepth } from '../../infra/operate/queue-depth.ts';
import { localSettings } from '../../local/start/local-settings.ts';
import { synthesize } from '../../local/start/synthesize.ts';
import { startStack } from '../support/start-stack.ts';
import { type Credentials, makeOfficer, makeUser } from './iam-user.ts';
import { deployAssembly } from './ministack/deploy.ts';
import { LACKS } from './ministack/gaps.ts';
import { startMiniStack } from './ministack/ministack.ts';
import type { Lack, Target } from './target.ts';

const STACK = 'review-publisher';
const LOCAL_SETTINGS = 'local/settings.yaml';

/** Starts the stack that the emulator runs in this process. Permissions are not checked there. */
export async function startEmbeddedTarget(): Promise<Target> {
  let isLost = false;
  const { stack, stop } = await startStack({
    deliveryHook: (deliver) => {
      if (!isLost) deliver();
    },
  });
  const client = (service: string) => ({
    region: stack.environment.AWS_REGION ?? '',
    endpoint: stack.environment[`AWS_ENDPOINT_URL_${service}`] ?? '',
    credentials: { accessKeyId: 'officer', secretAccessKey: 'local' },
  });
  const s3 = new S3Client({ ...client('S3'), forcePathStyle: true });
  const sns = new SNSClient(client('SNS'));
  const operator = {
    s3,
    sns,
    sqs: new SQSClient(client('SQS')),
    lambda: new LambdaClient(client('LAMBDA')),
  };
  return {
    stackName: STACK,
    output: (name) => stack.outputs[name] ?? '',
    officer: { s3, sns },
    operator,
    lacks: new Set(['permissions', 'deletion protection']),
    environment: stack.environment,
    settingsFile: LOCAL_SETTINGS,
    siteUrl: stack.siteUrl,
    deadLetters: async () => Object.values(stack.deadLetters()).reduce((sum, count) => sum + count, 0),
    async withoutEvents(work) {
      isLost = true;
      await work().finally(() => {
        isLost = false;
      });
    },
    async close() {
      for (const one of Object.values(operator)) one.destroy();
      await stop();
    },
  };
}

/**
 * A deployed stack, by its name. Region, credentials and endpoint come from the environment. The officer's
 * keys come from OFFICER_ACCESS_KEY_ID and OFFICER_SECRET_ACCESS_KEY, else from a user that is made with
 * `UploaderPolicy` and deleted afterwards.
 */
export async function deployedTarget(
  stackName: string,
  options: {
    readonly siteUrl?: string | undefined;
    readonly settings?: string;
    readonly lacks?: ReadonlySet<Lack>;
  } = {},
): Promise<Target> {
  const { output, sqs, queues } = await findDeployment({ local: false, stack: stackName });
  const operator = {
    s3: new S3Client({ forcePathStyle: true }),
    sns: new SNSClient({}),
    sqs,
    lambda: new LambdaClient({}),
  };
  const { credentials, remove } = await findOfficer(output);
  return {
    stackName,
    output,
    officer: {
      s3: new S3Client({ forcePathStyle: true, credentials }),
      sns: new SNSClient({ credentials }),
    },
    operator,
    lacks: options.lacks ?? new Set(),
    environment: {},
    settingsFile: options.settings ?? 'infra/settings.yaml',
    siteUrl: options.siteUrl ?? output('SiteAddress'),
    async deadLetters() {
      const depths = await Promise.all(queues.map(({ deadLettersUrl }) => queueDepth(sqs, deadLettersUrl)));
      return depths.reduce((sum, { waiting, taken }) => sum + waiting + taken, 0);
    },
    close: remove,
  };
}

/** Starts MiniStack and deploys the stack there. Throws `NoMiniStack` if it is not available. */
export async function startMiniStackTarget(auth: boolean): Promise<Target> {
  const { environment, python, viewer, stop } = await startMiniStack({ auth });
  try {
    Object.assign(process.env, environment);
    if (auth) {
      // The key of the account, which no policy restricts, as an operator has it.
      const { credentials } = await makeUser('arn:aws:iam::aws:policy/AdministratorAccess');
      process.env.AWS_ACCESS_KEY_ID = credentials.accessKeyId;
      process.env.AWS_SECRET_ACCESS_KEY = credentials.secretAccessKey;
    }
    const assembly = await synthesize(localSettings('https://reviews.example.org'), () => undefined);
    await deployAssembly(assembly, { stackName: STACK, python });
    const lacks = new Set([...LACKS, ...(auth ? [] : (['permissions'] as const))]);
    const target = await deployedTarget(STACK, { settings: LOCAL_SETTINGS, lacks });
    const { url } = await viewer(new URL(target.siteUrl).host);
    const { s3 } = target.operator;
    const Bucket = target.output('UploadsBucket');
    return {
      ...target,
      siteUrl: url,
      async withoutEvents(work) {
        const { $metadata: _, ...told } = await s3.send(
          new GetBucketNotificationConfigurationCommand({ Bucket }),
        );
        const tell = (NotificationConfiguration: object) =>
          s3.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration }));
        await tell({});
        await work().finally(() => tell(told));
      },
      close: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function findOfficer(
  output: (name: string) => string,
): Promise<{ credentials: Credentials; remove: () => Promise<void> }> {
  const { OFFICER_ACCESS_KEY_ID: accessKeyId, OFFICER_SECRET_ACCESS_KEY: secretAccessKey } = process.env;
  if (accessKeyId && secretAccessKey)
    return { credentials: { accessKeyId, secretAccessKey }, remove: async () => undefined };
  return makeOfficer(output('UploaderPolicy'), output('UploadsBucket'));
}
