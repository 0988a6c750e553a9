import type { PublicFile, PublicFiles } from '#shared/ports.ts';

/** Writes the files that differ from what is stored, and returns how many it wrote and how many others changed meanwhile. */
export async function writeFiles(
  publicFiles: PublicFiles,
  files: readonly PublicFile[],
): Promise<{ readonly written: number; readonly stale: number }> {
  let written = 0;
  let stale = 0;
  for (const file of files) {
    const stored = await publicFiles.read(file.path);
    if (stored?.body === file.body) continue;
    if ((await publicFiles.write(file, stored?.etag ?? 'absent')) === 'written') written++;
    else stale++;
  }
  return { written, stale };
}
