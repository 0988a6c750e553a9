import { etagOf, writeFiles } from '#functions/publish-review/write-files.ts';
import type { Settings } from '#shared/domain/settings.ts';
import type { PublicFiles } from '#shared/ports.ts';
import { filesLeft } from '#site/public-files.ts';

/**
 * Makes every page in a language that the settings have no more answer 410, and returns how many changed. The
 * first page comes last: the others are looked for until it has changed.
 */
export async function leaveLanguages(publicFiles: PublicFiles, settings: Settings): Promise<number> {
  let written = 0;
  for (const { folder, gone } of filesLeft(settings)) {
    const first = `/${folder}`;
    const etag = await publicFiles.etag(first);
    if (etag === undefined || etag === etagOf(gone(first).body)) continue;
    const stored = await publicFiles.etags('/');
    const others = [...stored.keys()].filter((path) => path.endsWith(first) && path !== first);
    const count = await writeFiles(publicFiles, others.map(gone), (path) => stored.get(path));
    written += count.written;
    if (count.stale === 0) written += (await writeFiles(publicFiles, [gone(first)], () => etag)).written;
  }
  return written;
}
