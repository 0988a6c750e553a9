import { hash } from 'node:crypto';
import type { PublicFile, PublicFiles } from '#shared/ports.ts';
import type { MemoryCleanCopies } from './memory-clean-copies.ts';

export interface MemoryPublicFiles extends PublicFiles {
  /** Pages, feeds and listings, by path. */
  readonly files: ReadonlyMap<string, PublicFile>;
  /** SHA-256 of the copied PDFs, by path. */
  readonly documents: ReadonlyMap<string, string>;
  /** Paths of PDFs that search engines are kept from. */
  readonly hidden: ReadonlySet<string>;
  /** Calls `listener` after each change, with the path that changed. */
  onChange(listener: (path: string) => void): void;
}

/** The public bucket: an ETag is the MD5 of the bytes, so equal bytes have equal ETags as on S3. */
export function memoryPublicFiles(cleanCopies: Pick<MemoryCleanCopies, 'copies'>): MemoryPublicFiles {
  const files = new Map<string, PublicFile & { readonly etag: string }>();
  const documents = new Map<string, string>();
  const hidden = new Set<string>();
  /** Paths by the first two folders that they are in: S3 has an index too. */
  const folders = new Map<string, Set<string>>();
  const folderOf = (path: string): string => path.split('/', 3).join('/');
  const note = (path: string): void => {
    const folder = folderOf(path);
    folders.set(folder, (folders.get(folder) ?? new Set()).add(path));
  };
  const below = (prefix: string): string[] => {
    const isDeep = prefix.split('/').length > 3;
    const paths = isDeep
      ? (folders.get(folderOf(prefix)) ?? [])
      : [...folders.values()].flatMap((one) => [...one]);
    return [...paths].filter((path) => path.startsWith(prefix)).sort();
  };
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
    hidden,
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
      note(file.path);
      changed(file.path);
      return 'written';
    },
    async addDocument(path, sha256, isHidden) {
      check(path);
      if (!cleanCopies.copies.has(sha256)) throw new Error(`There is no clean copy ${sha256}.`);
      documents.set(path, sha256);
      if (isHidden) hidden.add(path);
      else hidden.delete(path);
      note(path);
      changed(path);
    },
    async remove(path) {
      check(path);
      files.delete(path);
      documents.delete(path);
      hidden.delete(path);
      folders.get(folderOf(path))?.delete(path);
      changed(path);
    },
    async list(prefix) {
      return below(prefix);
    },
    async etags(prefix) {
      return new Map(below(prefix).map((path) => [path, files.get(path)?.etag ?? '']));
    },
  };
}
