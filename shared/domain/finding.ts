/**
 * The findings a check can make. One table says what each means, why it matters and how to mend it;
 * the receipts, the officer guide and the tests read it.
 * Severity `stop` holds the review until an officer accepts the code or drops a mended PDF; `note` goes on the receipt.
 */
export interface FindingKind {
  readonly severity: 'stop' | 'note';
  readonly title: string;
  readonly why: string;
  readonly remedy: string;
}

const stop = (title: string, why: string, remedy: string): FindingKind => ({
  severity: 'stop',
  title,
  why,
  remedy,
});
const note = (title: string, why: string, remedy: string): FindingKind => ({
  severity: 'note',
  title,
  why,
  remedy,
});

export const FINDINGS = {
  'hidden-text-under-box': stop('Text under a box', '', ''),
  'unapplied-redaction': stop('A redaction that was not applied', '', ''),
  'invisible-text': stop('Invisible text', '', ''),
  'off-page-text': stop('Text outside the page', '', ''),
  'hidden-layer': stop('A hidden layer', '', ''),
  'annotation-comment': stop('A comment', '', ''),
  'form-field': stop('A filled form field', '', ''),
  attachment: stop('An attached file', '', ''),
  javascript: stop('A script', '', ''),
  'external-action': stop('An action that opens something', '', ''),
  'earlier-revision': stop('An earlier version inside the file', '', ''),
  'property-name': stop('A name in the file properties', '', ''),
  'nhs-number': stop('An NHS number', '', ''),
  'date-of-birth': stop('A date of birth', '', ''),
  postcode: stop('A postcode', '', ''),
  phone: stop('A telephone number', '', ''),
  email: stop('An e-mail address', '', ''),
  'national-insurance': stop('A National Insurance number', '', ''),
  upn: stop('A unique pupil number', '', ''),
  'crime-or-case-reference': stop('A crime or case reference', '', ''),
  'draft-marker': stop('Marked as a draft', '', ''),
  'restriction-marker': stop('Marked as restricted', '', ''),
  'embargo-marker': stop('Marked as embargoed', '', ''),
  'placeholder-text': stop('A placeholder left in', '', ''),
  'no-text': stop('No text', '', ''),
  'title-missing': stop('No title found', '', ''),
  'type-missing': stop('No review type found', '', ''),
  'summary-missing': stop('No summary found', '', ''),
  'not-the-report': stop('Not the report itself', '', ''),
  'cannot-be-cleaned': stop('The file cannot be cleaned', '', ''),
  'retires-early': stop('Retires within a year', '', ''),
  'second-person': stop('Waits for a second person', '', ''),
  untagged: note('Not tagged', '', ''),
  'no-language': note('No language set', '', ''),
  'no-title': note('No document title', '', ''),
  'other-partnership': note('Names another partnership', '', ''),
} as const satisfies Record<string, FindingKind>;

export type FindingCode = keyof typeof FINDINGS;

/** One thing a check found. `message` is one plain sentence for the officer; words that leak are masked in it. */
export interface Finding {
  readonly code: FindingCode;
  /** 1-based; absent for the file as a whole. */
  readonly page?: number;
  /** Left, top, right, bottom in points of the page as displayed, for the marked-up picture. */
  readonly box?: readonly [number, number, number, number];
  readonly message: string;
}

export const isStop = (finding: Finding): boolean => FINDINGS[finding.code].severity === 'stop';
