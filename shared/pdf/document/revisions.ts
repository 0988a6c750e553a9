import type { RawFile } from '../bytes/object-scan.ts';
import type { Page } from '../page-model.ts';

/** Reads the pages of an earlier state of the file; undefined when it cannot be read. */
export type ReadEarlier = (bytes: Uint8Array) => Promise<readonly Page[] | undefined>;

/** Each costs a reading; more than these say nothing more. The oldest is always among them. */
const MOST_REVISIONS = 4;
const MOST_LINES = 40;

/**
 * Lines that only an earlier incremental revision shows: cutting the file at an earlier end-of-file mark
 * brings them back (ISO 32000-2, 7.5.6).
 */
export async function earlierRevisions(
  bytes: Uint8Array,
  raw: RawFile,
  pages: readonly Page[],
  read: ReadEarlier,
): Promise<{ page: number; text: string }[]> {
  // The first mark of a linearized file ends its first page, not a revision.
  const ends = raw.ends
    .slice(raw.linearized ? 1 : 0, -1)
    .filter((end, index, all) => hasObjects(bytes, end, all[index + 1] ?? raw.ends.at(-1)));
  const [oldest, ...later] = ends;
  if (oldest === undefined) return [];
  const shown = plain(pages.flatMap(textsOf).join(''));
  const found = new Map<string, { page: number; text: string }>();
  for (const end of new Set([oldest, ...later.slice(1 - MOST_REVISIONS)])) {
    const earlier = (await read(bytes.subarray(0, end))) ?? [];
    for (const page of earlier) {
      for (const text of textsOf(page)) {
        if (found.size >= MOST_LINES) break;
        const words = plain(text);
        if (words.length >= 2 && !shown.includes(words)) found.set(words, { page: page.number, text });
      }
    }
  }
  return [...found.values()];
}

/** Word ends each file twice: its second cross-reference comes with no object, and so changes nothing. */
function hasObjects(bytes: Uint8Array, start: number, end: number | undefined): boolean {
  const { buffer, byteOffset } = bytes.subarray(start, end);
  return /\d\s+obj\b/.test(Buffer.from(buffer, byteOffset, (end ?? bytes.length) - start).toString('latin1'));
}

const textsOf = (page: Page): string[] => [
  ...page.lines.map(({ text }) => text),
  ...page.hidden.map(({ text }) => text),
  ...page.annotations.flatMap(({ contents }) => contents ?? []),
];

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
