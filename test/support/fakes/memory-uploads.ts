import { hash } from 'node:crypto';
import { nameOfKey } from '#shared/domain/review/files/upload-key.ts';
import type { Clock, UploadObject, Uploads } from '#shared/ports.ts';

/** The event of one put or removal. */
export interface BucketEvent {
  readonly key: string;
  readonly sequencer: string;
  readonly principal: string;
  readonly removed: boolean;
  /** Absent for a removal. */
  readonly etag?: string;
  readonly version: string;
  /** When it was done, to the millisecond. */
  readonly at: string;
}

export interface MemoryUploads extends Uploads {
  /** As an officer would: text is stored as UTF-8. */
  put(key: string, content: Uint8Array | string, principal?: string): BucketEvent;
  /** A multipart upload that completes now: it has another kind of ETag, and LastModified is its start. */
  putInParts(key: string, content: Uint8Array | string, principal: string, begunAt: string): BucketEvent;
  /** Also if there is nothing to remove. */
  remove(key: string, principal?: string): BucketEvent;
  /** Completes the malware scan of the current object. */
  scanned(key: string, result: 'clean' | 'threat' | 'not-scanned'): void;
  /** Calls `listener` for each put and removal from now on, in order. */
  onEvent(listener: (event: BucketEvent) => void): void;
  readonly keys: readonly string[];
  contentOf(key: string): Uint8Array;
  /** As `list`, at once. */
  objectsOf(name: string): UploadObject[];
}

interface Stored {
  readonly object: UploadObject;
  readonly version: string;
  readonly content: Uint8Array;
  scan: 'none' | 'clean' | 'threat' | 'not-scanned';
}

/** A bucket with whole-second times, MD5 ETags and sequencers that grow for each key. */
export function memoryUploads(clock: Pick<Clock, 'now'>): MemoryUploads {
  const stored = new Map<string, Stored>();
  const listeners: ((event: BucketEvent) => void)[] = [];
  let count = 0;

  // Sequencers are hexadecimal of any length; trailing zeros are not significant.
  const nextSequencer = (): string =>
    `0066${(++count).toString(16).padStart(8, '0').toUpperCase()}`.replace(/0+$/, '');
  const tell = (event: BucketEvent): BucketEvent => {
    for (const listener of listeners) listener(event);
    return event;
  };
  const current = (object: UploadObject): Stored => {
    const found = stored.get(object.key);
    if (found?.object.etag !== object.etag) {
      throw new Error('An upload was replaced or removed since it was listed.');
    }
    return found;
  };
  const sorted = (): string[] => [...stored.keys()].sort();

  const objectsOf = (name: string): UploadObject[] =>
    sorted()
      .filter((key) => nameOfKey(key) === name)
      .flatMap((key) => stored.get(key)?.object ?? []);

  const store = (
    key: string,
    content: Uint8Array | string,
    principal: string,
    partsFrom?: string,
  ): BucketEvent => {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content.slice();
    const etag = partsFrom === undefined ? hash('md5', bytes) : `${hash('md5', bytes)}-2`;
    const modifiedAt = `${(partsFrom ?? clock.now()).slice(0, 19)}.000Z`;
    const sequencer = nextSequencer();
    const version = `version-${count}`;
    stored.set(key, {
      object: { key, etag, bytes: bytes.length, modifiedAt },
      version,
      content: bytes,
      scan: 'none',
    });
    return tell({ key, sequencer, principal, removed: false, etag, version, at: clock.now() });
  };

  return {
    put: (key, content, principal = 'AWS:OFFICER') => store(key, content, principal),
    putInParts: store,
    remove(key, principal = 'AWS:OFFICER') {
      stored.delete(key);
      const sequencer = nextSequencer();
      return tell({ key, sequencer, principal, removed: true, version: `version-${count}`, at: clock.now() });
    },
    scanned(key, result) {
      const found = stored.get(key);
      if (!found) throw new Error(`There is no upload ${key} to scan.`);
      found.scan = result;
    },
    onEvent(listener) {
      listeners.push(listener);
    },
    get keys() {
      return sorted();
    },
    contentOf(key) {
      const found = stored.get(key);
      if (!found) throw new Error(`There is no upload ${key}.`);
      return found.content.slice();
    },
    objectsOf,
    async list(name) {
      return objectsOf(name);
    },
    async *all() {
      for (const key of sorted()) {
        const found = stored.get(key);
        if (found) yield found.object;
      }
    },
    async read(object) {
      return current(object).content.slice();
    },
    async version(object) {
      return current(object).version;
    },
    async scan(object) {
      return current(object).scan;
    },
  };
}
