import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type S3Server, startS3Server } from '../../local/aws/s3-server.ts';
import { UploadsFolder } from '../../local/start/uploads-folder.ts';

const Bucket = 'uploads';
const PDF = '%PDF-1.7\n%%EOF\n';
let folder: string;
let server: S3Server;
let s3: S3Client;
let uploads: UploadsFolder;
/** Everything that happened to the bucket, in order. */
let changes: string[];

function open(): UploadsFolder {
  return new UploadsFolder({
    folder: join(folder, 'uploads'),
    s3,
    bucket: Bucket,
    stateFile: join(folder, 'state.json'),
    onError: (sentence) => changes.push(sentence),
  });
}

const write = (name: string, text: string) => writeFileSync(join(folder, 'uploads', name), text);
const settled = () => expect.poll(() => uploads.isSettled).toBe(true);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'folder-'));
  changes = [];
  server = await startS3Server({
    folder: join(folder),
    onChange: ({ key, removed }) => changes.push(`${removed ? '-' : '+'}${key}`),
  });
  s3 = new S3Client({
    endpoint: server.url,
    region: 'eu-west-2',
    forcePathStyle: true,
    credentials: { accessKeyId: 'officer', secretAccessKey: 'local' },
  });
  await s3.send(new CreateBucketCommand({ Bucket }));
  uploads = open();
});

afterEach(async () => {
  await uploads.stop();
  s3.destroy();
  await server.close();
  rmSync(folder, { recursive: true });
});

describe('the uploads folder', () => {
  it('is in step with the bucket: put, replaced, renamed, deleted, in folders too', async () => {
    uploads.start();
    write('a.pdf', PDF);
    mkdirSync(join(folder, 'uploads/b'));
    write('b/report.pdf', PDF);
    await expect.poll(() => changes.toSorted()).toEqual(['+a.pdf', '+b/report.pdf']);
    write('a.pdf', `${PDF}%%EOF`);
    await expect.poll(() => changes.slice(2)).toEqual(['+a.pdf']);
    renameSync(join(folder, 'uploads/a.pdf'), join(folder, 'uploads/c.pdf'));
    await expect.poll(() => changes.slice(3)).toEqual(['+c.pdf', '-a.pdf']);
  });

  it('waits until a PDF is whole', async () => {
    uploads.start();
    write('slow.pdf', '%PDF-1.7\n');
    for (let part = 0; part < 4; part++) {
      await pause(400);
      appendFileSync(join(folder, 'uploads/slow.pdf'), 'more\n');
    }
    expect(changes).toEqual([]);
    appendFileSync(join(folder, 'uploads/slow.pdf'), '%%EOF\n');
    await expect.poll(() => changes).toEqual(['+slow.pdf']);
  });

  it('ignores files that clients create by themselves', async () => {
    for (const name of ['.DS_Store', '~$note.docx', 'Thumbs.db']) write(name, 'x');
    write('a.pdf', PDF);
    uploads.start();
    await expect.poll(() => changes).toEqual(['+a.pdf']);
    await settled();
    expect(changes).toEqual(['+a.pdf']);
  });

  it('finds changes made while it was stopped, and leaves other uploads alone', async () => {
    uploads.start();
    write('gone.pdf', PDF);
    write('same.pdf', PDF);
    await expect.poll(() => changes.length).toBe(2);
    await settled();
    await uploads.stop();
    await s3.send(new PutObjectCommand({ Bucket, Key: 'of-another.pdf', Body: PDF }));
    unlinkSync(join(folder, 'uploads/gone.pdf'));
    write('new.pdf', PDF);
    changes = [];
    uploads = open();
    uploads.start();
    await expect.poll(() => changes.toSorted()).toEqual(['+new.pdf', '-gone.pdf']);
    await settled();
    expect(changes.toSorted()).toEqual(['+new.pdf', '-gone.pdf']);
  });
});
