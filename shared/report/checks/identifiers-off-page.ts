import type { Finding } from '#shared/domain/review/finding.ts';
import type { Line, Page, ReportModel } from '../../pdf/page-model.ts';
import type { Check, Checked } from './check.ts';
import { crimeOrCaseReference } from './crime-or-case-reference.ts';
import { dateOfBirth } from './date-of-birth.ts';
import { nationalInsurance } from './national-insurance.ts';
import { nhsNumber } from './nhs-number.ts';
import { flowText, plain } from './positioned-text.ts';
import { upn } from './upn.ts';

/** What identifies one person whatever stands around it. */
const IDENTIFIERS: readonly Check[] = [nhsNumber, dateOfBirth, nationalInsurance, upn, crimeOrCaseReference];

/** Numbers and dates of a person in what the file says besides its pages, and the clean copy keeps: descriptions of pictures, replaced text, bookmarks, descriptions of links. */
export const carriedWords: Check = (checked) => {
  const words = wordsBeside(checked);
  if (words.length === 0) return [];
  const report: ReportModel = { ...checked.report, pages: [pageOf(words)] };
  const beside: Checked = {
    ...checked,
    report,
    body: flowText(report),
    margins: flowText({ ...report, pages: [] }),
  };
  return IDENTIFIERS.flatMap((check) => check(beside)).map(
    ({ code, message }): Finding => ({
      code,
      message: `${message} It is in a bookmark or in the description of a picture or link, which no page shows.`,
    }),
  );
};

/** Those with digits that no page shows. */
function wordsBeside({ report, body }: Checked): string[] {
  const links = report.pages.flatMap(({ annotations }) =>
    annotations.flatMap(({ subtype, contents }) => (subtype === 'Link' && contents ? [contents] : [])),
  );
  return [...new Set([...report.alternativeTexts, ...report.outline, ...links])].filter(
    (text) => /\d/.test(text) && !body.text.includes(plain(text).trim()),
  );
}

/** One line for each, apart from the others. */
function pageOf(words: readonly string[]): Page {
  const lines = words.map(
    (text, at): Line => ({
      text,
      x: 72,
      y: 100 + 40 * at,
      width: 400,
      size: 11,
      bold: false,
      italic: false,
      font: '',
      colour: '#000000',
      angle: 0,
    }),
  );
  const height = 200 + 40 * words.length;
  return {
    number: 1,
    width: 595,
    height,
    lines,
    hidden: [],
    annotations: [],
    imageCover: 0,
    unmappedGlyphs: 0,
  };
}
