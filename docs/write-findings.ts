import { writeFileSync } from 'node:fs';
import { FINDINGS, type FindingCode, isAcceptable, isStop } from '#shared/domain/review/finding.ts';

/** Path of the guide. */
export const GUIDE = new URL('officers-findings.md', import.meta.url);

const GROUPS: readonly {
  readonly heading: string;
  readonly introduction: string;
  readonly codes: readonly FindingCode[];
}[] = [
  {
    heading: 'Words that only seem to be gone',
    introduction: 'They cannot be seen on the page, and anybody can copy them out of the file.',
    codes: [
      'hidden-text-under-box',
      'unapplied-redaction',
      'invisible-text',
      'off-page-text',
      'hidden-layer',
      'earlier-revision',
      'page-not-read',
    ],
  },
  {
    heading: 'What the file carries with it',
    introduction:
      'A PDF is a container. The published copy is cleaned of all this, but somebody should look at it first.',
    codes: [
      'annotation-comment',
      'form-field',
      'attachment',
      'javascript',
      'external-action',
      'property-name',
      'removed-from-copy',
    ],
  },
  {
    heading: 'Details by which a person can be found',
    introduction:
      'Helplines, the partnership’s own contacts and those of other organisations are no findings.',
    codes: [
      'nhs-number',
      'date-of-birth',
      'postcode',
      'street-address',
      'phone',
      'email',
      'national-insurance',
      'upn',
      'identity-document',
      'vehicle-registration',
      'crime-or-case-reference',
    ],
  },
  {
    heading: 'Signs that it is not the final version',
    introduction:
      'Such marks escape by mistake, and they stay on finished reports by mistake. So a person is asked.',
    codes: ['draft-marker', 'restriction-marker', 'embargo-marker', 'placeholder-text'],
  },
  {
    heading: 'What a careful person would ask',
    introduction:
      'A slip in a name, a date or a folder makes something public by accident. So each of these holds.',
    codes: [
      'near-name',
      'near-review',
      'note-lost',
      'unlikely-date',
      'doubtful-companion',
      'another-review',
      'same-pdf',
      'report-and-status',
    ],
  },
  {
    heading: 'What the review note must say',
    introduction: 'Nothing is guessed in public. What the report does not say clearly, the review note says.',
    codes: [
      'title-missing',
      'type-missing',
      'summary-missing',
      'publication-date-unclear',
      'not-the-report',
      'note-of-another',
      'retires-early',
      'published-in-future',
      'second-person',
    ],
  },
  {
    heading: 'Whether everybody can read it',
    introduction: 'The first two hold the review. The rest are notes for the next time.',
    codes: ['no-text', 'cannot-be-cleaned', 'untagged', 'no-edition', 'no-language', 'no-title'],
  },
  {
    heading: 'Whether it is what you meant',
    introduction: 'Notes: nothing is held.',
    codes: ['other-partnership', 'another-title', 'short-notice', 'file-not-there', 'two-endings'],
  },
];

const OPENING = `# What a finding means and what to do

A *finding* is one thing that a check found in a PDF: what, on which page, and one sentence about it.
There are two sorts. **Holds the review**: nothing is public until the finding is dealt with. **Note**: the
review is published, and the receipt tells what could be better.

There are two ways to deal with a finding that holds a review:

1. **Fix the PDF** and drop it again under the same name.
2. **Accept it**: look at the page, and if it is right as it is, write its code in the review note, for
   example \`accept: [postcode]\`. An acceptance counts for the PDF that was there when the note was written.
   A later PDF is checked again.

The words that were found are never repeated in full: “A████ B██████” shows how each begins.

The checks read the pages, the text under boxes and outside the page, and what the file carries besides. They do
**not** know the names of the family, and they cannot tell whether details together show who a family is. That a report
has no findings does not mean that it is anonymous: a person who knows the case must read it.
`;

/** Renders the guide from the table that the receipts use. */
export function findingsGuide(): string {
  const groups = GROUPS.map(
    ({ heading, introduction, codes }) =>
      `## ${heading}\n\n${introduction}\n\n${codes.map(section).join('\n')}`,
  );
  return `${OPENING}\n${groups.join('\n')}`;
}

function section(code: FindingCode): string {
  const { title, why, remedy } = FINDINGS[code];
  const accept = isAcceptable(code) ? `**To accept it:** \`accept: [${code}]\`\n` : '';
  return [
    `### ${title}`,
    `\`${code}\` · ${isStop({ code }) ? 'holds the review' : 'note'}`,
    why,
    `**What to do:** ${remedy}`,
    ...(accept ? [accept] : ['']),
  ]
    .join('\n\n')
    .replace(/\n{3,}/g, '\n\n');
}

if (import.meta.main) writeFileSync(GUIDE, findingsGuide());
