import { randomUUID } from 'node:crypto';
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteUserCommand,
  DetachUserPolicyCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { waitFor } from './trial.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface User {
  readonly credentials: Credentials;
  readonly remove: () => Promise<void>;
}

/** Makes an IAM user who has one policy and nothing else. */
export async function makeUser(PolicyArn: string): Promise<User> {
  const iam = new IAMClient({});
  const UserName = `acceptance-${randomUUID().slice(0, 8)}`;
  await iam.send(new CreateUserCommand({ UserName }));
  await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '' } = AccessKey ?? {};
  return {
    credentials: { accessKeyId, secretAccessKey },
    async remove() {
      await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId: accessKeyId }));
      await iam.send(new DetachUserPolicyCommand({ UserName, PolicyArn }));
      await iam.send(new DeleteUserCommand({ UserName }));
    },
  };
}

/** Makes an officer. Resolves when the key works, which takes AWS some seconds. */
export async function makeOfficer(PolicyArn: string, Bucket: string): Promise<User> {
  const user = await makeUser(PolicyArn);
  const s3 = new S3Client({ forcePathStyle: true, credentials: user.credentials });
  const works = () =>
    s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 1 })).then(
      () => true,
      () => false,
    );
  try {
    await waitFor('the access of a new officer', works);
  } catch (error) {
    await user.remove();
    throw error;
  }
  return user;
}
