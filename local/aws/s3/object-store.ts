import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { AwsError } from '../http/aws-error.ts';
import { SqliteFile } from '../sqlite-file.ts';
import { eventMessages, type StoredEvent, testEvent } from './notifications.ts';
import { Outbox } from './outbox.ts';
import {
  type Bucket,
  type BucketNotifications,
  BucketRow,
  type Condition,
  SCHEMA,
  type Version,
  VersionRow,
  type Write,
} from './schema.ts';

export interface ObjectStoreOptions {
  /** Folder for objects. Crash-safe. */
  readonly folder: string;
  /**
   * Delivers a notification. Called again, in order, until it resolves. Absent: notifications stay in the
   * outbox.
   */
  readonly deliver?: (queueArn: string, body: string) => Promise<void>;
  /** Called after an object was put or deleted. */
  readonly onChange?: (change: { bucket: string; key: string; removed: boolean }) => void;
}

/**
 * Buckets and versions in SQLite, bytes in files. A write first stores a complete file; then one transaction
 * checks the condition, makes the version current and adds the notification to the outbox. So a crash leaves
 * either all or nothing. SQLite is synchronous here, so each transaction is atomic per key.
 */
export class ObjectStore {
  readonly database: SqliteFile;
  readonly folder: string;
  readonly outbox: Outbox;
  readonly #onChange: NonNullable<ObjectStoreOptions['onChange']>;

  constructor({ folder, deliver, onChange = () => undefined }: ObjectStoreOptions) {
    this.#onChange = onChange;
    this.folder = join(folder, 'objects');
    mkdirSync(this.folder, { recursive: true });
    this.database = new SqliteFile(join(folder, 's3.sqlite'), SCHEMA);
    this.outbox = new Outbox(this.database, deliver);
    this.#removeOrphans();
  }

  close(): void {
    this.database.close();
  }

  /** Path for a file to be received. */
  temporaryFile(): string {
    return join(this.folder, `${randomUUID()}.part`);
  }

  /** Moves a received file to its final path. */
  adopt(temporary: string): string {
    const name = randomUUID();
    renameSync(temporary, join(this.folder, name));
    return name;
  }

  pathOf(version: { readonly file: string }): string {
    return join(this.folder, version.file);
  }

  /** Throws `InvalidBucketName` and `BucketAlreadyOwnedByYou`. */
  createBucket(name: string): void {
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) || /\.\.|\.-|-\.|^\d+(\.\d+){3}$/.test(name))
      throw new AwsError('InvalidBucketName', 'The specified bucket is not valid.');
    if (this.buckets().some((bucket) => bucket.name === name))
      throw new AwsError(
        'BucketAlreadyOwnedByYou',
        'Your previous request to create the named bucket succeeded and you already own it.',
      );
    this.database.insert('buckets', { name, created: Date.now(), versioned: 0, notifications: '[]' });
  }

  buckets(): Bucket[] {
    return this.database.all(BucketRow, 'SELECT * FROM buckets ORDER BY name');
  }

  /** Throws `NoSuchBucket`. */
  bucket(name: string): Bucket {
    const bucket = this.database.get(BucketRow, 'SELECT * FROM buckets WHERE name = $name', { name });
    if (bucket === undefined) throw new AwsError('NoSuchBucket', 'The specified bucket does not exist');
    return bucket;
  }

  setVersioned(name: string): void {
    this.database.run('UPDATE buckets SET versioned = 1 WHERE name = $name', { name });
  }

  /** Sets a new configuration, and sends S3's test event to every queue of it. */
  setNotifications(name: string, notifications: BucketNotifications): void {
    const rules = JSON.stringify(notifications);
    this.database.run('UPDATE buckets SET notifications = $rules WHERE name = $name', { rules, name });
    for (const { queue } of notifications) this.outbox.add(queue, testEvent(name));
  }

  /** The current version, which may be a delete marker. */
  latest(bucket: string, key: string): Version | undefined {
    const text = 'SELECT * FROM versions WHERE bucket = $bucket AND key = $key AND latest = 1';
    return this.database.get(VersionRow, text, { bucket, key });
  }

  version(bucket: string, key: string, version: string): Version | undefined {
    const text = 'SELECT * FROM versions WHERE bucket = $bucket AND key = $key AND version = $version';
    return this.database.get(VersionRow, text, { bucket, key, version });
  }

  /** Current objects (without delete markers) from the key `from` on, in UTF-8 order. */
  current(bucket: string, from: string): Generator<Version> {
    const text =
      'SELECT * FROM versions WHERE bucket = $bucket AND key >= $from AND latest = 1 AND marker = 0 ORDER BY key';
    return this.database.each(VersionRow, text, { bucket, from });
  }

  /** All versions and delete markers, by key, newest first. */
  history(bucket: string, from: string): Generator<Version> {
    const text = 'SELECT * FROM versions WHERE bucket = $bucket AND key >= $from ORDER BY key, seq DESC';
    return this.database.each(VersionRow, text, { bucket, from });
  }

  /**
   * Checks the condition, replaces the version and adds the notification, atomically. Throws
   * `PreconditionFailed` or `NoSuchKey`.
   */
  put(bucket: Bucket, key: string, write: Write, condition: Condition = {}): Version {
    const file = this.adopt(write.file);
    try {
      return this.database.transaction(() => {
        this.#check(bucket.name, key, condition);
        const version = bucket.versioned ? newVersionId() : 'null';
        const replaced = this.#makeRoom(bucket, key, version);
        const seq = this.#insert(bucket, key, version, { ...write, file });
        const { etag, bytes, event, principal } = write;
        this.#notify(bucket, { key, seq, version, removed: false, etag, bytes, event, principal });
        this.#removeLater(replaced);
        return this.#known(bucket.name, key, version);
      });
    } catch (error) {
      rmSync(join(this.folder, file), { force: true });
      throw error;
    }
  }

  /**
   * Deletes as S3: adds a marker in a versioned bucket, else removes the object. Idempotent without a
   * condition.
   */
  delete(
    bucket: Bucket,
    key: string,
    principal: string,
    condition: Condition = {},
  ): { readonly version?: string } {
    const deleted = { key, etag: '', bytes: 0, removed: true, principal };
    return this.database.transaction(() => {
      this.#check(bucket.name, key, condition);
      const current = this.latest(bucket.name, key);
      if (!bucket.versioned) {
        if (current === undefined) return {};
        this.#removeLater(this.#makeRoom(bucket, key, 'null'));
        this.#notify(bucket, { ...deleted, seq: this.#nextSeq(), version: 'null', event: 'Delete' });
        return {};
      }
      const version = newVersionId();
      this.#makeRoom(bucket, key, version);
      const seq = this.#insert(bucket, key, version);
      this.#notify(bucket, { ...deleted, seq, version, event: 'DeleteMarkerCreated' });
      return { version };
    });
  }

  /** Deletes one version permanently. The newest remaining one becomes current. */
  deleteVersion(
    bucket: Bucket,
    key: string,
    version: string,
    principal: string,
  ): { readonly marker: boolean } {
    return this.database.transaction(() => {
      const gone = this.version(bucket.name, key, version);
      if (gone === undefined) return { marker: false };
      this.database.run('DELETE FROM versions WHERE seq = $seq', { seq: gone.seq });
      if (gone.latest === 1) this.database.run(NEWEST_BECOMES_CURRENT, { bucket: bucket.name, key });
      this.#removeLater(gone.file === '' ? [] : [gone.file]);
      const deleted = { key, version, etag: gone.etag, bytes: 0, removed: true, principal };
      this.#notify(bucket, { ...deleted, seq: this.#nextSeq(), event: 'Delete' });
      return { marker: gone.marker === 1 };
    });
  }

  setTags(version: Version, tags: Readonly<Record<string, string>>): void {
    const { seq } = version;
    this.database.run('UPDATE versions SET tags = $tags WHERE seq = $seq', {
      tags: JSON.stringify(tags),
      seq,
    });
  }

  /** Deletes an empty bucket; throws `BucketNotEmpty`. */
  deleteBucket(name: string): void {
    if (this.history(name, '').next().done !== true)
      throw new AwsError('BucketNotEmpty', 'The bucket you tried to delete is not empty');
    this.database.run('DELETE FROM buckets WHERE name = $name', { name });
  }

  #check(bucket: string, key: string, condition: Condition): void {
    const current = this.latest(bucket, key);
    const etag = current === undefined || current.marker === 1 ? undefined : current.etag;
    if (condition.ifNoneMatch !== undefined && etag !== undefined) throw preconditionFailed('If-None-Match');
    if (condition.ifMatch === undefined) return;
    // Source: Amazon S3 user guide, "How to prevent object overwrites with conditional writes".
    if (etag === undefined) throw new AwsError('NoSuchKey', 'The specified key does not exist.');
    if (condition.ifMatch !== '*' && unquoted(condition.ifMatch) !== etag)
      throw preconditionFailed('If-Match');
  }

  /** Makes no version current. Returns the files of permanently deleted versions. */
  #makeRoom({ name: bucket }: Bucket, key: string, version: string): string[] {
    const current = 'UPDATE versions SET latest = 0 WHERE bucket = $bucket AND key = $key AND latest = 1';
    this.database.run(current, { bucket, key });
    const same = `DELETE FROM versions WHERE bucket = $bucket AND key = $key AND version = $version
      RETURNING file`;
    return storedFiles(this.database.all(FileRow, same, { bucket, key, version }));
  }

  /** Adds a current version, or without an object a delete marker. Returns its sequence number. */
  #insert({ name: bucket }: Bucket, key: string, version: string, object?: Write): number {
    return this.database.insert('versions', {
      bucket,
      key,
      version,
      marker: object === undefined ? 1 : 0,
      latest: 1,
      etag: object?.etag ?? '',
      bytes: object?.bytes ?? 0,
      modified: Math.floor(Date.now() / 1000),
      file: object?.file ?? '',
      headers: JSON.stringify(object?.headers ?? {}),
      metadata: JSON.stringify(object?.metadata ?? {}),
      tags: JSON.stringify(object?.tags ?? {}),
      checksums: JSON.stringify(object?.checksums ?? {}),
    });
  }

  #known(bucket: string, key: string, version: string): Version {
    const known = this.version(bucket, key, version);
    if (known === undefined) throw new Error(`${bucket}/${key} was written and is not there.`);
    return known;
  }

  /** A new sequence number. Deletions without a row need one too, for the order of events. */
  #nextSeq(): number {
    const text = "UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'versions' RETURNING seq";
    return this.database.get(z.object({ seq: z.number() }), text)?.seq ?? 0;
  }

  #notify(bucket: Bucket, event: StoredEvent): void {
    const change = { bucket: bucket.name, key: event.key, removed: event.removed };
    // Runs after the current transaction.
    queueMicrotask(() => this.#onChange(change));
    for (const { queue, body } of eventMessages(bucket, event)) this.outbox.add(queue, body);
  }

  #removeLater(files: readonly string[]): void {
    // Deleted after the transaction, when pending reads have opened the file.
    for (const file of files)
      setTimeout(() => rmSync(join(this.folder, file), { force: true }), 2_000).unref();
  }

  #removeOrphans(): void {
    const text = 'SELECT file FROM versions UNION SELECT file FROM upload_parts';
    const known = new Set(storedFiles(this.database.all(FileRow, text)));
    for (const file of readdirSync(this.folder)) if (!known.has(file)) rmSync(join(this.folder, file));
  }
}

const NEWEST_BECOMES_CURRENT = `UPDATE versions SET latest = 1 WHERE seq =
  (SELECT max(seq) FROM versions WHERE bucket = $bucket AND key = $key)`;

const FileRow = z.object({ file: z.string() });

/** A delete marker has no file. */
const storedFiles = (rows: readonly z.infer<typeof FileRow>[]): string[] =>
  rows.map(({ file }) => file).filter((file) => file !== '');

function newVersionId(): string {
  return randomUUID().replaceAll('-', '');
}

/** An ETag without quotes and weak prefix. */
export function unquoted(etag: string): string {
  return etag.replace(/^W\//, '').replace(/^"|"$/g, '');
}

export function badDigest(header: string): AwsError {
  return new AwsError('BadDigest', `The body does not match ${header}.`);
}

export function preconditionFailed(which: string): AwsError {
  return new AwsError(
    'PreconditionFailed',
    `At least one of the pre-conditions you specified did not hold (${which}).`,
  );
}
