import { setTimeout } from 'node:timers/promises';
import { S3ServiceException } from '@aws-sdk/client-s3';

const RETRIES = 4;

/**
 * Retries a conditional write when S3 answers 409, because another write of the object is in progress:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html#conditional-error-response
 */
export async function retryOnConflict<Result>(write: () => Promise<Result>): Promise<Result> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await write();
    } catch (error) {
      const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
      if (status !== 409 || attempt === RETRIES) throw error;
      await setTimeout(50 * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}
