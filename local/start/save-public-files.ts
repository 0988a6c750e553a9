import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { GetObjectCommand, NoSuchKey, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';

/** Writes every file of the public bucket below `folder` and returns their number. Keeps other files. */
export async function savePublicFiles(client: S3Client, Bucket: string, folder: string): Promise<number> {
  const root = resolve(folder);
  mkdirSync(root, { recursive: true });
  let written = 0;
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket })) {
    for (const { Key = '' } of Contents) {
      const file = resolve(root, Key);
      if (!file.startsWith(root + sep)) throw new Error(`${Key} would be written outside of ${folder}.`);
      const content = await contentOf(client, Bucket, Key);
      if (content === undefined) continue;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      written++;
    }
  }
  return written;
}

/** The bytes of an object; undefined if it was deleted since it was listed. */
async function contentOf(client: S3Client, Bucket: string, Key: string): Promise<Uint8Array | undefined> {
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
    return await Body?.transformToByteArray();
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}
