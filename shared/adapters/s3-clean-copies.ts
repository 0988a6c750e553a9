import { PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { CleanCopies } from '#shared/ports.ts';
import { retryOnConflict } from './s3-retry-conflict.ts';

/** Clean copies under `<sha256>.pdf`. S3 checks that the bytes have that SHA-256. */
export function s3CleanCopies(client: S3Client, bucket: string): CleanCopies {
  return {
    async put(sha256, pdf) {
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: `${sha256}.pdf`,
        Body: pdf,
        ContentType: 'application/pdf',
        ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
        IfNoneMatch: '*',
      });
      try {
        await retryOnConflict(() => client.send(command));
      } catch (error) {
        // The same bytes are stored already.
        if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412) return;
        throw error;
      }
    },
  };
}
