import { pageInk } from '../hidden/visible-characters.ts';
import { type OpenPdf, textOf, withPdfium } from '../pdfium/open-document.ts';
import { type PageImage, paintPage } from '../pdfium/render-page.ts';
import { digestOfText, fingerprintOf, type SeenPage } from '../seen-page.ts';
import type { Stripped } from './rewrite-document.ts';

/** What a comparison found. */
export interface Compared {
  /** A sentence for the officer. */
  readonly difference?: string | undefined;
  /** Whether every page has the pixels that the examination saw. */
  readonly isAsSeen: boolean;
}

/**
 * Compares every page of a copy with the original's: its words, and how PDFium paints it. There is a
 * difference where words come to light that were covered before (a black shape that is an annotation), or
 * where a page has lost words or looks different. The original is painted only where the copy is not as the
 * examination saw it.
 */
export async function compare(
  before: OpenPdf,
  copy: Stripped,
  seen: readonly SeenPage[] | undefined,
): Promise<Compared> {
  return (
    (await withPdfium(copy.pdf, (after) => {
      let isAsSeen = seen?.length === after.pageCount;
      const difference = firstDifference(before, after, copy, (page, { text, image }) => {
        const known = seen?.[page - 1];
        const hasPixels = known !== undefined && image !== undefined && known.pixels === fingerprintOf(image);
        isAsSeen &&= hasPixels;
        return hasPixels && !known.hasReplacedText && known.letters === digestOfText(text);
      });
      return { difference, isAsSeen };
    })) ?? { difference: UNOPENED, isAsSeen: false }
  );
}

const UNOPENED =
  'The clean copy of this PDF cannot be opened. Save or print the report to a new PDF and drop that.';

function firstDifference(
  before: OpenPdf,
  after: OpenPdf,
  copy: Stripped,
  isAsSeen: (page: number, shown: Shown) => boolean,
): string | undefined {
  if (before.pageCount !== after.pageCount)
    return 'The clean copy of this PDF has not the same number of pages.';
  for (let page = 1; page <= before.pageCount; page += 1) {
    const is = shownOn(after, page);
    if (isAsSeen(page, is)) continue;
    const was = shownOn(before, page);
    if (was.text !== is.text && !copy.cutPages.has(page))
      return `The clean copy of this PDF has not the same words on page ${page}.`;
    const difference =
      copy.changedPages.has(page) || copy.cutPages.has(page)
        ? differenceOn(page, looksOf(before, page), looksOf(after, page), copy)
        : differenceOfPixels(page, was.image, is.image);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

/** The text of a page, and the page as it is painted. */
interface Shown {
  readonly text: string;
  readonly image: PageImage | undefined;
}

function shownOn(open: OpenPdf, number: number): Shown {
  const page = open.pdfium.FPDF_LoadPage(open.handle, number - 1);
  try {
    return { text: textOf(open, page), image: paintPage(open, page, 1) };
  } finally {
    open.pdfium.FPDF_ClosePage(page);
  }
}

const UNPAINTED = (page: number) =>
  `Page ${page} of this PDF cannot be painted, so it cannot be compared with its clean copy.`;
const DIFFERENT = (page: number) =>
  `Page ${page} of the clean copy does not look the same. Print the report to a new PDF and drop that.`;

function differenceOfPixels(
  page: number,
  was: PageImage | undefined,
  is: PageImage | undefined,
): string | undefined {
  if (was === undefined || is === undefined) return UNPAINTED(page);
  return isAlike(was, is) ? undefined : DIFFERENT(page);
}

function differenceOn(
  page: number,
  was: Looks | undefined,
  is: Looks | undefined,
  copy: Stripped,
): string | undefined {
  if (was === undefined || is === undefined) return UNPAINTED(page);
  if ([...is.seen].some((character) => was.unseen.has(character) && !was.seen.has(character))) {
    return `On page ${page} a note, a drawing or a form field lies over words, and without it they could be read. Remove the words themselves and save a new PDF.`;
  }
  const looksTheSame = copy.changedPages.has(page) || isAlike(was.image, is.image);
  if (looksTheSame && was.seen.isSubsetOf(is.seen)) return undefined;
  return DIFFERENT(page);
}

interface Looks {
  readonly image: PageImage;
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
  return { image: ink.image, seen, unseen };
}

/**
 * Pixels in a row, and rows, that must differ for a page to look different: a seam between two shapes is
 * thinner.
 */
const BLOB = 3;

/**
 * Whether two paintings of a page show the same. Where a cover ends with the picture under it, a seam may
 * differ.
 */
function isAlike(one: PageImage, other: PageImage): boolean {
  if (one.width !== other.width || one.height !== other.height) return false;
  if (Buffer.compare(one.pixels, other.pixels) === 0) return true;
  const { width, height, stride } = one;
  const rows = Array.from({ length: width }, () => 0);
  for (let y = 0; y < height; y += 1) {
    let across = 0;
    for (let x = 0; x < width; x += 1) {
      const at = y * stride + x * 4;
      rows[x] = differs(one.pixels, other.pixels, at) ? (rows[x] ?? 0) + 1 : 0;
      across = (rows[x] ?? 0) >= BLOB ? across + 1 : 0;
      if (across >= BLOB) return false;
    }
  }
  return true;
}

const differs = (one: Uint8Array, other: Uint8Array, at: number): boolean =>
  one[at] !== other[at] || one[at + 1] !== other[at + 1] || one[at + 2] !== other[at + 2];
