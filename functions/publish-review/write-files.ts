import { hash } from 'node:crypto';
import { allSettledOrThrow } from '#shared/domain/all-settled-or-throw.ts';
import type { PublicFile, PublicFiles } from '#shared/ports.ts';

/** What `PublicFiles.etag` says of these bytes. */
const etagOf = (body: string): string => hash('md5', body);

/**
 * Writes the files that differ from what is stored, all at once, and returns how many it wrote and how many
 * others changed meanwhile. `stored` says what is there, for those who looked before. Waits for all, also
 * when one fails.
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
