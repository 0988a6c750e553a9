import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { AwsError } from '../http/aws-error.ts';
import { inTransaction } from '../transaction.ts';
import { type BucketNotifications, eventMessages, type StoredEvent, testEvent } from './notifications.ts';
import {
  type Bucket,
  type Condition,
  SCHEMA,
  toBucket,
  type Version,
  VersionRow,
  type Write,
} from './schema.ts';

/**
 * Buckets and versions in SQLite, bytes in files. A write first stores a complete file; then one transaction
 * checks the condition, makes the version current and adds the notification to the outbox. So a crash leaves
 * either all or nothing. SQLite is synchronous here, so each transaction is atomic per key.
 */
export class ObjectStore {
  readonly database: DatabaseSync;
  readonly folder: string;
  readonly region: string;
  readonly #onChange: (change: { bucket: string; key: string; removed: boolean }) => void;
  readonly #statements = new Map<string, StatementSync>();

  constructor(
    folder: string,
    region: string,
    onChange: (change: { bucket: string; key: string; removed: boolean }) => void = () => undefined,
  ) {
    this.#onChange = onChange;
    this.folder = join(folder, 'objects');
    this.region = region;
    mkdirSync(this.folder, { recursive: true });
    this.database = new DatabaseSync(join(folder, 's3.sqlite'));
    this.database.exec(SCHEMA);
    this.#removeOrphans();
  }

  close(): void {
    this.database.close();
  }

  sql(text: string): StatementSync {
    const known = this.#statements.get(text);
    if (known !== undefined) return known;
    const statement = this.database.prepare(text);
    this.#statements.set(text, statement);
    return statement;
  }

  transaction<T>(work: () => T): T {
    return inTransaction(this.database, work);
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

  /** Throws `BucketAlreadyOwnedByYou`. */
  createBucket(name: string): void {
    const { changes } = this.sql('INSERT OR IGNORE INTO buckets VALUES (?, ?, 0, ?)').run(
      name,
      Date.now(),
      '[]',
    );
    if (changes === 0)
      throw new AwsError(
        'BucketAlreadyOwnedByYou',
        'Your previous request to create the named bucket succeeded and you already own it.',
      );
  }

  buckets(): Bucket[] {
    return this.sql('SELECT * FROM buckets ORDER BY name').all().map(toBucket);
  }

  /** Throws `NoSuchBucket`. */
  bucket(name: string): Bucket {
    const row = this.sql('SELECT * FROM buckets WHERE name = ?').get(name);
    if (row === undefined) throw new AwsError('NoSuchBucket', 'The specified bucket does not exist');
    return toBucket(row);
  }

  setVersioned(name: string): void {
    this.sql('UPDATE buckets SET versioned = 1 WHERE name = ?').run(name);
  }

  setNotifications(name: string, notifications: BucketNotifications): void {
    this.sql('UPDATE buckets SET notifications = ? WHERE name = ?').run(JSON.stringify(notifications), name);
  }

  /** Sends S3's test event to every queue of a new notification configuration. */
  announceNotifications(name: string): void {
    for (const { queue } of this.bucket(name).notifications)
      this.sql('INSERT INTO outbox (queue, body) VALUES (?, ?)').run(queue, testEvent(name));
  }

  /** The current version, which may be a delete marker. */
  latest(bucket: string, key: string): Version | undefined {
    const row = this.sql('SELECT * FROM versions WHERE bucket = ? AND key = ? AND latest = 1').get(
      bucket,
      key,
    );
    return row === undefined ? undefined : VersionRow.parse(row);
  }

  version(bucket: string, key: string, version: string): Version | undefined {
    const row = this.sql('SELECT * FROM versions WHERE bucket = ? AND key = ? AND version = ?').get(
      bucket,
      key,
      version,
    );
    return row === undefined ? undefined : VersionRow.parse(row);
  }

  /** Current objects (without delete markers) from the key `from` on, in UTF-8 order. */
  *current(bucket: string, from: string): Generator<Version> {
    for (const row of this.sql(
      'SELECT * FROM versions WHERE bucket = ? AND key >= ? AND latest = 1 AND marker = 0 ORDER BY key',
    ).iterate(bucket, from))
      yield VersionRow.parse(row);
  }

  /** All versions and delete markers, by key, newest first. */
  *history(bucket: string, from: string): Generator<Version> {
    for (const row of this.sql(
      'SELECT * FROM versions WHERE bucket = ? AND key >= ? ORDER BY key, seq DESC',
    ).iterate(bucket, from))
      yield VersionRow.parse(row);
  }

  /**
   * Checks the condition, replaces the version and adds the notification, atomically. Throws
   * `PreconditionFailed` or `NoSuchKey`.
   */
  put(bucket: Bucket, key: string, write: Write, condition: Condition = {}): Version {
    const file = this.adopt(write.file);
    try {
      return this.transaction(() => {
        this.#check(bucket.name, key, condition);
        const version = bucket.versioned ? newVersionId() : 'null';
        const replaced = this.#makeRoom(bucket, key, version);
        const seq = this.#insert(bucket, key, version, { ...write, file, marker: false });
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
    return this.transaction(() => {
      this.#check(bucket.name, key, condition);
      const current = this.latest(bucket.name, key);
      if (!bucket.versioned) {
        if (current === undefined) return {};
        this.#removeLater(this.#makeRoom(bucket, key, 'null'));
        this.#notify(bucket, {
          key,
          seq: this.#nextSeq(),
          version: 'null',
          etag: '',
          bytes: 0,
          removed: true,
          event: 'Delete',
          principal,
        });
        return {};
      }
      const version = newVersionId();
      this.#makeRoom(bucket, key, version);
      const seq = this.#insert(bucket, key, version, { marker: true });
      this.#notify(bucket, {
        key,
        seq,
        version,
        etag: '',
        bytes: 0,
        removed: true,
        event: 'DeleteMarkerCreated',
        principal,
      });
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
    return this.transaction(() => {
      const gone = this.version(bucket.name, key, version);
      if (gone === undefined) return { marker: false };
      this.sql('DELETE FROM versions WHERE seq = ?').run(gone.seq);
      if (gone.latest === 1)
        this.sql(`UPDATE versions SET latest = 1 WHERE seq =
          (SELECT max(seq) FROM versions WHERE bucket = ? AND key = ?)`).run(bucket.name, key);
      this.#removeLater(gone.file === '' ? [] : [gone.file]);
      this.#notify(bucket, {
        key,
        seq: this.#nextSeq(),
        version,
        etag: gone.etag,
        bytes: 0,
        removed: true,
        event: 'Delete',
        principal,
      });
      return { marker: gone.marker === 1 };
    });
  }

  setTags(version: Version, tags: Readonly<Record<string, string>>): void {
    this.sql('UPDATE versions SET tags = ? WHERE seq = ?').run(JSON.stringify(tags), version.seq);
  }

  /** Deletes an empty bucket; throws `BucketNotEmpty`. */
  deleteBucket(name: string): void {
    if (this.sql('SELECT 1 FROM versions WHERE bucket = ? LIMIT 1').get(name) !== undefined)
      throw new AwsError('BucketNotEmpty', 'The bucket you tried to delete is not empty');
    this.sql('DELETE FROM buckets WHERE name = ?').run(name);
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
  #makeRoom(bucket: Bucket, key: string, version: string): string[] {
    this.sql('UPDATE versions SET latest = 0 WHERE bucket = ? AND key = ? AND latest = 1').run(
      bucket.name,
      key,
    );
    const rows = this.sql(
      'DELETE FROM versions WHERE bucket = ? AND key = ? AND version = ? RETURNING file',
    ).all(bucket.name, key, version);
    return rows.map((row) => String(row.file)).filter((file) => file !== '');
  }

  #insert(
    bucket: Bucket,
    key: string,
    version: string,
    written: (Write & { marker: false }) | { marker: true },
  ): number {
    const object = written.marker ? undefined : written;
    const result = this.sql('INSERT INTO versions VALUES (NULL, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)').run(
      bucket.name,
      key,
      version,
      written.marker ? 1 : 0,
      object?.etag ?? '',
      object?.bytes ?? 0,
      Math.floor(Date.now() / 1000),
      object?.file ?? '',
      JSON.stringify(object?.headers ?? {}),
      JSON.stringify(object?.metadata ?? {}),
      JSON.stringify(object?.tags ?? {}),
      JSON.stringify(object?.checksums ?? {}),
    );
    return Number(result.lastInsertRowid);
  }

  #known(bucket: string, key: string, version: string): Version {
    const known = this.version(bucket, key, version);
    if (known === undefined) throw new Error(`${bucket}/${key} was written and is not there.`);
    return known;
  }

  /** A new sequence number. Deletions without a row need one too, for the order of events. */
  #nextSeq(): number {
    const row = this.sql(
      "UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'versions' RETURNING seq",
    ).get();
    return Number(row?.seq ?? 0);
  }

  #notify(bucket: Bucket, event: StoredEvent): void {
    const change = { bucket: bucket.name, key: event.key, removed: event.removed };
    // Runs after the current transaction.
    queueMicrotask(() => this.#onChange(change));
    for (const { queue, body } of eventMessages(bucket, event, this.region))
      this.sql('INSERT INTO outbox (queue, body) VALUES (?, ?)').run(queue, body);
  }

  #removeLater(files: readonly string[]): void {
    // Deleted after the transaction, when pending reads have opened the file.
    for (const file of files)
      setTimeout(() => rmSync(join(this.folder, file), { force: true }), 2_000).unref();
  }

  #removeOrphans(): void {
    const known = new Set(
      this.sql('SELECT file FROM versions UNION SELECT file FROM upload_parts')
        .all()
        .map((row) => String(row.file)),
    );
    for (const file of readdirSync(this.folder)) if (!known.has(file)) rmSync(join(this.folder, file));
  }
}

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
