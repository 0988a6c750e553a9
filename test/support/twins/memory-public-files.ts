import { hash } from 'node:crypto';
import type { PublicFile, PublicFiles } from '#shared/ports.ts';
import type { MemoryVetted } from './memory-vetted.ts';

export interface MemoryPublicFiles extends PublicFiles {
  /** Pages, feeds and listings, by path. */
  readonly files: ReadonlyMap<string, PublicFile>;
  /** SHA-256 of the copied PDFs, by path. */
  readonly documents: ReadonlyMap<string, string>;
  /** Calls `listener` after each change, with the path that changed. */
  onChange(listener: (path: string) => void): void;
}

/** The public bucket: an ETag is the MD5 of the bytes, so equal bytes have equal ETags as on S3. */
export function memoryPublicFiles(vetted: Pick<MemoryVetted, 'copies'>): MemoryPublicFiles {
  const files = new Map<string, PublicFile & { readonly etag: string }>();
  const documents = new Map<string, string>();
  const listeners: ((path: string) => void)[] = [];
  const changed = (path: string): void => {
    for (const listener of listeners) listener(path);
  };
  const check = (path: string): void => {
    if (!path.startsWith('/') || path.endsWith('/index.html')) {
      throw new Error(`${path} is not a public path: it begins with a slash, and a page ends in one.`);
    }
  };
  return {
    files,
    documents,
    onChange(listener) {
      listeners.push(listener);
    },
    async read(path) {
      check(path);
      const file = files.get(path);
      return file && { body: file.body, etag: file.etag };
    },
    async etag(path) {
      check(path);
      return files.get(path)?.etag;
    },
    async write(file, expected) {
      check(file.path);
      if ((files.get(file.path)?.etag ?? 'absent') !== expected) return 'stale';
      files.set(file.path, { ...file, etag: hash('md5', file.body) });
      changed(file.path);
      return 'written';
    },
    async addDocument(path, sha256) {
      check(path);
      if (!vetted.copies.has(sha256)) throw new Error(`There is no vetted copy ${sha256}.`);
      documents.set(path, sha256);
      changed(path);
    },
    async remove(path) {
      check(path);
      files.delete(path);
      documents.delete(path);
      changed(path);
    },
    async list(prefix) {
      return [...files.keys(), ...documents.keys()].filter((path) => path.startsWith(prefix)).sort();
    },
    async etags(prefix) {
      const below = [...files.values()].filter(({ path }) => path.startsWith(prefix));
      return new Map(below.map(({ path, etag }) => [path, etag]));
    },
  };
}
