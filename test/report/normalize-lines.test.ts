import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ligatureRepairer } from '#shared/report/normalize-ligatures.ts';
import { tidyLines } from '#shared/report/normalize-lines.ts';
import { joinLines, tidyText, titleCase } from '#shared/report/normalize-text.ts';
import { aLaidOutReport, aLine, aPage } from './a-laid-out-report.ts';

const nowhere = (): boolean => false;

describe('tidyText', () => {
  test.each([
    ['SSeerriioouuss CCaassee RReevviieeww', 'Serious Case Review'],
    ['CCHHIILLDD AA', 'CHILD A'],
    ['P a g e  5 | 26', 'Page 5 | 26'],
    ['S E R I O U S  C A S E  R E V I E W', 'SERIOUS CASE REVIEW'],
    ['Calder\ufb01eld   Safeguarding\u00a0Board', 'Calderfield Safeguarding Board'],
    ['safe\u00adguarding', 'safeguarding'],
    ['Published 19 th May 2023', 'Published 19th May 2023'],
    ['11thJanuary 2024', '11th January 2024'],
    ['non\u2011accidental', 'non-accidental'],
    ['Child AA', 'Child AA'],
    ['a b c', 'a b c'],
    ['Aa Bb', 'Aa Bb'],
  ])('%s is read as %s', (raw, read) => {
    expect(tidyText(raw)).toBe(read);
  });

  test('a tidy line stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (raw) => {
        const once = tidyText(raw);
        expect(tidyText(once)).toBe(once);
      }),
      { examples: [['aabbccdd aabb']] },
    );
  });
});

describe('joinLines', () => {
  test.each([
    ['a 17-', 'year-old child', 'a 17-year-old child'],
    ['the safe-', 'guarding partners', 'the safeguarding partners'],
    ['in pre-', 'birth planning', 'in pre-birth planning'],
    ['the thirty-', 'fourth week', 'the thirty-fourth week'],
    ['the Gwynedd-', 'Powys border', 'the Gwynedd-Powys border'],
    ['a soft\u00ad', 'ened line', 'a softened line'],
    ['two', 'lines', 'two lines'],
    ['was not ex-', 'plained', 'was not explained'],
    ['the in-', 'stability at home', 'the instability at home'],
    ['nobody inter-', 'vened', 'nobody intervened'],
    ['the risk was over-', 'looked', 'the risk was overlooked'],
    ['a long-', 'term plan', 'a long-term plan'],
    ['a multi-', 'agency plan', 'a multi-agency plan'],
  ])('%s + %s', (first, second, joined) => {
    expect(joinLines(first, second, nowhere)).toBe(joined);
  });

  test('two words of the report are not made one that no list has', () => {
    const seen = (word: string): boolean => word === 'well' || word === 'being';
    expect(joinLines('her well-', 'being', seen)).toBe('her well-being');
  });

  test('a word that stands in the report with its hyphen keeps it', () => {
    expect(joinLines('a follow-', 'through', (word) => word === 'follow-through')).toBe('a follow-through');
  });
});

describe('ligatures', () => {
  const read = (...lines: string[]): string[] => {
    const repair = ligatureRepairer(lines);
    return lines.map((line) => tidyText(repair(line)));
  };

  test('a ligature that the font maps to another letter is repaired by the words it stands in', () => {
    expect(read('Risks were identiéed by ofécers.', 'The érst of éve visits.')).toEqual([
      'Risks were identified by officers.',
      'The first of five visits.',
    ]);
  });

  test('a ligature without a character is repaired too', () => {
    expect(read('The \ue001rst visit was identi\ue001ed.')).toEqual(['The first visit was identified.']);
  });

  test('a letter with an accent stays where it belongs', () => {
    expect(read('Zoé and José met at a café.')).toEqual(['Zoé and José met at a café.']);
  });

  test('an ornament that is no part of a word is left out', () => {
    expect(read('\ufffd What happened \ufffd')).toEqual(['What happened']);
  });
});

describe('titleCase', () => {
  test.each([
    ['CHILD AA', 'Child AA'],
    ['MR D', 'Mr D'],
    ['THE HILL CHILDREN', 'The Hill Children'],
    ['SAFE AT HOME', 'Safe at Home'],
    ['NEWCASTLE-UNDER-FELL SAFEGUARDING BOARD', 'Newcastle-under-Fell Safeguarding Board'],
    ['Already Mixed', 'Already Mixed'],
  ])('%s is written %s', (capitals, listed) => {
    expect(titleCase(capitals)).toBe(listed);
  });
});

describe('tidyLines', () => {
  const body = (page: number): string[] => [
    `This page, the ${'first second third fourth fifth'.split(' ')[page - 1]}, says something of its own.`,
  ];

  test('a header and a footer on every page are taken out, whatever they say, and nothing else is', () => {
    const words = fc.stringMatching(/^[A-Z][a-z]{2,9}( [a-z]{2,9}){0,4}$/);
    fc.assert(
      fc.property(words, words, fc.integer({ min: 3, max: 5 }), (header, footer, count) => {
        fc.pre(header !== footer);
        const pages = Array.from({ length: count }, (_, i) =>
          aPage(i + 1, body(i + 1), [
            aLine({ text: header, y: 40 }),
            aLine({ text: `${footer} Page ${i + 1} of ${count}`, y: 800 }),
          ]),
        );
        const tidy = tidyLines({ ...aLaidOutReport(), pages });
        expect(tidy.pages.flatMap((page) => page.lines.map((line) => line.text))).toEqual(
          pages.flatMap((page) => body(page.number)),
        );
        expect(tidy.furniture.map((line) => line.text)).toEqual([header, footer]);
      }),
    );
  });

  test.each(['Page 3 of 47', 'P a g e 3 | 47', '3', '- 3 -', '3 | Page', 'Tudalen 3'])(
    '%s in the margin is a page number',
    (text) => {
      const tidy = tidyLines({
        ...aLaidOutReport(),
        pages: [aPage(1, ['Words.'], [aLine({ text, y: 810 })])],
      });
      expect(tidy.pages[0]?.lines.map((line) => line.text)).toEqual(['Words.']);
    },
  );

  test('a watermark across the page is no line', () => {
    const tidy = tidyLines(aLaidOutReport(['Words.', { text: 'COPY', angle: 45 }]));
    expect(tidy.pages[0]?.lines.map((line) => line.text)).toEqual(['Words.']);
  });

  test('a raised ordinal is put back into its date', () => {
    const pages = [
      aPage(1, [
        { text: 'Publication Date: 11', x: 72, y: 372, width: 130, size: 13 },
        { text: 'th', x: 202, y: 366, width: 8, size: 7.5 },
        { text: 'January 2024', x: 213, y: 372, width: 80, size: 13 },
      ]),
    ];
    expect(tidyLines({ ...aLaidOutReport(), pages }).pages[0]?.lines.map((line) => line.text)).toEqual([
      'Publication Date: 11th January 2024',
    ]);
  });

  test('words printed twice for a shadow are read once', () => {
    const pages = [
      aPage(1, [
        { text: 'Child A', x: 72, y: 100 },
        { text: 'Child A', x: 73, y: 101 },
      ]),
    ];
    expect(tidyLines({ ...aLaidOutReport(), pages }).pages[0]?.lines).toHaveLength(1);
  });
});
