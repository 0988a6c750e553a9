import { expect, test } from 'vitest';
import { REVIEW_TYPES } from '#shared/domain/review/review-types.ts';
import { readFacts } from '#shared/report/facts/read-facts.ts';
import { aLaidOutReport, chapters, cover } from './a-laid-out-report.ts';

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
  ['report', ['#Thematic Review', '##The response to child sexual abuse', 'Lead Reviewer: Jane Field']],
  ['report', ['#Child Practice Review', '##Public statement and private grief']],
  ['report', ['#Serious Case Review', '##Child A', 'Overview Report and Action Plan']],
  ['report', ['#Serious Case Review', '##Child A', 'Executive Summary']],
  ['report', ['#Local Child Safeguarding Practice Review', '##Child A']],
])('a %s says so at its top: %s', (kind, lines) => {
  expect(readFacts(aLaidOutReport(cover(...lines), [prose]), REVIEW_TYPES).kind).toBe(kind);
});

test('a long report that holds an action plan is the report', () => {
  const pages = Array.from({ length: 30 }, () => [prose]);
  expect(
    readFacts(aLaidOutReport(cover('#Serious Case Review and Action Plan'), ...pages), REVIEW_TYPES).kind,
  ).toBe('report');
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
