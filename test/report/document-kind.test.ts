import { expect, test } from 'vitest';
import { REVIEW_TYPES } from '#shared/domain/review/review-types.ts';
import { readFacts } from '#shared/report/facts/read-facts.ts';
import { aLaidOutReport, chapters, cover, type Written } from './a-laid-out-report.ts';

const prose = 'What happened, why it matters and what to do about it on Monday morning.';
const welsh = [
  'Roedd y plentyn yn byw gyda’i fam ac roedd y teulu wedi bod yn hysbys i’r gwasanaethau ers pedair blynedd.',
  'Mae’r adolygiad yn ystyried sut y rhannwyd gwybodaeth rhwng yr asiantaethau a sut y clywyd llais y plentyn.',
  'Nid oedd neb wedi gofyn i’r plentyn am ei fywyd gartref, ac nid oedd y cynllun wedi cael ei adolygu.',
];

test.each([
  ['briefing', ['#7 Minute Briefing', '##Child A', 'Local Child Safeguarding Practice Review']],
  ['briefing', ['#Seven-minute briefing: Theo', prose]],
  ['briefing', ['#Practitioner Briefing', 'Learning from Child A']],
  ['response', ['#Action Plan', 'Serious Case Review: Child A']],
  ['response', ['#Hexley Safeguarding Children Partnership’s response to the review of Child A', prose]],
  ['statement', ['#Press statement', 'Publication of the review of Child A', prose]],
  ['easy-read', ['#Easy Read', '##What we learned from Child A', prose]],
  ['briefing', ['#Learning from reviews: a briefing for practitioners', '##Serious Case Review Child A']],
  ['briefing', ['#Key messages for practitioners', '##LCSPR Theo']],
  ['response', ['#Progress against recommendations', 'Serious Case Review: Child A']],
  [
    'other',
    [
      '##Out of sight',
      'Children missing education in local child safeguarding practice reviews',
      'Panel paper 4',
    ],
  ],
  ['report', ['#Thematic Review', '##The response to child sexual abuse', 'Lead Reviewer: Jane Field']],
  ['report', ['#Child Practice Review', '##Public statement and private grief']],
  ['report', ['#Serious Case Review', '##Child A', 'Overview Report and Action Plan']],
  ['report', ['#Serious Case Review', '##Child A', 'Executive Summary']],
  ['report', ['#Local Child Safeguarding Practice Review', '##Child A']],
])('a %s says so at its top: %s', (kind, lines) => {
  const behind = kind === 'report' ? chapters('Child A') : [[prose]];
  expect(readFacts(aLaidOutReport(cover(...lines), ...behind), REVIEW_TYPES).kind).toBe(kind);
});

test('a report says so in sections with a word and a small letter in their headings', () => {
  const section = (text: string): Written => ({ text, size: 16, bold: true });
  const parts = ['Section One: the case', 'Section Two: process', 'Section Three: analysis'];
  const pages = [...parts, 'Section Four: recommendations'].map((text) => [section(text), prose]);
  const front = cover('#Local Child Safeguarding Practice Review', '##Child A');
  expect(readFacts(aLaidOutReport(front, ...pages), REVIEW_TYPES).kind).toBe('report');
});

/** The parts of a report, so that only the name of a document can show that it is none. */
const built = chapters('Child A');
const longer = Array.from({ length: 30 }, () => [prose]);

test.each([
  [
    'a letter',
    [
      'Hexley Safeguarding Children Partnership',
      '12 May 2023',
      'Dear Mr and Mrs Lowe,',
      '#Serious Case Review: Child A',
    ],
  ],
  ['minutes or papers of a meeting', ['#Serious Case Review Panel', '##Minutes', 'Hexley Town Hall']],
  [
    'minutes or papers of a meeting',
    ['#Local Child Safeguarding Practice Review Group', 'Present: a chair and six members', prose],
  ],
  ['minutes or papers of a meeting', ['#Agenda', 'Serious Case Review Sub-group']],
  [
    'terms of reference or another plan for a review',
    ['#Serious Case Review', '##Child A', '#Terms of Reference'],
  ],
  [
    'a protocol, policy or guidance',
    ['#Protocol for Serious Case Reviews', 'Hexley Safeguarding Children Board'],
  ],
  [
    'a protocol, policy or guidance',
    ['#Child Safeguarding Practice Review Protocol', 'Hexley Safeguarding Children Partnership'],
  ],
  ['a protocol, policy or guidance', ['#Rapid Review Procedure', 'Hexley Safeguarding Children Board']],
  [
    'an audit, evaluation or analysis',
    ['#Multi-agency audit: children affected by neglect', 'after the Serious Case Review of Child A'],
  ],
  [
    'an audit, evaluation or analysis',
    ['#Joint Strategic Needs Assessment', 'Serious Case Reviews and the safety of children'],
  ],
  [
    'an audit, evaluation or analysis',
    ['#Evaluation of the implementation of recommendations from the Serious Case Review of Child A'],
  ],
  [
    'an audit, evaluation or analysis',
    ['#What our rapid reviews tell us', 'An analysis of eleven rapid reviews'],
  ],
  ['an annual or business report', ['#Annual Report 2021-22', 'Serious Case Review and audit']],
  [
    'an agency’s own report to a review',
    ['#Individual Management Review', '##Child A', 'For the Serious Case Review Panel'],
  ],
  [
    'an agency’s own report to a review',
    ['#Agency Report', 'for the Child Safeguarding Practice Review of', '##Child A'],
  ],
  ['a chronology', ['#Integrated chronology', '##Child A', 'Serious Case Review']],
  ['a form or template', ['#Serious Case Review', '#Overview report template']],
  ['a form or template', ['#Serious Case Review', 'Name of child: ____________']],
  [
    'an invoice or order',
    ['#Invoice 0042', 'Serious Case Review Child A, lead reviewer', 'Total due £4,200'],
  ],
  [
    'an invoice or order',
    ['Field and Lane Consulting', 'Serious Case Review, twelve days', 'VAT £700', 'Total due £4,200'],
  ],
  ['slides or training material', ['#Learning from serious case reviews', 'Multi-agency training']],
  ['a response or action plan', ['#Serious Case Review', '##Child A', '##One year on']],
  [
    'a response or action plan',
    ['#Response to the Local Child Safeguarding', '#Practice Review', '##Child A'],
  ],
  ['a newsletter', ['#Safeguarding newsletter', 'New: Serious Case Review Child A']],
  [
    'an inspection report',
    ['#Inspection of Hexley children’s services', 'A Serious Case Review was published in May.'],
  ],
  ['a report of a coroner or court', ['#Regulation 28: Report to prevent future deaths', '##Child A']],
  ['another document', ['#Parking at County Hall', prose]],
])('%s is no report, with the parts of one or thirty pages long: %s', (reads, lines) => {
  for (const pages of [[], longer]) {
    const read = readFacts(aLaidOutReport(cover(...lines), ...pages), REVIEW_TYPES);
    expect(read.kind).not.toBe('report');
    expect(read.facts.documentType?.value).toBe(reads);
  }
});

test.each([
  [['#Individual Management Review', '##Child A']],
  [['#Terms of Reference', '#Serious Case Review', '##Child A']],
  [['#Serious Case Review', '##Child A', '##One year on']],
  [['#Annual Report 2021-22', 'Serious Case Reviews']],
  [['#Multi-agency action plan', '#Serious Case Review', '##Child A']],
])('a document that is built as a report is still what it calls itself: %s', (lines) => {
  expect(readFacts(aLaidOutReport(cover(...lines), ...built), REVIEW_TYPES).kind).not.toBe('report');
});

test.each([
  [['#Serious Case Review and Action Plan', '##Child A']],
  [['#Serious Case Review', '##Not in my name: a letter that nobody answered']],
  [['#Thematic Review', '##Response to harm outside the home']],
  [['#Serious Case Review', '##Missed Referral']],
  [['#Serious Case Review', '##Child A', 'To be read with the action plan']],
  [['##Baby Noor', 'Lead reviewer: Jane Field']],
])('a report stays a report whatever its theme or what goes with it: %s', (lines) => {
  expect(readFacts(aLaidOutReport(cover(...lines), ...built), REVIEW_TYPES).kind).toBe('report');
});

test('a report whose cover is a picture is known by what it says of itself', () => {
  expect(readFacts(aLaidOutReport(...built), REVIEW_TYPES).kind).toBe('report');
});

test('a cover without a report behind it is no report', () => {
  const { kind, facts } = readFacts(aLaidOutReport(cover('#Serious Case Review', '##Child A')), REVIEW_TYPES);
  expect([kind, facts.documentType?.value]).toEqual(['other', 'another document']);
});

test('the language is that of the words, whatever the file declares', () => {
  const english = { ...aLaidOutReport(...chapters('Child A')), language: 'cy' };
  expect(readFacts(english, REVIEW_TYPES).facts.language?.value).toBe('en-GB');
  const cymraeg = { ...aLaidOutReport(welsh), language: 'en-US' };
  expect(readFacts(cymraeg, REVIEW_TYPES).facts.language?.value).toBe('cy');
});

test('another language is the one the file declares, and a few words are none', () => {
  const polish = [
    'Dziecko mieszkało z matką i dwoma braćmi, a rodzina była znana służbom od czterech lat przed zdarzeniem.',
    'Przegląd bada, w jaki sposób instytucje dzieliły się informacjami i jak słuchano głosu dziecka w tym czasie.',
    'Nikt nie zapytał dziecka, jak wygląda życie w domu, a plan nie został ponownie oceniony przez pracowników.',
  ];
  expect(readFacts({ ...aLaidOutReport(polish), language: 'pl' }, REVIEW_TYPES).facts.language?.value).toBe(
    'pl',
  );
  expect(readFacts(aLaidOutReport(['Child A']), REVIEW_TYPES).facts).not.toHaveProperty('language');
});

test('a type that settings add is read like any other', () => {
  const types = [
    ...REVIEW_TYPES,
    {
      code: 'near-miss',
      name: 'Near Miss Review',
      abbreviations: ['NMR'],
      alsoKnownAs: [],
      nation: 'UK' as const,
    },
  ];
  expect(
    readFacts(aLaidOutReport(cover('#Near Miss Review', '##Child A'), ...chapters('Child A')), types).facts
      .type?.value,
  ).toBe('near-miss');
});

test.each([
  [false, 'in one column'],
  [true, 'in columns'],
])('a report is built of questions as headings, too (%s: %s)', (beside) => {
  const questions = ['Who was Ivo?', 'What happened to him?', 'How did we go about it?', 'What did we find?'];
  const lines = [...questions, 'What must change?'].flatMap((text, i) => [
    { text, size: 16, bold: true, x: beside ? 72 + 240 * (i % 2) : 72, y: 100 + 60 * (beside ? i >> 1 : i) },
    {
      text: 'He was six. Nobody asked.',
      size: 11,
      x: beside ? 72 + 240 * (i % 2) : 72,
      y: 120 + 60 * (beside ? i >> 1 : i),
    },
  ]);
  const report = aLaidOutReport(cover('#Child Safeguarding Practice Review', '##Ivo'), lines);
  expect(readFacts(report, REVIEW_TYPES).kind).toBe('report');
});

test.each([
  [
    'The story of professional involvement',
    'What the review set out to understand',
    'Learning',
    'Next steps',
  ],
  ['What led to this review?', 'The review team', 'What has been learned?', 'What must change?'],
])('a review whose chapters have names of their own is a report: %s', (...headings) => {
  const page = headings.flatMap((text) => [{ text, size: 16, bold: true }, prose]);
  const report = aLaidOutReport(cover('#Local Learning Review', '##Family T', 'Author: Jane Field'), page);
  expect(readFacts(report, REVIEW_TYPES).kind).toBe('report');
});
