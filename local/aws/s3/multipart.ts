import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import { AwsError } from '../http/aws-error.ts';
import type { SqliteFile } from '../sqlite-file.ts';
import { CHECKSUM_NAMES, type ChecksumName, checksum } from './checksums.ts';
import { badDigest, type ObjectStore, unquoted } from './object-store.ts';
import type { ReceivedBody } from './request-body.ts';
import type { Bucket, Condition, Version } from './schema.ts';

/** Checksum of the whole object: of its bytes, or of its parts' checksums. */
const ChecksumType = z.enum(['FULL_OBJECT', 'COMPOSITE']);
export type ChecksumType = z.infer<typeof ChecksumType>;

const Texts = z.record(z.string(), z.string());
const Begun = z.object({
  headers: Texts,
  metadata: Texts,
  tags: Texts,
  checksum: z.object({ name: z.enum(CHECKSUM_NAMES), type: ChecksumType }).optional(),
});
/** Parameters of CreateMultipartUpload: the object's headers and the checksum of its parts. */
export type Begun = z.infer<typeof Begun>;

const UploadRow = z
  .object({ upload: z.string(), key: z.string(), described: z.string(), created: z.number() })
  .transform(({ described, ...row }) => ({ ...row, ...Begun.parse(JSON.parse(described)) }));
/** An open upload. `created` is in milliseconds since 1970. */
export type OpenUpload = z.infer<typeof UploadRow>;

const PartRow = z.object({
  number: z.number(),
  etag: z.string(),
  bytes: z.number(),
  file: z.string(),
  checksum: z.string().nullable(),
});
export type Part = z.infer<typeof PartRow>;

/** A part in CompleteMultipartUpload. */
export interface NamedPart {
  readonly number: number;
  readonly etag: string;
  readonly checksums: Readonly<Partial<Record<ChecksumName, string>>>;
}

/** Conditions on the whole object in CompleteMultipartUpload. */
export interface Expected {
  readonly bytes: number | undefined;
  readonly checksums: Readonly<Partial<Record<ChecksumName, string>>>;
}

const SMALLEST_PART = 5 * 1024 * 1024;
const MOST_PARTS = 10_000;
/** How long a repeated CompleteMultipartUpload succeeds. */
const REMEMBERED_MS = 24 * 3_600_000;

/** Multipart uploads. The AWS CLI uses them for files over 8 MB. */
export class MultipartUploads {
  readonly #store: ObjectStore;
  readonly #database: SqliteFile;

  constructor(store: ObjectStore) {
    this.#store = store;
    this.#database = store.database;
  }

  begin(bucket: string, key: string, begun: Begun): string {
    const upload = randomUUID().replaceAll('-', '');
    const described = JSON.stringify(begun);
    this.#database.insert('multipart', { upload, bucket, key, described, created: Date.now() });
    return upload;
  }

  /** Open uploads of a bucket, by key, oldest first. */
  open(bucket: string): OpenUpload[] {
    const text = 'SELECT * FROM multipart WHERE bucket = $bucket ORDER BY key, created, upload';
    return this.#database.all(UploadRow, text, { bucket });
  }

  /** Throws `NoSuchUpload`. */
  begun(bucket: string, key: string, upload: string): Begun {
    const text = 'SELECT * FROM multipart WHERE upload = $upload AND bucket = $bucket AND key = $key';
    const found = this.#database.get(UploadRow, text, { upload, bucket, key });
    if (found === undefined)
      throw new AwsError('NoSuchUpload', 'The specified multipart upload does not exist.');
    return found;
  }

  /** Stores a part. Throws `InvalidRequest` if its checksum algorithm differs from the upload's. */
  add(bucket: string, key: string, upload: string, number: number, body: ReceivedBody): void {
    const { checksum: wanted } = this.begun(bucket, key, upload);
    checkPartNumber(number);
    if (wanted !== undefined && body.checksum !== undefined && body.checksum.name !== wanted.name)
      throw new AwsError(
        'InvalidRequest',
        `Checksum Type mismatch occurred, expected checksum Type: ${wanted.name}, actual checksum Type: ${body.checksum.name}`,
      );
    const replaced = this.parts(bucket, key, upload).find((part) => part.number === number);
    const checksum = wanted === undefined ? null : (body.checksum?.value ?? null);
    const file = this.#store.adopt(body.file);
    const { md5: etag, bytes } = body;
    this.#database.replace('upload_parts', { upload, number, etag, bytes, file, checksum });
    if (replaced !== undefined) rmSync(join(this.#store.folder, replaced.file), { force: true });
  }

  parts(bucket: string, key: string, upload: string): Part[] {
    this.begun(bucket, key, upload);
    const text = 'SELECT * FROM upload_parts WHERE upload = $upload ORDER BY number';
    return this.#database.all(PartRow, text, { upload });
  }

  /** The version created by a recently completed upload, so that a repeated completion succeeds. */
  completed(bucket: string, key: string, upload: string): Version | undefined {
    const text = 'SELECT version FROM completed WHERE upload = $upload AND bucket = $bucket AND key = $key';
    const row = this.#database.get(z.object({ version: z.string() }), text, { upload, bucket, key });
    return row && this.#store.version(bucket, key, row.version);
  }

  /** Joins the listed parts to one object. */
  async complete(
    bucket: Bucket,
    key: string,
    upload: string,
    named: readonly NamedPart[],
    expected: Expected,
    condition: Condition,
    principal: string,
  ): Promise<Version> {
    const begun = this.begun(bucket.name, key, upload);
    const parts = chooseParts(this.parts(bucket.name, key, upload), named, begun.checksum);
    const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
    if (expected.bytes !== undefined && expected.bytes !== bytes)
      throw new AwsError('InvalidRequest', 'The object is not of the size of x-amz-mp-object-size.');
    const file = this.#store.temporaryFile();
    try {
      const checksums = await this.#join(parts, file, begun.checksum);
      for (const [name, value] of Object.entries(expected.checksums)) {
        if (begun.checksum?.name === name && checksums[name] !== value)
          throw badDigest(`x-amz-checksum-${name}`);
      }
      const digests = Buffer.concat(parts.map((part) => Buffer.from(part.etag, 'hex')));
      const etag = `${createHash('md5').update(digests).digest('hex')}-${parts.length}`;
      const { headers, metadata, tags } = begun;
      const event = 'CompleteMultipartUpload';
      const write = { headers, metadata, tags, file, bytes, etag, checksums, event, principal } as const;
      const version = this.#store.put(bucket, key, write, condition);
      this.#remember(bucket.name, key, upload, version.version);
      this.abort(bucket.name, key, upload);
      return version;
    } catch (error) {
      rmSync(file, { force: true });
      throw error;
    }
  }

  abort(bucket: string, key: string, upload: string): void {
    const parts = this.parts(bucket, key, upload);
    this.#database.transaction(() => {
      this.#database.run('DELETE FROM upload_parts WHERE upload = $upload', { upload });
      this.#database.run('DELETE FROM multipart WHERE upload = $upload', { upload });
    });
    for (const part of parts) rmSync(join(this.#store.folder, part.file), { force: true });
  }

  /** Writes the parts into one file. Returns the checksum of the whole object. */
  async #join(
    parts: readonly Part[],
    file: string,
    wanted: Begun['checksum'],
  ): Promise<Record<string, string>> {
    const folder = this.#store.folder;
    const sum = wanted && checksum(wanted.name);
    const isComposite = wanted?.type === 'COMPOSITE';
    await pipeline(async function* () {
      for (const part of parts) {
        for await (const chunk of createReadStream(join(folder, part.file))) {
          if (!isComposite) sum?.update(chunk);
          yield chunk;
        }
      }
    }, createWriteStream(file));
    if (wanted === undefined || sum === undefined) return {};
    if (!isComposite) return { [wanted.name]: await sum.digest() };
    for (const part of parts) sum.update(Buffer.from(part.checksum ?? '', 'base64'));
    return { [wanted.name]: `${await sum.digest()}-${parts.length}` };
  }

  #remember(bucket: string, key: string, upload: string, version: string): void {
    const at = Date.now();
    this.#database.run('DELETE FROM completed WHERE at < $oldest', { oldest: at - REMEMBERED_MS });
    this.#database.insert('completed', { upload, bucket, key, version, at });
  }
}

/** Throws `InvalidArgument`. */
export function checkPartNumber(number: number): void {
  if (!Number.isInteger(number) || number < 1 || number > MOST_PARTS)
    throw new AwsError('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive');
}

/** Selects the listed parts, and checks them against the client's values. */
function chooseParts(
  stored: readonly Part[],
  named: readonly NamedPart[],
  wanted: Begun['checksum'],
): readonly Part[] {
  const byNumber = new Map(stored.map((part) => [part.number, part]));
  const chosen: Part[] = [];
  for (const { number, etag, checksums } of named) {
    const part = byNumber.get(number);
    if (part === undefined || part.etag !== unquoted(etag)) throw invalidPart();
    if (number <= (chosen.at(-1)?.number ?? 0))
      throw new AwsError('InvalidPartOrder', 'The list of parts was not in ascending order.');
    if (wanted !== undefined) checkPartChecksum(part, checksums[wanted.name], wanted);
    chosen.push(part);
  }
  if (chosen.length === 0) throw new AwsError('MalformedXML', 'No parts are named.');
  if (chosen.slice(0, -1).some((part) => part.bytes < SMALLEST_PART))
    throw new AwsError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
  return chosen;
}

function checkPartChecksum(
  part: Part,
  given: string | undefined,
  { name, type }: NonNullable<Begun['checksum']>,
): void {
  if (given !== undefined && given !== part.checksum) throw invalidPart();
  if (type === 'COMPOSITE' && (given === undefined || part.checksum === null))
    throw new AwsError(
      'InvalidRequest',
      `The upload was created using a ${name} checksum. The complete request must include the checksum for each part. It was missing for part ${part.number} in the request.`,
    );
}

function invalidPart(): AwsError {
  return new AwsError('InvalidPart', 'One or more of the specified parts could not be found.');
}
