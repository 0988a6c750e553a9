import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { startS3Server } from '../../local/aws/s3-server.ts';
import { savePublicFiles } from '../../local/start/save-public-files.ts';

it('saves the public files without one that is withdrawn meanwhile', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'public-'));
  const server = await startS3Server({ folder });
  const s3 = new S3Client({
    endpoint: server.url,
    region: 'eu-west-2',
    forcePathStyle: true,
    credentials: { accessKeyId: 'publisher', secretAccessKey: 'local' },
  });
  const Bucket = 'public';
  await s3.send(new CreateBucketCommand({ Bucket }));
  for (const Key of ['a.html', 'b.pdf']) await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
  // Deleted after the listing, before its content is asked for.
  s3.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === 'GetObjectCommand')
          await s3.send(new DeleteObjectCommand({ Bucket, Key: 'b.pdf' }));
        return next(args);
      },
    { step: 'initialize' },
  );
  expect(await savePublicFiles(s3, Bucket, join(folder, 'saved'))).toBe(1);
  expect(readdirSync(join(folder, 'saved'))).toEqual(['a.html']);
  s3.destroy();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});
