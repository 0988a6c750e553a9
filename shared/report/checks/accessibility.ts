import type { Finding } from '#shared/domain/review/finding.ts';
import type { Page } from '../../pdf/page-model.ts';
import type { Check } from './check.ts';

/** Words on a page below which it has no text to read or to check. */
const FEW_WORDS = 5;
/** Of a page without words: a picture of more of it holds what was not checked. */
const PICTURE_OF_A_PAGE = 0.5;
/** Of a page without words: with more edges something is drawn on it, and it may be letters in outlines. */
const DRAWN_PAGE = 0.003;

/**
 * Pages without text that can be read: a scan without a text layer, or fonts that give no letters. Nothing on
 * them was checked, so they hold the review. A cover or back page that is only a picture does not.
 */
export const noText: Check = ({ report }) => {
  const { pages } = report;
  const silent = pages.filter(isSilent);
  const first = silent[0] ?? pages[0];
  if (!first || (silent.length > 0 && silent.length === pages.length))
    return [
      {
        code: 'no-text',
        page: first?.number ?? 1,
        message: 'No page has text that can be read: it looks like a scan without a text layer.',
      },
    ];
  const garbled = pages.filter(
    (page) => !silent.includes(page) && page.unmappedGlyphs > Math.max(40, lettersOn(page)),
  );
  const pictures = silent.filter(
    ({ imageCover, edges }) => imageCover >= PICTURE_OF_A_PAGE || (edges ?? 0) >= DRAWN_PAGE,
  );
  if (pictures.length * 2 > pages.length)
    return [
      {
        code: 'no-text',
        page: first.number,
        message: `${pictures.length} of ${pages.length} pages have no text that can be read.`,
      },
    ];
  const inside = pictures.filter(({ number }) => number > 1 && number < pages.length);
  return [
    ...inside.map(
      ({ number }): Finding => ({
        code: 'no-text',
        page: number,
        message: 'The page is only a picture or a drawing, so nothing on it could be checked.',
      }),
    ),
    ...garbled.map(
      ({ number }): Finding => ({
        code: 'no-text',
        page: number,
        message: 'The letters of this page cannot be read by a computer, so nothing on it could be checked.',
      }),
    ),
  ];
};

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
