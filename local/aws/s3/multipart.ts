import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import { AwsError } from '../http/aws-error.ts';
import { type ObjectStore, unquoted } from './object-store.ts';
import type { ReceivedBody } from './request-body.ts';
import type { Bucket, Condition, ObjectHeaders } from './schema.ts';

const Described = z.object({
  headers: z.record(z.string(), z.string()),
  metadata: z.record(z.string(), z.string()),
  tags: z.record(z.string(), z.string()),
});
const PartRow = z.object({ number: z.number(), etag: z.string(), bytes: z.number(), file: z.string() });
export type Part = z.infer<typeof PartRow>;

const SMALLEST_PART = 5 * 1024 * 1024;

/** Uploads in parts, which the AWS CLI makes of files over 8 MB. */
export class MultipartUploads {
  readonly #store: ObjectStore;

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  begin(bucket: string, key: string, described: ObjectHeaders): string {
    const upload = randomUUID().replaceAll('-', '');
    this.#store
      .sql('INSERT INTO multipart VALUES (?, ?, ?, ?, ?)')
      .run(upload, bucket, key, JSON.stringify(described), Date.now());
    return upload;
  }

  add(bucket: string, key: string, upload: string, number: number, body: ReceivedBody): void {
    this.#described(bucket, key, upload);
    if (!Number.isInteger(number) || number < 1 || number > 10_000)
      throw new AwsError('InvalidArgument', 400, 'A part number is between 1 and 10000.');
    const file = this.#store.adopt(body.file);
    const replaced = this.parts(bucket, key, upload).find((part) => part.number === number);
    this.#store
      .sql('INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?, ?)')
      .run(upload, number, body.md5, body.bytes, file);
    if (replaced !== undefined) rmSync(join(this.#store.folder, replaced.file), { force: true });
  }

  parts(bucket: string, key: string, upload: string): Part[] {
    this.#described(bucket, key, upload);
    return this.#store
      .sql('SELECT number, etag, bytes, file FROM parts WHERE upload = ? ORDER BY number')
      .all(upload)
      .map((row) => PartRow.parse(row));
  }

  /** Joins the named parts to one object. */
  async complete(
    bucket: Bucket,
    key: string,
    upload: string,
    named: readonly { readonly number: number; readonly etag: string }[],
    condition: Condition,
    principal: string,
  ) {
    const described = this.#described(bucket.name, key, upload);
    const stored = new Map(this.parts(bucket.name, key, upload).map((part) => [part.number, part]));
    const chosen: Part[] = [];
    for (const { number, etag } of named) {
      const part = stored.get(number);
      if (part === undefined || part.etag !== unquoted(etag))
        throw new AwsError('InvalidPart', 400, 'One or more of the specified parts could not be found.');
      if (number <= (chosen.at(-1)?.number ?? 0))
        throw new AwsError('InvalidPartOrder', 400, 'The list of parts was not in ascending order.');
      chosen.push(part);
    }
    if (chosen.length === 0) throw new AwsError('MalformedXML', 400, 'No parts are named.');
    if (chosen.slice(0, -1).some((part) => part.bytes < SMALLEST_PART))
      throw new AwsError('EntityTooSmall', 400, 'A part other than the last is under 5 MiB.');

    const file = this.#store.temporaryFile();
    const folder = this.#store.folder;
    await pipeline(async function* () {
      for (const part of chosen) yield* createReadStream(join(folder, part.file));
    }, createWriteStream(file));
    const digests = Buffer.concat(chosen.map((part) => Buffer.from(part.etag, 'hex')));
    const version = this.#store.put(
      bucket,
      key,
      {
        ...described,
        file,
        bytes: chosen.reduce((sum, part) => sum + part.bytes, 0),
        etag: `${createHash('md5').update(digests).digest('hex')}-${chosen.length}`,
        checksums: {},
        event: 'CompleteMultipartUpload',
        principal,
      },
      condition,
    );
    this.abort(bucket.name, key, upload);
    return version;
  }

  abort(bucket: string, key: string, upload: string): void {
    const parts = this.parts(bucket, key, upload);
    this.#store.transaction(() => {
      this.#store.sql('DELETE FROM parts WHERE upload = ?').run(upload);
      this.#store.sql('DELETE FROM multipart WHERE upload = ?').run(upload);
    });
    for (const part of parts) rmSync(join(this.#store.folder, part.file), { force: true });
  }

  #described(bucket: string, key: string, upload: string): z.infer<typeof Described> {
    const row = this.#store
      .sql('SELECT described FROM multipart WHERE upload = ? AND bucket = ? AND key = ?')
      .get(upload, bucket, key);
    if (row === undefined)
      throw new AwsError('NoSuchUpload', 404, 'The specified multipart upload does not exist.');
    return Described.parse(JSON.parse(String(row.described)));
  }
}
