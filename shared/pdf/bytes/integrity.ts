import { inflateSync } from 'node:zlib';
import { UnreadablePdf } from '../unreadable-pdf.ts';
import type { RawFile } from './object-scan.ts';

/** A PDF begins within its first kilobyte (ISO 32000-2, annex I). */
export function assertIsPdf(bytes: Uint8Array): void {
  if (Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).indexOf('%PDF-') === -1) {
    throw new UnreadablePdf('not-a-pdf');
  }
}

/**
 * Throws `UnreadablePdf` for a file that was cut short or damaged. pdf.js fixes such files silently, with
 * pages or paragraphs missing, and half a report must not be published as the whole.
 */
export function assertIntact(bytes: Uint8Array, raw: RawFile, pages: number): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const problem =
    cutShort(buffer, raw) ??
    lostCrossReference(buffer, raw, pages) ??
    lostPages(raw, pages) ??
    lostContent(buffer, raw);
  if (problem) throw new UnreadablePdf('damaged', { cause: new Error(problem) });
}

function cutShort(buffer: Buffer, raw: RawFile): string | undefined {
  const end = raw.ends.at(-1);
  if (end === undefined) return 'no end-of-file mark';
  if (/\d\s+\d+\s+obj\b/.test(buffer.toString('latin1', end)))
    return 'objects after the last end-of-file mark';
  if (raw.linearized) {
    const length = Number(/\/L\s+(\d+)/.exec(buffer.toString('latin1', 0, 1024))?.[1] ?? 0);
    if (buffer.length < length) return 'shorter than its linearization says';
  }
  return undefined;
}

function lostCrossReference(buffer: Buffer, raw: RawFile, pages: number): string | undefined {
  const end = raw.ends.at(-1) ?? buffer.length;
  const tail = buffer.toString('latin1', Math.max(0, end - 2048), end);
  const offset = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail)?.[1] ?? Number.NaN);
  // Offsets count from the header, which some programs put after other bytes.
  const header = buffer.subarray(0, 1024).indexOf('%PDF-');
  const found = [offset, offset + header].some((start) =>
    /^\s*(xref\b|\d+\s+\d+\s+obj\b)/.test(buffer.toString('latin1', start, start + 64)),
  );
  if (found || (standsAtEnd(tail) && pageCounts(raw).includes(pages))) return undefined;
  return 'no cross-reference where it should be';
}

/**
 * Some programs and mail gateways get the offset wrong in a file that is whole: its cross-reference,
 * complete, is then the last thing in it, and pdf.js finds the objects by themselves.
 */
const standsAtEnd = (tail: string): boolean =>
  /\d{10} \d{5} [nf]\s+trailer\s*<<[\s\S]*>>\s*startxref\s+\d+\s+%%EOF\s*$/.test(tail) ||
  /endstream\s+endobj\s+startxref\s+\d+\s+%%EOF\s*$/.test(tail);

/** Fewer or more pages than the page tree has, whatever it counts. */
function lostPages(raw: RawFile, pages: number): string | undefined {
  const found = pagesOfTree(raw);
  return found !== undefined && found !== pages ? `${pages} pages of ${found}` : undefined;
}

/** More than any report has: a tree that does not end is not walked. */
const MOST_NODES = 20_000;

/**
 * Pages of the page tree, by following it in the latest revision; undefined where a part of it is not found.
 */
function pagesOfTree({ objects }: RawFile): number | undefined {
  const root = [...objects.matchAll(/\/Root\s+(\d+)\s+\d+\s+R/g)].at(-1)?.[1];
  const byNumber = objectsByNumber(objects);
  const waiting = [/\/Pages\s+(\d+)\s+\d+\s+R/.exec(byNumber.get(root ?? '') ?? '')?.[1] ?? ''];
  const seen = new Set<string>();
  let pages = 0;
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    const node = byNumber.get(number);
    if (node === undefined || seen.size > MOST_NODES) return undefined;
    if (seen.has(number)) continue;
    seen.add(number);
    const kids = kidsOf(node);
    if (kids === undefined) return undefined;
    if (kids === 'none') pages += 1;
    else waiting.push(...kids);
  }
  return pages;
}

function objectsByNumber(objects: string): Map<string, string> {
  const byNumber = new Map<string, string>();
  for (const object of objects.split('endobj')) {
    const number = /(\d{1,10})\s{1,8}\d{1,5}\s{1,8}obj\b/.exec(object)?.[1];
    if (number !== undefined) byNumber.set(number, object);
  }
  return byNumber;
}

/** The numbers of a node's kids; `none` for a page; undefined where they stand somewhere else. */
function kidsOf(node: string): string[] | 'none' | undefined {
  if (!/\/Kids\b/.test(node)) return 'none';
  const list = /\/Kids\s*\[([^\]]*)\]/.exec(node)?.[1];
  return list === undefined ? undefined : [...list.matchAll(/(\d+)\s+\d+\s+R/g)].map(([, kid = '']) => kid);
}

const pageCounts = ({ objects }: RawFile): number[] =>
  objects
    .split('endobj')
    .filter((object) => /\/Type\s*\/Pages\b/.test(object))
    .map((object) => Number(/\/Count\s+(\d+)/.exec(object)?.[1] ?? 0));

/** Page contents that are not there, or that do not unpack. */
function lostContent(buffer: Buffer, raw: RawFile): string | undefined {
  const streams = new Map(raw.streams.map((stream) => [stream.object, stream]));
  for (const object of contentObjects(raw.objects)) {
    const stream = streams.get(object);
    if (!stream) {
      if (!new RegExp(`(^|\\s)${object}\\s+\\d+\\s+obj\\b`).test(raw.objects))
        return `content ${object} is missing`;
      continue;
    }
    if (!/\/Filter\s*\[?\s*\/FlateDecode\s*\]?\s*(\/|>>)/.test(stream.dictionary)) continue;
    if (/\/Encrypt\b/.test(raw.objects)) continue;
    try {
      inflateSync(buffer.subarray(stream.start, stream.end), {
        finishFlush: 2,
        maxOutputLength: 64 * 1024 * 1024,
      });
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'Z_DATA_ERROR')
        return `content ${object}: ${error.message}`;
    }
  }
  return undefined;
}

/** Numbers of the objects that page contents are in. */
function contentObjects(objects: string): Set<number> {
  const found = new Set<number>();
  for (const [, list] of objects.matchAll(/\/Contents\s*(\[[^\]]{0,20000}\]|\d+\s+\d+\s+R)/g)) {
    for (const [, object] of (list ?? '').matchAll(/(\d+)\s+\d+\s+R/g)) found.add(Number(object));
  }
  return found;
}
