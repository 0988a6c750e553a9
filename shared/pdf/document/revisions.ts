import type { RawFile } from '../bytes/object-scan.ts';
import type { Page } from '../page-model.ts';

/** Reads the pages of an earlier state of the file; undefined when it cannot be read. */
export type ReadEarlier = (bytes: Uint8Array) => Promise<readonly Page[] | undefined>;

/** Each costs a reading; more than these say nothing more. The oldest is always among them. */
const MOST_REVISIONS = 4;
const MOST_LINES = 40;

/**
 * Lines that only an earlier incremental revision shows: cutting the file at an earlier end-of-file mark brings them
 * back (ISO 32000-2, 7.5.6).
 */
export async function earlierRevisions(
  bytes: Uint8Array,
  raw: RawFile,
  pages: readonly Page[],
  read: ReadEarlier,
): Promise<{ page: number; text: string }[]> {
  // The first mark of a linearized file ends its first page, not a revision.
  const ends = raw.ends.slice(raw.linearized ? 1 : 0, -1);
  const [oldest, ...later] = ends;
  if (oldest === undefined) return [];
  const shown = plain(pages.flatMap(({ lines }) => lines.map(({ text }) => text)).join(''));
  const found = new Map<string, { page: number; text: string }>();
  for (const end of new Set([oldest, ...later.slice(1 - MOST_REVISIONS)])) {
    const earlier = (await read(bytes.subarray(0, end))) ?? [];
    for (const page of earlier) {
      const texts = [
        ...page.lines.map(({ text }) => text),
        ...page.hidden.map(({ text }) => text),
        ...page.annotations.flatMap(({ contents }) => contents ?? []),
      ];
      for (const text of texts) {
        if (found.size >= MOST_LINES) break;
        const words = plain(text);
        if (words.length >= 2 && !shown.includes(words)) found.set(words, { page: page.number, text });
      }
    }
  }
  return [...found.values()];
}

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
