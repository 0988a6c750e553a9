import { expect, test } from 'vitest';
import { BODY_ENDINGS } from '#shared/report/facts/body-names.ts';
import {
  ANOTHER_DATE,
  CAPTIONS,
  DATE_LABELS,
  DELAYED,
  LABELS,
  NOT_YET_PUBLISHED,
  OWN_PUBLICATION,
  PUBLICATION,
  PUBLICATION_NOTES,
  PUBLICATION_ON_COVER,
} from '#shared/report/facts/date-wordings.ts';
import { REPORT_NAMES, REVIEW_NAMES } from '#shared/report/facts/document-kind.ts';
import { DOCUMENT_NAMES } from '#shared/report/facts/document-names.ts';
import type { Phrase } from '#shared/report/facts/phrases.ts';
import { OWN_PROCESS, OWN_VOICE, REPORT_PARTS } from '#shared/report/facts/report-structure.ts';
import { AUTHOR_ROLES, AUTHORED_BY_WORDINGS, OTHER_ROLES } from '#shared/report/facts/role-wordings.ts';

const TABLES: Readonly<Record<string, readonly Phrase[]>> = {
  ...Object.fromEntries(DOCUMENT_NAMES.map(({ reads, kind, phrases }) => [`${kind}: ${reads}`, phrases])),
  ...Object.fromEntries(REPORT_PARTS.map(({ part, headings }) => [`headings of the ${part}`, headings])),
  ...Object.fromEntries(DATE_LABELS.map(({ meaning, phrases }) => [`dates: ${meaning}`, phrases])),
  'dates of something else': ANOTHER_DATE,
  publication: PUBLICATION,
  'own publication': OWN_PUBLICATION,
  'publication on a cover': PUBLICATION_ON_COVER,
  'not published yet': NOT_YET_PUBLISHED,
  'delayed publication': DELAYED,
  'labels of dates': LABELS,
  'captions of dates': CAPTIONS,
  'notes of a publication': PUBLICATION_NOTES,
  'names of bodies': BODY_ENDINGS,
  'roles of authors': AUTHOR_ROLES,
  'roles of others': OTHER_ROLES,
  'words before an author': AUTHORED_BY_WORDINGS,
  'names of a report': REPORT_NAMES,
  'names of a review': REVIEW_NAMES,
  'what a report says of itself': OWN_VOICE,
  'headings about the review itself': OWN_PROCESS,
};
const LONGEST = 120;

test.each(
  Object.entries(TABLES).flatMap(([table, phrases]) =>
    phrases.map((one) => [table, one.example, one] as const),
  ),
)('%s: the words of “%s” are found in it, and are short', (_, example, one) => {
  expect(example).toMatch(new RegExp(`(?<!\\p{L})(?:${one.pattern})`, 'iu'));
  expect(one.words.length).toBeLessThanOrEqual(LONGEST);
});
