import { hash } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { Edition } from '#shared/domain/listing/edition.ts';
import type { CleanCopies } from '#shared/ports.ts';
import { retryOnConflict } from './s3-retry-conflict.ts';

/** Clean copies under `<sha256>.pdf`, editions under `<sha256>.json`. S3 checks the SHA-256 of the bytes. */
export function s3CleanCopies(client: S3Client, bucket: string): CleanCopies {
  const put = async (sha256: string, type: 'pdf' | 'json', body: Uint8Array | string) => {
    const command = new PutObjectCommand({
      Bucket: bucket,
      Key: `${sha256}.${type}`,
      Body: body,
      ContentType: `application/${type}`,
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
  };
  return {
    put: (sha256, pdf) => put(sha256, 'pdf', pdf),
    async putEdition(edition) {
      const body = JSON.stringify(edition);
      const sha256 = hash('sha256', body);
      await put(sha256, 'json', body);
      return sha256;
    },
    async edition(sha256) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: `${sha256}.json` }));
      if (!Body) throw new Error('S3 answered without a body.');
      return Edition.parse(JSON.parse(await Body.transformToString('utf-8')));
    },
  };
}
