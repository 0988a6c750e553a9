import { hash } from 'node:crypto';
import { allSettledOrThrow } from '#shared/domain/all-settled-or-throw.ts';
import type { PublicFile, PublicFiles } from '#shared/ports.ts';

/** The ETag that S3 gives this body. */
export const etagOf = (body: string): string => hash('md5', body);

/**
 * Writes the files that differ from the stored ones, concurrently. Returns how many were written, and how
 * many were stale because of another writer. Settles all writes before it rejects. `stored` skips a lookup if
 * the caller knows the ETags.
 */
export async function writeFiles(
  publicFiles: Pick<PublicFiles, 'etag' | 'write'>,
  files: readonly PublicFile[],
  stored: (path: string) => Promise<string | undefined> | string | undefined = (path) =>
    publicFiles.etag(path),
): Promise<{ readonly written: number; readonly stale: number }> {
  const outcomes = await allSettledOrThrow(
    files.map(async (file) => {
      const etag = await stored(file.path);
      return etag === etagOf(file.body) ? 'same' : publicFiles.write(file, etag ?? 'absent');
    }),
  );
  const count = { same: 0, written: 0, stale: 0 };
  for (const outcome of outcomes) count[outcome]++;
  return count;
}
