import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DeleteObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type FSWatcher, watch } from 'chokidar';
import * as z from 'zod';
import { nameOfKey } from '#shared/domain/review/files/upload-key.ts';

export interface UploadsFolderOptions {
  readonly folder: string;
  readonly s3: S3Client;
  readonly bucket: string;
  /** Records the objects uploaded from this folder: only those are deleted with their files. */
  readonly stateFile: string;
  readonly onError: (sentence: string) => void;
}

const Known = z.record(z.string(), z.object({ bytes: z.number(), changed: z.number(), md5: z.string() }));
type Known = z.infer<typeof Known>;

/** A local file. `changed` is in milliseconds since 1970. */
interface Seen {
  readonly path: string;
  readonly bytes: number;
  readonly changed: number;
}

/** A file is complete after this time without changes, if its end looks complete. */
const STABLE_MS = 250;
const INCOMPLETE_STABLE_MS = 2_000;
/** Time to wait before a deletion counts: editors replace a file by deleting it first. */
const REPLACED_WITHIN_MS = 1_000;
const POLL_MS = 100;

/** Syncs a folder to the uploads bucket: added, replaced and deleted files. */
export class UploadsFolder {
  readonly #options: UploadsFolderOptions;
  readonly #stopped = new AbortController();
  readonly #refused = new Map<string, number>();
  #known: Known = {};
  #watcher: FSWatcher | undefined;
  /** Changes run one after the other. */
  #work: Promise<void> = Promise.resolve();

  constructor(options: UploadsFolderOptions) {
    this.#options = options;
    mkdirSync(options.folder, { recursive: true });
  }

  /** True if the bucket matches the folder. */
  get isSettled(): boolean {
    const files = this.#scan();
    return (
      Object.keys(this.#known).every((key) => files.has(key)) &&
      [...files].every(([key, seen]) => this.#isDone(key, seen))
    );
  }

  isEmpty(): boolean {
    return this.#scan().size === 0;
  }

  start(): void {
    try {
      this.#known = Known.parse(JSON.parse(readFileSync(this.#options.stateFile, 'utf8')));
    } catch {
      // First start or incomplete state: files are uploaded again, which changes nothing.
    }
    this.#watch(false);
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#watcher?.close();
    await this.#work;
  }

  #watch(usePolling: boolean): void {
    const { folder, onError } = this.#options;
    this.#watcher = watch(folder, {
      usePolling,
      atomic: REPLACED_WITHIN_MS,
      awaitWriteFinish: { stabilityThreshold: STABLE_MS, pollInterval: POLL_MS },
    });
    this.#watcher
      .on('add', (path) => this.#later(path))
      .on('change', (path) => this.#later(path))
      .on('unlink', (path) => this.#later(path))
      // Files deleted while nothing ran.
      .on('ready', () => {
        for (const key of Object.keys(this.#known)) this.#later(join(folder, key));
      })
      .on('error', (error) => {
        if (usePolling) onError(error instanceof Error ? error.message : String(error));
        // The system's limit of watched files is reached: poll instead.
        else void this.#watcher?.close().then(() => this.#stopped.signal.aborted || this.#watch(true));
      });
  }

  #later(path: string): void {
    // macOS decomposes letters in file names.
    const key = relative(this.#options.folder, path).replaceAll('\\', '/').normalize('NFC');
    if (nameOfKey(key) === undefined) return;
    this.#work = this.#work.then(async () => {
      if (this.#stopped.signal.aborted) return;
      try {
        const seen = seenAt(path);
        if (seen === undefined) await this.#remove(key);
        else if (!this.#isDone(key, seen)) await this.#put(key, seen);
      } catch (error) {
        this.#options.onError(error instanceof Error ? error.message : String(error));
      }
    });
  }

  #isDone(key: string, seen: Seen): boolean {
    const known = this.#known[key];
    const isSame = known !== undefined && known.bytes === seen.bytes && known.changed === seen.changed;
    return isSame || this.#refused.get(key) === seen.changed;
  }

  async #put(key: string, seen: Seen): Promise<void> {
    try {
      if (!(await isComplete(seen, this.#stopped.signal))) return;
      const body = await readFile(seen.path);
      const md5 = createHash('md5').update(body).digest('hex');
      // The watcher reports a file that changes meanwhile again.
      if (!isUnchanged(seen) || body.length !== seen.bytes) return;
      const { s3, bucket } = this.#options;
      const ContentType = key.toLowerCase().endsWith('.pdf') ? 'application/pdf' : 'text/plain';
      if (this.#known[key]?.md5 !== md5)
        await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType }));
      this.#remember({ ...this.#known, [key]: { bytes: seen.bytes, changed: seen.changed, md5 } });
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
      this.#refused.set(key, seen.changed);
      const reason = error instanceof Error ? error.message : String(error);
      this.#options.onError(`${seen.path} could not be dropped into the bucket: ${reason}`);
    }
  }

  async #remove(key: string): Promise<void> {
    if (this.#known[key] === undefined) return;
    await this.#options.s3.send(new DeleteObjectCommand({ Bucket: this.#options.bucket, Key: key }));
    const { [key]: _, ...rest } = this.#known;
    this.#remember(rest);
  }

  /** Saved after the upload: if interrupted, the next start uploads the same bytes again. */
  #remember(known: Known): void {
    this.#known = known;
    const temporary = `${this.#options.stateFile}.new`;
    writeFileSync(temporary, JSON.stringify(known));
    renameSync(temporary, this.#options.stateFile);
  }

  #scan(): Map<string, Seen> {
    const { folder } = this.#options;
    const files = new Map<string, Seen>();
    for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const key = entry.replaceAll('\\', '/').normalize('NFC');
      const seen = nameOfKey(key) === undefined ? undefined : seenAt(join(folder, entry));
      if (seen !== undefined) files.set(key, seen);
    }
    return files;
  }
}

/** The file at a path; undefined if there is none. */
function seenAt(path: string): Seen | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() ? { path, bytes: stat.size, changed: stat.mtimeMs } : undefined;
}

function isUnchanged(seen: Seen): boolean {
  const now = seenAt(seen.path);
  return now?.bytes === seen.bytes && now.changed === seen.changed;
}

/** Waits until a file looks complete. False if it changes meanwhile; the watcher then reports it again. */
async function isComplete(seen: Seen, signal: AbortSignal): Promise<boolean> {
  if (await looksComplete(seen)) return true;
  const age = Date.now() - seen.changed;
  await pause(Math.max(0, INCOMPLETE_STABLE_MS - age), undefined, { signal }).catch(() => undefined);
  return !signal.aborted && isUnchanged(seen);
}

/** A PDF ends with `%%EOF` and a few bytes; an empty file may still be in transfer. */
async function looksComplete({ path, bytes }: Seen): Promise<boolean> {
  if (bytes === 0) return false;
  if (!path.toLowerCase().endsWith('.pdf')) return true;
  const file = await open(path);
  try {
    const tail = Buffer.alloc(Math.min(bytes, 1024));
    await file.read(tail, 0, tail.length, bytes - tail.length);
    return tail.includes('%%EOF');
  } finally {
    await file.close();
  }
}
