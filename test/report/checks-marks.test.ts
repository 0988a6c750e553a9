import { describe, expect, test } from 'vitest';
import type { FindingCode } from '#shared/domain/review/finding.ts';
import { checkReport } from '#shared/report/checks/check-report.ts';
import { aReport, described, type PageText, type ReportText } from '../support/a-report.ts';

const PROSE = [
  'A confidential conversation was offered to any practitioner who preferred to speak',
  'alone, and four took up that offer. The draft report was shared with agencies for',
  'factual accuracy before the panel agreed the final text. Restrictions in force',
  'during the pandemic meant that some meetings took place remotely.',
].join('\n');
const COVER =
  'Northbrook Safeguarding Children Partnership\n\nLocal Child Safeguarding Practice Review\n\nChild A\n\nPublished: 4 May 2022';

const codesIn = (report: ReportText): FindingCode[] => [
  ...new Set(checkReport(aReport(report), { pages: 1, candidates: {} }).map(({ code }) => code)),
];
/** A report of a cover and three pages of prose, with something on every page. */
const everywhere = (extra: PageText): FindingCode[] =>
  codesIn({
    pages: [{ text: COVER, ...extra }, ...Array.from({ length: 3 }, () => ({ text: PROSE, ...extra }))],
  });
const onCover = (line: string): FindingCode[] => codesIn({ pages: [`${COVER}\n\n${line}`, PROSE, PROSE] });
const inText = (text: string): FindingCode[] =>
  codesIn({ pages: [COVER, PROSE, `${PROSE}\n\n${text}\n\n${PROSE}`, PROSE] });

test('prose about drafts, confidence and restrictions is no finding', () => {
  expect(everywhere({})).toEqual([]);
});

describe('Marked as a draft', () => {
  test.each([
    'DRAFT',
    'Final draft v4',
    'Draft 3 – not agreed',
    'Child A overview report DRAFT',
    'v0.4 draft',
    'D R A F T',
    'Version 0.7',
    'LCSPR_Child_A_V0_4',
    'draft_v6',
    'Unapproved',
    'For Board approval',
    'Version 12 with tracked changes',
    'Approval awaited',
    'Drafft 3',
  ])('in the footer of every page: “%s”', (footer) => {
    expect(everywhere({ footer })).toContain('draft-marker');
    expect(everywhere({ header: footer })).toContain('draft-marker');
  });
  test.each([
    'DRAFT',
    'Draft v3',
    'FINAL DRAFT FOR PANEL',
    'Second draft, 4 May 2022',
    'Overview report – draft 2',
    'Status: Draft',
    'Panel version, not yet approved',
    'For comment only',
    'Version: 0.9',
    'Draft version 6 – for the family',
    'This report is a draft',
    'This version has not yet been agreed by the partnership',
    'Subject to approval by the Board',
    'Version for agency factual accuracy check',
    'Status: for approval',
  ])('on the cover: “%s”', (line) => {
    expect(onCover(line)).toContain('draft-marker');
  });
  test('by a version below one in a table on the cover, and by no other version', () => {
    expect(onCover('Version number\t0.6')).toContain('draft-marker');
    expect(onCover('Version number\t1.6')).toEqual([]);
    expect(onCover('Score\t0.6')).toEqual([]);
  });
  test.each([
    ['drawn-word', 'drawn across the page'],
    ['struck-words', 'struck out'],
  ] as const)('by what a draft looks like: %s', (what, words) => {
    const report = aReport({ pages: [COVER, PROSE] });
    const pages = report.pages.map((page) => ({
      ...page,
      noticed: page.number === 2 ? [{ what, box: [100, 200, 480, 620] as const }] : [],
    }));
    const findings = checkReport({ ...report, pages }, { pages: 2, candidates: {} });
    expect(findings).toMatchObject([{ code: 'draft-marker', page: 2, box: [100, 200, 480, 620] }]);
    expect(findings[0]?.message).toContain(words);
  });
  test('by the description of a watermark that is a picture', () => {
    expect(codesIn({ pages: [COVER, PROSE], ...described('Draft watermark') })).toEqual(['draft-marker']);
    expect(codesIn({ pages: [COVER, PROSE], ...described('A child drafts a letter') })).toEqual([]);
  });
  test('as a watermark, whole or in pieces', () => {
    expect(everywhere({ watermark: 'DRAFT' })).toEqual(['draft-marker']);
    const report = aReport({ pages: [COVER] });
    const [page] = report.pages;
    const [line] = page?.lines ?? [];
    if (!page || !line) throw new Error('a page has lines');
    const pieces = ['T', 'AF', 'DR'].map((text, index) => ({
      ...line,
      text,
      angle: 45,
      size: 90,
      x: 350 - index * 100,
      y: 300 + index * 100,
    }));
    const broken = { ...report, pages: [{ ...page, lines: [...page.lines, ...pieces] }] };
    expect(checkReport(broken, { pages: 1, candidates: {} }).map(({ code }) => code)).toEqual([
      'draft-marker',
    ]);
  });
  test('as a stamp', () => {
    const pages = [{ text: PROSE, annotations: [{ subtype: 'Stamp', contents: 'Draft' }] }];
    expect(codesIn({ pages })).toEqual(['annotation-comment', 'draft-marker']);
  });
  test.each([
    'The draft care plan was shared.',
    'A draft plan was prepared for the meeting and read by the panel.',
    'Draft care plans and their review',
    'The plan was not yet approved.',
    'Version 0.3 of the form was in use.',
    'The placement was subject to approval by the court.',
  ])('never in prose: “%s”', (text) => {
    expect(inText(text)).toEqual([]);
    expect(onCover(text)).toEqual([]);
  });
  test.each([
    'Final version',
    'Version 1.0',
    'Review version 2.0',
    'Approved by the Board 4 May 2022',
    'Publication version',
  ])('not by “%s”', (mark) => {
    expect(everywhere({ footer: mark })).toEqual([]);
    expect(onCover(mark)).toEqual([]);
  });
  test('a last line of prose in the footer’s place is no mark', () => {
    const text = `${'\n'.repeat(49)}alone, and four took up that offer. The draft report was\nshared with agencies as a draft`;
    expect(codesIn({ pages: [COVER, PROSE, text, PROSE] })).toEqual([]);
  });
  test('one finding for each page, and no flood', () => {
    const pages = Array.from({ length: 40 }, () => ({ text: PROSE, footer: 'DRAFT v3', watermark: 'DRAFT' }));
    const findings = checkReport(aReport({ pages }), { pages: 40, candidates: {} });
    expect(findings.map(({ page }) => page)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, undefined]);
    expect(findings.at(-1)?.message).toBe('Marked as a draft: 29 more places like these.');
  });
});

describe('Marked as restricted', () => {
  test.each([
    'OFFICIAL-SENSITIVE',
    'OFFICIAL - SENSITIVE',
    'Official: Sensitive',
    'IN STRICT CONFIDENCE',
    'RESTRICTED',
    'Restricted',
    'STRICTLY CONFIDENTIAL',
    'Private and confidential',
    'CONFIDENTIAL',
    'Not for onward circulation',
    'Not for publication',
    'For panel members only',
    'Unredacted version',
    'Not anonymised',
    'Report with names',
    'Copy 3 of 12',
    'Family copy',
    'This document is confidential',
    'Restricted until publication',
    'Exempt from publication: Schedule 12A',
    'Reporting restrictions apply',
    'Gyfrinachol',
  ])('in a header or on the cover: “%s”', (mark) => {
    expect(everywhere({ header: mark })).toContain('restriction-marker');
    expect(onCover(mark)).toContain('restriction-marker');
  });
  test('in capitals anywhere', () => {
    expect(inText('NOT FOR PUBLICATION')).toContain('restriction-marker');
    expect(inText('This paper is OFFICIAL-SENSITIVE and was written for the panel.')).toContain(
      'restriction-marker',
    );
  });
  test.each([
    'OFFICIAL',
    'Official',
    'NOT PROTECTIVELY MARKED',
    'This report is the property of the Northbrook Safeguarding Children Board',
    'Redacted version for publication',
    'Images are for illustrative purposes only',
    'Page 3 of 12',
    'Protect: a thematic review',
  ])('not by “%s”', (mark) => {
    expect(everywhere({ header: mark, footer: mark })).toEqual([]);
    expect(onCover(mark)).toEqual([]);
  });
  test.each([
    'The conversation was held in strict confidence and nobody was named.',
    'His access was restricted by the court.',
    'Confidential advice was given to the family.',
    'The notes were marked as not for circulation within the school.',
  ])('not in prose: “%s”', (text) => {
    expect(inText(text)).toEqual([]);
  });
});

describe('Marked as embargoed', () => {
  test.each([
    'Embargoed until 00:01 on 5 May 2024',
    'EMBARGO: 5 May 2024, 10am',
    'STRICTLY EMBARGOED',
    'NOT FOR PUBLICATION',
    'Not for publication before 5 May 2024',
    'Under embargo until the inquest',
    'Not to be published before 5 May 2024',
    'Not to be published until the inquest has concluded',
    'This report may not be published before 5 May 2024',
    'Publication date subject to criminal proceedings',
    'Not yet published',
  ])('by “%s”', (mark) => {
    expect(everywhere({ header: mark })).toContain('embargo-marker');
    expect(onCover(mark)).toContain('embargo-marker');
    expect(everywhere({ footer: mark })).toContain('embargo-marker');
  });
  test('as an instruction in the text', () => {
    expect(inText('Embargoed until 10am on Friday 5 May 2024')).toContain('embargo-marker');
    expect(inText('This statement is EMBARGOED until noon.')).toContain('embargo-marker');
  });
  test.each([
    'The report was embargoed until the trial had ended.',
    'Annex A: fields of datasets not yet published',
    'Publication was delayed until the inquest had concluded.',
    'An embargo agreed with the press was lifted in May.',
    'Unpublished\n\nSay whether the file will go as unpublished.',
  ])('not by a story: “%s”', (text) => {
    expect(inText(text)).toEqual([]);
  });
  test('also where it speaks of each copy', () => {
    expect(onCover('Each copy is confidential until publication.')).toContain('embargo-marker');
  });
  test('not by a rule about all reviews', () => {
    expect(onCover('1.4 The findings of each review are confidential until publication.')).toEqual([]);
  });
});

describe('A placeholder left in', () => {
  test.each([
    'The panel asked [NAME] to confirm the date.',
    'The panel asked [insert name] to confirm the date.',
    'The panel asked [Child’s name] to come.',
    'He went to [name of school] each day.',
    'The review began on xx/xx/2024.',
    'The review began on XX.XX.XXXX.',
    'The review began on dd/mm/yyyy.',
    'The review began on XX June 2023.',
    'Publication date: TBC',
    'Publication date: tbc',
    'Publication date: to be confirmed',
    'The child, XXXX, was seen.',
    'In 20XX the family moved.',
    'See page XX for the plan.',
    'Insert date here',
    'Lorem ipsum dolor sit amet',
    'As shown in Error! Reference source not found.',
    'Error! Bookmark not defined.',
    'Click or tap here to enter text.',
    'Commented [JS1]: is this right?',
    'The chair is «Chair» of the panel.',
    '{{child_name}} was seen.',
    'He was [AGE] at the time.',
    'He attended [school name] and saw [mother’s name] there.',
    'The father was (insert name).',
    'The mother was ??? at the time.',
    'The school told **** to come back.',
    'The family lived with ____.',
    'The panel met Ms ****’s sister.',
    'The baby was born in _____ 2016.',
    'He was seen on **/**/2016.',
    'She was born on __/__/____.',
    'Nobody asked. **** was not at home.',
    'He was seen twice that week [author to confirm].',
    '[HM: is this right? Ask the school nurse]',
    '[HOLD – police to clear this paragraph]',
    'The worker [who?] came back.',
    'Publication date: [month year]',
    'He was aged XX at the time.',
    'She went to XX Primary School.',
    'He was seen x times that year.',
    'The visit was on the ?? of March.',
    'Genogram to be inserted',
    'Chronology to follow',
    'This section to be completed',
    'NB: check with the police',
    'TODO: add dates',
    '*** check date ***',
    '[Type the document title]',
    'No table of contents entries found.',
    'Commented [HM12R11]: agreed',
    'Deleted: twice',
    'Formatted: Font: Bold',
  ])('by “%s”', (text) => {
    expect(inText(text)).toEqual(['placeholder-text']);
  });
  test('in a footer', () => {
    expect(everywhere({ footer: 'Version: TBC' })).toEqual(['placeholder-text']);
  });
  test.each([
    'She said that “[he] was never asked [sic] and [Mother] left”.',
    'The father, [REDACTED], was seen. [name redacted] and [name withheld] came.',
    'In [2013] UKSC 33 the court said so […] and [1].',
    'Child X and Ms XX were seen in ward X on the XIX of May.',
    '“love you xxx where are you???” was the text that he sent.',
    'TBC\tTo be confirmed',
    'Name: ________ Date: ________',
    'Signed ________ on behalf of the board',
    'Signature ____________\n\n____________',
    '****\n\nThe review goes on.\n\n* * * * *\n\n----------',
    'She told him to “**** off” and that he was a b****** liar.',
    'All names are pseudonyms*** and so are places.',
    'Rated ***** by the inspectorate',
    'The date of the inquest is to be confirmed by the coroner.',
    'The plan asks staff to insert a chronology in each file.',
    'Visits fell from 20 to 12 (see table 2) and the [GP] wrote.',
    'He told [the school] that [Child A] was well at [the hospital].',
    'The chronology (which was to be completed by each agency) was late.',
    'Deleted records could not be restored.',
    'The next steps are to follow. Policy to be agreed by July.',
    'He wrote “XX” at the end, and came 3 x weekly.',
    '[GP: 12 contacts] and [MASH: the front door]',
    'What needs to happen? Was it 2019?',
    'The layer is described by <Name>roads</Name> and <Title>Roads</Title>.',
    'The date must be in the UK format DD/MM/YYYY.',
    'Below the table, click on the metadata insert link.',
  ])('not by “%s”', (text) => {
    expect(inText(text)).toEqual([]);
  });
});

test('a message shows marks and placeholders, but no word that may be a name', () => {
  const pages = [
    {
      text: 'He saw [check with Bethany Crosswell] and [NAME OF SCHOOL] there.',
      header: 'CONFIDENTIAL: Crosswell review',
    },
  ];
  const messages = checkReport(aReport({ pages }), { pages: 1, candidates: {} }).map(
    ({ message }) => message,
  );
  expect(messages).toEqual([
    'A mark on the document restricts who may see it: “CONFIDENTIAL: C████████ review”.',
    'A placeholder was left in: “[check with B██████ C████████]”.',
    'A placeholder was left in: “[NAME OF SCHOOL]”.',
  ]);
});
