import type { Finding } from '#shared/domain/review/finding.ts';
import type { Page, ReportModel } from '../../pdf/page-model.ts';
import type { Check } from './check.ts';

/** Words on a page below which it has no text to read or to check. */
const FEW_WORDS = 5;
/** Of a page without words: a picture of more of it holds what was not checked. */
const PICTURE_OF_A_PAGE = 0.5;
/** Of a page without words: with more edges something is drawn on it, and it may be letters in outlines. */
const DRAWN_PAGE = 0.003;

/** Pages of a report without text that can be read. */
interface Unread {
  /** With fewer words than can be read or checked. */
  readonly silent: readonly Page[];
  /** Silent pages that hold a picture or a drawing, which may be words. */
  readonly pictures: readonly Page[];
  /** With letters that no computer can read. */
  readonly garbled: readonly Page[];
}

function unreadOf(pages: readonly Page[]): Unread {
  const silent = pages.filter((page) => !page.isRecognized && isSilent(page));
  return {
    silent,
    pictures: silent.filter(
      ({ imageCover, edges }) => imageCover >= PICTURE_OF_A_PAGE || (edges ?? 0) >= DRAWN_PAGE,
    ),
    garbled: pages.filter(
      (page) =>
        !page.isRecognized && !silent.includes(page) && page.unmappedGlyphs > Math.max(40, lettersOn(page)),
    ),
  };
}

/**
 * Numbers of the pages that only text recognition can read, where that is needed: a cover or back page
 * that is a picture is none by itself.
 */
export function pagesToRecognize({ pages }: ReportModel): ReadonlySet<number> {
  const { pictures, garbled } = unreadOf(pages);
  const isNeeded =
    garbled.length > 0 || pictures.length === pages.length || inside(pictures, pages).length > 0;
  return new Set(isNeeded ? [...pictures, ...garbled].map(({ number }) => number) : []);
}

/** Pages that are neither the first nor the last. */
const inside = (some: readonly Page[], pages: readonly Page[]): readonly Page[] =>
  some.filter(({ number }) => number > 1 && number < pages.length);

/**
 * Pages without text: a scan without a text layer, or fonts that give no letters. They hold the review, also
 * where their words were recognized: recognition makes mistakes, and a screen reader has nothing to read. A
 * cover or back page that is only a picture does not.
 */
export const noText: Check = ({ report: { pages } }) => [...recognized(pages), ...unread(pages)];

const ONLY_A_PICTURE = 'The page is only a picture or a drawing, so nothing on it could be checked.';
const GARBLED = 'The letters of this page cannot be read by a computer, so nothing on it could be checked.';

const textless = (page: Page | undefined, message: string): Finding => ({
  code: 'no-text',
  page: page?.number ?? 1,
  message,
});

function recognized(pages: readonly Page[]): Finding[] {
  const read = pages.filter(({ isRecognized }) => isRecognized);
  const [first] = read;
  if (!first) return [];
  if (read.length * 2 <= pages.length)
    return read.map((page) =>
      textless(
        page,
        'The page is a picture. Its words were recognized in it and checked, which may miss something.',
      ),
    );
  const what =
    read.length === pages.length
      ? 'Every page is a picture'
      : `${read.length} of ${pages.length} pages are pictures`;
  return [
    textless(
      first,
      `${what}, as of a scan. The words were recognized in them and checked, which may miss something.`,
    ),
  ];
}

function unread(pages: readonly Page[]): Finding[] {
  const { silent, pictures, garbled } = unreadOf(pages);
  const first = silent[0] ?? pages[0];
  if (!first || (silent.length > 0 && silent.length === pages.length))
    return [textless(first, 'No page has text that can be read: it looks like a scan without a text layer.')];
  if (pictures.length * 2 > pages.length)
    return [textless(first, `${pictures.length} of ${pages.length} pages have no text that can be read.`)];
  return [
    ...inside(pictures, pages).map((page) => textless(page, ONLY_A_PICTURE)),
    ...garbled.map((page) => textless(page, GARBLED)),
  ];
}

/** Whether a page has fewer words than can be read or checked. */
function isSilent(page: Page): boolean {
  let words = 0;
  for (const { text } of page.lines) {
    words += text.match(/\p{L}{2,}/gu)?.length ?? 0;
    if (words >= FEW_WORDS) return false;
  }
  return true;
}
const lettersOn = (page: Page): number => page.lines.reduce((count, { text }) => count + text.length, 0);

export const untagged: Check = ({ report }) =>
  report.tagged
    ? []
    : [
        {
          code: 'untagged',
          message: 'The file has no tags, so a screen reader cannot tell its headings, lists and tables.',
        },
      ];

export const noLanguage: Check = ({ report }) =>
  report.language?.trim()
    ? []
    : [{ code: 'no-language', message: 'The file does not say in which language it is written.' }];

/**
 * A title property that is empty or a file name. The published copy gets the title of the review whatever
 * this says.
 */
export const noTitle: Check = ({ report }) => {
  const title = report.properties.title?.trim() ?? '';
  return title === '' || /\.(?:docx?|pdf|odt|indd|pub|rtf)\b|^Microsoft Word|^untitled/i.test(title)
    ? [{ code: 'no-title', message: 'The file has no title of its own, or only a file name.' }]
    : [];
};
