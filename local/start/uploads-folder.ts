import { createHash } from 'node:crypto';
import {
  type FSWatcher,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DeleteObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { nameOfKey } from '#shared/domain/review/upload-key.ts';

export interface UploadsFolderOptions {
  readonly folder: string;
  readonly s3: S3Client;
  readonly bucket: string;
  /** Where it is kept what was put from this folder: only that is deleted with its file. */
  readonly stateFile: string;
  readonly onError: (sentence: string) => void;
}

const Known = z.record(z.string(), z.object({ bytes: z.number(), changed: z.number(), md5: z.string() }));
type Known = z.infer<typeof Known>;

interface Seen {
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly changed: number;
}

/** A file that has not changed for so long is taken to be whole, if its end looks like one; else it must be still for longer. */
const STILL_MS = 250;
const VERY_STILL_MS = 2_000;
/** Editors replace a file by deleting it first. */
const GONE_MS = 1_000;
const BUSY_SCAN_MS = 100;
const IDLE_SCAN_MS = 2_000;

/** A folder that is kept in step with the uploads bucket: what is put, replaced or deleted in it is so in the bucket. */
export class UploadsFolder {
  readonly #options: UploadsFolderOptions;
  readonly #stopped = new AbortController();
  readonly #changing = new Map<string, { seen: Seen | undefined; since: number }>();
  readonly #refused = new Map<string, number>();
  #known: Known = {};
  #watcher: FSWatcher | undefined;
  #wake: () => void = () => undefined;
  #running: Promise<void> | undefined;
  #settled = false;

  constructor(options: UploadsFolderOptions) {
    this.#options = options;
    mkdirSync(options.folder, { recursive: true });
  }

  /** True when the bucket had all that was in the folder at the last look. */
  get isSettled(): boolean {
    return this.#settled;
  }

  isEmpty(): boolean {
    return this.#scan().size === 0;
  }

  start(): void {
    try {
      this.#known = Known.parse(JSON.parse(readFileSync(this.#options.stateFile, 'utf8')));
    } catch {
      // The first start, or a state that was cut off: files that are the same are put again, which changes nothing.
    }
    try {
      this.#watcher = watch(this.#options.folder, { recursive: true }, () => this.#wake());
      this.#watcher.on('error', () => undefined);
    } catch {
      // Without news of changes the folder is still looked through every two seconds.
    }
    this.#running = this.#follow();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#watcher?.close();
    this.#wake();
    await this.#running;
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      const news = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      try {
        await this.#look();
      } catch (error) {
        this.#options.onError(error instanceof Error ? error.message : String(error));
      }
      this.#settled = this.#changing.size === 0;
      if (signal.aborted) return;
      if (this.#settled)
        await Promise.race([news, pause(IDLE_SCAN_MS, undefined, { signal }).catch(() => undefined)]);
      else await pause(BUSY_SCAN_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  async #look(): Promise<void> {
    const now = Date.now();
    const files = this.#scan();
    for (const [key, seen] of files) {
      const known = this.#known[key];
      const same = known !== undefined && known.bytes === seen.bytes && known.changed === seen.changed;
      if (same || this.#refused.get(key) === seen.changed) this.#changing.delete(key);
      else this.#note(key, seen, now);
    }
    for (const key of Object.keys(this.#known)) if (!files.has(key)) this.#note(key, undefined, now);
    for (const key of [...this.#changing.keys()])
      if (!files.has(key) && this.#known[key] === undefined) this.#changing.delete(key);

    for (const [key, { seen, since }] of [...this.#changing]) {
      if (this.#stopped.signal.aborted) return;
      const still = Date.now() - since;
      if (seen === undefined) {
        if (still >= GONE_MS) await this.#remove(key);
      } else if (still >= VERY_STILL_MS || (still >= STILL_MS && (await looksWhole(seen))))
        await this.#put(key, seen);
    }
  }

  #note(key: string, seen: Seen | undefined, now: number): void {
    const before = this.#changing.get(key);
    const same = before?.seen?.bytes === seen?.bytes && before?.seen?.changed === seen?.changed;
    // What has not changed for long on the disk need not be watched for long here.
    const since = Math.min(now, seen?.changed ?? now);
    if (before === undefined) this.#changing.set(key, { seen, since });
    else if (!same) this.#changing.set(key, { seen, since: now });
  }

  async #put(key: string, seen: Seen): Promise<void> {
    try {
      const body = await readFile(seen.path);
      const md5 = createHash('md5').update(body).digest('hex');
      const after = statSync(seen.path);
      if (after.size !== seen.bytes || after.mtimeMs !== seen.changed || body.length !== seen.bytes) return;
      if (this.#known[key]?.md5 !== md5)
        await this.#options.s3.send(
          new PutObjectCommand({
            Bucket: this.#options.bucket,
            Key: key,
            Body: body,
            ContentType: key.toLowerCase().endsWith('.pdf') ? 'application/pdf' : 'text/plain',
          }),
        );
      this.#remember({ ...this.#known, [key]: { bytes: seen.bytes, changed: seen.changed, md5 } });
      this.#changing.delete(key);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
      this.#refused.set(key, seen.changed);
      const reason = error instanceof Error ? error.message : String(error);
      this.#options.onError(`${seen.path} could not be dropped into the bucket: ${reason}`);
    }
  }

  async #remove(key: string): Promise<void> {
    await this.#options.s3.send(new DeleteObjectCommand({ Bucket: this.#options.bucket, Key: key }));
    const { [key]: _, ...rest } = this.#known;
    this.#remember(rest);
    this.#changing.delete(key);
  }

  /** After the bucket: killed in between, the next start puts the same bytes again. */
  #remember(known: Known): void {
    this.#known = known;
    const temporary = `${this.#options.stateFile}.new`;
    writeFileSync(temporary, JSON.stringify(known));
    renameSync(temporary, this.#options.stateFile);
  }

  #scan(): Map<string, Seen> {
    const files = new Map<string, Seen>();
    for (const entry of readdirSync(this.#options.folder, { recursive: true, encoding: 'utf8' })) {
      // macOS takes letters and their accents apart in file names.
      const key = entry.replaceAll('\\', '/').normalize('NFC');
      if (nameOfKey(key) === undefined) continue;
      const path = join(this.#options.folder, entry);
      try {
        const stat = statSync(path);
        if (stat.isFile()) files.set(key, { path, bytes: stat.size, changed: stat.mtimeMs });
      } catch {
        // Gone since it was listed, or a link to nothing.
      }
    }
    return files;
  }
}

/** A PDF ends with `%%EOF`, give or take a few bytes; an empty file may still be on its way. */
async function looksWhole({ path, bytes }: Seen): Promise<boolean> {
  if (bytes === 0) return false;
  if (!path.toLowerCase().endsWith('.pdf')) return true;
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return false;
  try {
    const tail = Buffer.alloc(Math.min(bytes, 1024));
    await file.read(tail, 0, tail.length, bytes - tail.length);
    return tail.includes('%%EOF');
  } finally {
    await file.close();
  }
}
