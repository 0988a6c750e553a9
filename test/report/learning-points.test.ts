import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Facts, Passages } from '#shared/domain/review/fact.ts';
import type { Finding } from '#shared/domain/review/finding.ts';
import { REVIEW_TYPES } from '#shared/domain/review/review-types.ts';
import type { ReportModel } from '#shared/pdf/page-model.ts';
import { checkReport } from '#shared/report/checks/check-report.ts';
import { readFacts } from '#shared/report/facts/read-facts.ts';
import { withoutFlagged } from '#shared/report/summary/learning-points.ts';
import { sentencesOf } from '#shared/report/summary/sentences.ts';
import { readSample } from '../support/read-sample.ts';
import { aLaidOutReport, chapters, cover, type Written } from './a-laid-out-report.ts';

const heading = (text: string, size = 16): Written => ({ text, size, bold: true });
/** A paragraph as the page shows it, in lines of about ninety characters. */
const paragraph = (text: string): Written[] => [
  '',
  ...(text.match(/.{1,90}(?:\s|$)/g) ?? []).map((line) => line.trim()),
];
const paragraphs = (...texts: readonly string[]): Written[] => texts.flatMap(paragraph);

/** Three pages before the pages under test. */
const FRONT = [cover('#Serious Case Review', '##Ava'), ...chapters('Ava')];
const factsOf = (model: ReportModel): Facts => readFacts(model, REVIEW_TYPES).facts;
const passagesOf = (...lines: readonly Written[]): Passages | undefined =>
  factsOf(aLaidOutReport(...FRONT, lines)).passages;

const MOVES = 'A house move should prompt a check of who now knows the child';
const CURIOSITY = 'Practitioners need time and supervision to be curious about what they are told';
const PLANS = 'Plans should say what will be different for the child and by when';
const AUDIT = 'The partnership should audit how often plans are shared with schools';
const STORY = 'The family moved four times in two years, and each service began again.';

describe('points that are labelled', () => {
  test('are taken wherever they stand, without their labels, with the pages they are on', () => {
    const model = aLaidOutReport(
      ...FRONT,
      [heading('5. Analysis'), ...paragraphs(STORY, `Learning point 1: ${MOVES}.`, STORY)],
      [
        heading('Seeing the child', 14),
        ...paragraphs(STORY, `Finding 2. ${CURIOSITY}.`, `Learning: ${PLANS}.`),
        heading('6. Recommendations'),
        ...paragraphs(`Recommendation 1: ${AUDIT}.`),
      ],
    );
    expect(factsOf(model).passages).toEqual({
      learning: { items: [MOVES, CURIOSITY, PLANS], more: 0, firstPage: 4, lastPage: 5 },
      recommendations: { items: [AUDIT], more: 0, firstPage: 5, lastPage: 5 },
    });
  });

  test('begin a paragraph even where no space parts them', () => {
    const lines = paragraph(`Recommendation 1: ${AUDIT}.`).concat(
      paragraph(`Recommendation 2: ${PLANS}.`).slice(1),
    );
    expect(passagesOf(heading('Recommendations'), ...lines)?.recommendations?.items).toEqual([AUDIT, PLANS]);
  });

  test('may be the headings of what they say', () => {
    const lines = [
      heading('Recommendation 1: Schools', 14),
      ...paragraphs(`${AUDIT}.`),
      heading('Recommendation 2: Plans', 14),
      ...paragraphs(`${PLANS}. ${STORY}`),
    ];
    expect(passagesOf(heading('Recommendations'), ...lines)?.recommendations?.items).toEqual([
      AUDIT,
      `${PLANS}. ${STORY.slice(0, -1)}`,
    ]);
  });

  test.each([
    ['mentions one in passing', 'Recommendation 4 of the 2019 review was not carried out by anybody.'],
    ['begins with the word', 'Finding a moment to speak was hard for everybody who knew her.'],
    ['speaks of learning', 'Learning from other reviews was looked at by the panel in its third meeting.'],
  ])('are not seen in a sentence that %s', (_, sentence) => {
    const written = sentence.startsWith('Recommendation') ? `The panel saw that ${sentence}` : sentence;
    expect(passagesOf(heading('5. Analysis'), ...paragraphs(STORY, written, STORY))).toBeUndefined();
  });
});

describe('points under a heading', () => {
  test.each([
    'Key learning',
    '7. Lessons learned',
    'Findings',
    'Themes and learning',
    'Learning for practice',
    'Practice and organisational learning',
    'What have we learned?',
  ])('"%s" are its bullets', (title) => {
    const lines = [heading(title), ...paragraphs(STORY, `• ${MOVES}.`, `• ${CURIOSITY}`, `• ${PLANS};`)];
    expect(passagesOf(...lines, heading('Glossary'), ...paragraphs(`• ${AUDIT}.`))).toEqual({
      learning: { items: [MOVES, CURIOSITY, PLANS], more: 0, firstPage: 4, lastPage: 4 },
    });
  });

  test.each(['Recommendations', 'Questions for the Board', 'Actions for the safeguarding partnership'])(
    '"%s" are its numbers, those of smaller headings below it too',
    (title) => {
      const lines = [
        heading(title),
        ...paragraphs('The panel makes three recommendations.', `1. ${MOVES}.`),
        heading('Health services', 12),
        ...paragraphs(`2. ${PLANS}.`, `3. ${AUDIT}.`),
        heading('RecordChange'),
        ...paragraphs(`4. ${CURIOSITY}.`),
      ];
      expect(passagesOf(...lines)?.recommendations?.items).toEqual([MOVES, PLANS, AUDIT]);
    },
  );

  test('are sentences that say what should be, where nothing is listed', () => {
    const lines = [
      heading('8. Learning'),
      ...paragraphs(
        `8.1 ${STORY} ${MOVES}. It should be written down.`,
        `8.2 ${STORY}`,
        `8.3 ${CURIOSITY}. ${STORY}`,
      ),
    ];
    expect(passagesOf(...lines)?.learning?.items).toEqual([MOVES, CURIOSITY]);
  });

  test.each([
    ['a narrative', [heading('Findings and analysis'), ...paragraphs(`${MOVES}. ${STORY}`, `${PLANS}.`)]],
    ['one sentence alone', [heading('Learning'), ...paragraphs(STORY, `${MOVES}.`)]],
    ['an appendix', [heading('Appendix B: Recommendations'), ...paragraphs(`1. ${AUDIT}.`, `2. ${PLANS}.`)]],
    [
      'an action plan',
      [heading('Single agency action plan'), heading('Recommendations', 13), ...paragraphs(`1. ${AUDIT}.`)],
    ],
    [
      'other reviews',
      [heading('Recommendations of previous reviews'), ...paragraphs(`1. ${AUDIT}.`, `2. ${PLANS}.`)],
    ],
    [
      'a list that needs the words before it',
      [
        heading('Recommendations'),
        ...paragraphs('The Board should make sure that:', '• plans are shared', '• moves are noticed'),
      ],
    ],
  ])('are not looked for in %s', (_, lines) => {
    expect(passagesOf(...lines)).toBeUndefined();
  });
});

describe('what is taken', () => {
  test('is five points at most, and says how many more there are', () => {
    const points = Array.from({ length: 9 }, (_, i) => `Learning point ${i + 1}: ${MOVES} in year ${i}.`);
    const learning = passagesOf(heading('Analysis'), ...paragraphs(...points))?.learning;
    expect(learning?.items).toHaveLength(5);
    expect(learning?.more).toBe(4);
  });

  test('is 120 words at most', () => {
    const long = `${'Agencies should share what they know with each other at every step. '.repeat(3)}`.trim();
    const points = Array.from(
      { length: 5 },
      (_, i) => `Recommendation ${i + 1}: In year ${i} it is so. ${long}`,
    );
    const found = passagesOf(heading('Recommendations'), ...paragraphs(...points))?.recommendations;
    expect(found?.items.join(' ').split(' ').length).toBeLessThanOrEqual(120);
    expect(found?.items.length).toBeLessThan(5);
    expect((found?.items.length ?? 0) + (found?.more ?? 0)).toBe(5);
  });

  test('is not what is broken off, which is counted', () => {
    const lines = paragraphs('Learning point 1: Agencies should always', `Learning point 2: ${PLANS}.`);
    expect(passagesOf(heading('Analysis'), ...lines, heading('RecordChange'))?.learning).toMatchObject({
      items: [PLANS],
      more: 1,
    });
  });

  test('is the same point once, though the summary has it too', () => {
    const list = paragraphs(`Recommendation 1: ${AUDIT}.`, `Recommendation 2: ${PLANS}.`);
    const lines = [heading('Executive summary'), ...list, heading('Recommendations'), ...list];
    expect(passagesOf(...lines)?.recommendations).toMatchObject({ items: [AUDIT, PLANS], more: 0 });
  });

  test('never throws, and stands in the report word for word, whatever is written', () => {
    const piece = fc.constantFrom(
      ...[
        heading('Recommendations'),
        heading('Key learning'),
        heading('1.1 Health', 12),
        heading('Appendix'),
      ],
      ...[
        'Learning point 3:',
        'Recommendation 2',
        'Finding',
        '•',
        '1.',
        '(2)',
        'and',
        'that:',
        MOVES,
        `${PLANS}.`,
      ],
      ...['', '\ufffc', '\u00ad', 'one-', 'The Board should', '5 The Board should listen.'],
    );
    fc.assert(
      fc.property(fc.array(fc.array(piece, { maxLength: 30 }), { maxLength: 4 }), (pages) => {
        const { learning, recommendations } = factsOf(aLaidOutReport(...FRONT, ...pages)).passages ?? {};
        const flat = (text: string) => text.replace(/[\s\u00ad-]+/g, '');
        const all = flat(
          pages
            .flat()
            .map((line) => (typeof line === 'string' ? line : line.text))
            .join(' '),
        );
        for (const text of [...(learning?.items ?? []), ...(recommendations?.items ?? [])]) {
          for (const sentence of sentencesOf(text)) expect(all).toContain(flat(sentence));
          expect(text).not.toContain('\ufffc');
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('where something was found', () => {
  const model = aLaidOutReport(...FRONT, [
    heading('Recommendations'),
    ...paragraphs(
      `Recommendation 1: ${AUDIT}.`,
      'Recommendation 2: The partnership should write to k.mallory@gmail.com before each of its meetings.',
      `Recommendation 3: ${PLANS}.`,
    ),
  ]);
  const facts = factsOf(model);

  test('no point of that line is copied, and the others are', () => {
    const findings = checkReport(model, facts);
    expect(findings.map(({ code }) => code)).toContain('email');
    expect(facts.passages?.recommendations?.items.join()).toContain('k.mallory');
    expect(withoutFlagged(facts, model, findings).passages?.recommendations?.items).toEqual([AUDIT, PLANS]);
  });

  test('and only counted, nobody knows where, nothing is copied', () => {
    const counted: Finding[] = [
      { code: 'phone', page: 1, box: [0, 0, 1, 1], message: 'One.' },
      { code: 'phone', message: '9 more places like these.' },
    ];
    expect(withoutFlagged(facts, model, counted).passages).toBeUndefined();
    expect(
      withoutFlagged(facts, model, [{ code: 'phone', page: 4, message: 'It.' }]).passages,
    ).toBeUndefined();
  });

  test('in the file and not on a page, all is copied', () => {
    expect(withoutFlagged(facts, model, [{ code: 'untagged', message: 'No tags.' }])).toBe(facts);
  });
});

test.each([
  [
    'LCSPR Baby Eva FINAL for publication (1).pdf',
    'Family history known before birth should be gathered and weighed early enough to shape the plan for the baby',
    'The partnership should review the pre-birth pathway so that referral, assessment and planning are complete by the thirty-fourth week of pregnancy, and report on timeliness',
  ],
  [
    // Its recommendations are a table with an owner to each.
    'Chloe LCSPR Full Report - published Oct 23.pdf',
    'Professionals should be ready to act upon signs and behaviour without waiting for a child to disclose',
    'The partnership should adopt a child sexual abuse strategy, with a pathway for support which does not depend upon criminal proceedings',
  ],
])('%s gives whole sentences of both', async (file, learning, recommendation) => {
  const { passages } = factsOf(await readSample(file));
  expect(passages?.learning?.items).toHaveLength(5);
  expect(passages?.recommendations?.items).toHaveLength(5);
  expect(passages?.learning?.items[0]).toBe(learning);
  expect(passages?.recommendations?.items[0]).toBe(recommendation);
});
