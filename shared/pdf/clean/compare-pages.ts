import { createHash } from 'node:crypto';
import { pageInk } from '../hidden/visible-characters.ts';
import { type OpenPdf, withPdfium } from '../pdfium/open-document.ts';
import type { Stripped } from './rewrite-document.ts';

/**
 * Looks at the pages from which something visible or hidden was taken. A sentence for the officer where words come to light
 * that were covered before (a black shape that is an annotation), or where a page has lost words or looks different; else `undefined`.
 */
export async function differenceSeen(original: Uint8Array, copy: Stripped): Promise<string | undefined> {
  const pages = [...copy.changedPages.union(copy.cutPages).union(copy.rewrittenPages)].toSorted(
    (a, b) => a - b,
  );
  if (pages.length === 0) return undefined;
  const before = await withPdfium(original, (open) => pages.map((page) => looksOf(open, page)));
  const after = await withPdfium(copy.pdf, (open) => pages.map((page) => looksOf(open, page)));
  for (const [index, page] of pages.entries()) {
    const [was, is] = [before?.[index], after?.[index]];
    if (was === undefined || is === undefined)
      return `Page ${page} of this PDF cannot be painted, so it cannot be compared with its clean copy.`;
    if ([...is.seen].some((character) => was.unseen.has(character) && !was.seen.has(character))) {
      return `On page ${page} a note, a drawing or a form field lies over words, and without it they could be read. Remove the words themselves and save a new PDF.`;
    }
    const looksTheSame = copy.changedPages.has(page) || was.pixels === is.pixels;
    if (!looksTheSame || !was.seen.isSubsetOf(is.seen)) {
      return `Page ${page} does not look the same without what is hidden on it. Print the report to a new PDF and drop that.`;
    }
  }
  return undefined;
}

interface Looks {
  /** Fingerprint of the painted page. */
  readonly pixels: string;
  /** Letters and digits with their places: those that leave ink, and those that do not. */
  readonly seen: ReadonlySet<string>;
  readonly unseen: ReadonlySet<string>;
}

function looksOf(open: OpenPdf, page: number): Looks | undefined {
  const ink = pageInk(open, page);
  if (ink === undefined) return undefined;
  const [seen, unseen] = [new Set<string>(), new Set<string>()];
  for (const { text, box, isLetterOrDigit, isVisible } of ink.characters) {
    if (isLetterOrDigit)
      (isVisible ? seen : unseen).add(`${text} ${box.map((side) => Math.round(side * 10)).join()}`);
  }
  return { pixels: createHash('sha256').update(ink.image.pixels).digest('hex'), seen, unseen };
}
