import {
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { nameOfKey } from '#shared/domain/review/files/upload-key.ts';
import type { UploadObject, Uploads } from '#shared/ports.ts';
import { quoted, unquoted } from './s3-etag.ts';
import { s3ListObjects } from './s3-list-objects.ts';

/** The tag that GuardDuty Malware Protection for S3 sets: https://docs.aws.amazon.com/guardduty/latest/ug/monitoring-malware-protection-s3-scans-gdu.html */
const SCAN_TAG = 'GuardDutyMalwareScanStatus';

/** The uploads bucket. Errors name no key, since a key is an officer's file name. */
export function s3Uploads(client: S3Client, bucket: string): Uploads {
  async function* below(prefix: string, limit?: number): AsyncGenerator<UploadObject> {
    for await (const { Key, ETag, Size, LastModified } of s3ListObjects(client, bucket, prefix, limit)) {
      if (ETag === undefined || LastModified === undefined)
        throw new Error('S3 listed an object without ETag or time.');
      yield { key: Key, etag: unquoted(ETag), bytes: Size ?? 0, modifiedAt: LastModified.toISOString() };
    }
  }
  const translated = async <T>(call: Promise<T>): Promise<T> => {
    try {
      return await call;
    } catch (error) {
      const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
      if (status !== 412 && status !== 404) throw error;
      throw new Error('An upload was replaced or removed since it was listed.', { cause: error });
    }
  };
  return {
    async list(name) {
      // Names are compared with composed letters; macOS uploads them decomposed.
      const spellings = [...new Set([name, name.normalize('NFD')])];
      const found = await Promise.all(
        spellings.flatMap((spelling) => [
          Array.fromAsync(below(`${spelling}.`)),
          Array.fromAsync(below(`${spelling}/`)),
          // A file without an extension: of the keys that begin with the name, its own comes first.
          Array.fromAsync(below(spelling, 1)),
        ]),
      );
      const byKey = new Map(found.flat().map((object) => [object.key, object]));
      return [...byKey.values()]
        .filter(({ key }) => nameOfKey(key) === name)
        .sort((a, b) => (a.key < b.key ? -1 : 1));
    },
    all: () => below(''),
    async read({ key, etag }) {
      const { Body } = await translated(
        client.send(new GetObjectCommand({ Bucket: bucket, Key: key, IfMatch: quoted(etag) })),
      );
      if (!Body) throw new Error('S3 answered without a body.');
      return Body.transformToByteArray();
    },
    async version({ key, etag }) {
      const head = await translated(
        client.send(new HeadObjectCommand({ Bucket: bucket, Key: key, IfMatch: quoted(etag) })),
      );
      return head.VersionId;
    },
    async scan({ key, etag }) {
      const tagging = await translated(
        client.send(new GetObjectTaggingCommand({ Bucket: bucket, Key: key })),
      );
      // Tags belong to a version: it must be the one that the ETag names.
      const head = await translated(
        client.send(new HeadObjectCommand({ Bucket: bucket, Key: key, IfMatch: quoted(etag) })),
      );
      if (head.VersionId !== tagging.VersionId) {
        throw new Error('An upload was replaced since it was listed.');
      }
      const status = tagging.TagSet?.find(({ Key }) => Key === SCAN_TAG)?.Value;
      if (status === undefined) return 'none';
      if (status === 'NO_THREATS_FOUND') return 'clean';
      return status === 'THREATS_FOUND' ? 'threat' : 'not-scanned';
    },
  };
}
