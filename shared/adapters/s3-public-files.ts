import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { PublicFile, PublicFiles } from '#shared/ports.ts';
import { quoted, unquoted } from './s3-etag.ts';
import { s3ListObjects } from './s3-list-objects.ts';
import { retryOnConflict } from './s3-retry-conflict.ts';

/** `Cache-Control` of the PDFs. Short, so that a withdrawn review does not stay in browser caches. */
const DOCUMENT_CACHE_CONTROL = 'public, max-age=300';

/**
 * The public bucket. `write` relies on S3's conditional writes and on ETags that are the MD5 of the bytes
 * (SSE-S3): https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function s3PublicFiles(client: S3Client, bucket: string, cleanCopiesBucket: string): PublicFiles {
  return {
    async read(path) {
      try {
        const { Body, ETag } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(path) }));
        if (!Body || ETag === undefined) throw new Error('S3 answered without a body or an ETag.');
        return { body: await Body.transformToString('utf-8'), etag: unquoted(ETag) };
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async etag(path) {
      try {
        const { ETag } = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: keyOf(path) }));
        if (ETag === undefined) throw new Error('S3 answered without an ETag.');
        return unquoted(ETag);
      } catch (error) {
        if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return undefined;
        throw error;
      }
    },
    async write(file, expected) {
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: keyOf(file.path),
        Body: file.body,
        ContentType: file.contentType,
        CacheControl: file.cacheControl,
        Metadata: metadataOf(file),
        ...(expected === 'absent' ? { IfNoneMatch: '*' } : { IfMatch: quoted(expected) }),
      });
      try {
        await retryOnConflict(() => client.send(command));
        return 'written';
      } catch (error) {
        const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
        // 404: If-Match for a file that was deleted.
        if (status === 412 || status === 404) return 'stale';
        throw error;
      }
    },
    async addDocument(path, sha256, hidden) {
      await client.send(
        new CopyObjectCommand({
          Bucket: bucket,
          Key: keyOf(path),
          CopySource: `${cleanCopiesBucket}/${sha256}.pdf`,
          MetadataDirective: 'REPLACE',
          Metadata: metadataOf({ hidden }),
          ContentType: 'application/pdf',
          CacheControl: DOCUMENT_CACHE_CONTROL,
          ContentDisposition: `inline; filename="${savedNameOf(path)}"`,
        }),
      );
    },
    async remove(path) {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: keyOf(path) }));
    },
    async list(prefix) {
      const objects = await Array.fromAsync(s3ListObjects(client, bucket, prefix.slice(1)));
      return objects.map(({ Key }) => pathOf(Key));
    },
    async etags(prefix) {
      const objects = await Array.fromAsync(s3ListObjects(client, bucket, prefix.slice(1)));
      return new Map(objects.map(({ Key, ETag = '' }) => [pathOf(Key), unquoted(ETag)]));
    },
  };
}

/** What `infra/constructs/site-answer.js` turns into the status and a header of the answer. */
function metadataOf({ status, hidden }: Pick<PublicFile, 'status' | 'hidden'>): Record<string, string> {
  return {
    ...(status !== undefined && { status: String(status) }),
    ...(hidden === true && { robots: 'noindex, noarchive' }),
  };
}

function keyOf(path: string): string {
  if (!path.startsWith('/')) throw new Error('A public path begins with a slash.');
  return path.slice(1) + (path.endsWith('/') ? 'index.html' : '');
}

function pathOf(key: string): string {
  return `/${key.replace(/(^|\/)index\.html$/, '$1')}`;
}

/** Download name: `/reviews/2024/baby-eva/report.pdf` is saved as `baby-eva-report.pdf`. */
function savedNameOf(path: string): string {
  return path
    .split('/')
    .slice(-2)
    .filter(Boolean)
    .join('-')
    .replace(/[^\w.-]/g, '-');
}
