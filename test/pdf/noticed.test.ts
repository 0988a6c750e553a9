import { describe, expect, test } from 'vitest';
import type { Page } from '#shared/pdf/page-model.ts';
import { textAt } from '../support/pdf/pdf-of.ts';
import { pageOf } from './lines-of.ts';

const noticed = (page: Page) => (page.noticed ?? []).map(({ what }) => what);

const PICTURE = {
  resources: '/XObject << /I 20 0 R >>',
  objects: [
    {
      dictionary:
        '/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8',
      stream: '\x20\xf0\xf0\x20',
    },
  ],
};
const letter = 'q 400 0 0 100 72 480 cm /I Do Q';
const scan = 'q 595 0 0 842 0 0 cm /I Do Q';

describe('a box on a picture', () => {
  test.each([
    ['a black one in a picture of a letter', `${letter} 0 g 320 515 60 20 re f`],
    ['a white one', `${letter} 1 g 320 515 60 20 re f`],
    ['one of a shape with its outline', `${letter} 0.27 0.45 0.77 rg 0 0 0.5 RG 320 515 60 20 re B`],
    [
      'one with round corners',
      `${letter} 0 g 322 515 m 378 515 l 379 515 380 516 380 517 c 380 533 l 380 534 379 535 378 535 c 322 535 l 321 535 320 534 320 533 c 320 517 l 320 516 321 515 322 515 c f`,
    ],
    ['one that says what it is', `${letter} 0 g 320 515 60 20 re f 1 g ${textAt(324, 520, '[redacted]', 9)}`],
    ['one on a scanned page', `${scan} 0 g 260 597 84 13 re f`],
  ])('is noticed: %s', async (_, content) => {
    expect(noticed(await pageOf(content, PICTURE))).toEqual(['box-on-picture']);
  });

  test.each([
    ['on what is of one colour anyway', `${letter} 0 g 90 485 60 20 re f`],
    ['painted before the picture', `0 g 320 515 60 20 re f ${letter}`],
    ['beside it', `${letter} 0 g 320 300 60 20 re f`],
    ['a band across it', `${letter} 0 g 72 515 400 20 re f`],
    ['a panel on it', `${letter} 1 g 100 485 300 90 re f`],
    ['a label', `${letter} 1 g 320 515 60 20 re f 0 g ${textAt(324, 520, 'Family hub', 9)}`],
    [
      'a panel with a drawing on it',
      `${letter} 1 g 320 515 60 20 re f 1 0 0 rg 330 520 m 340 520 l 335 530 l f`,
    ],
    ['a pale glass', `/G gs ${letter} 0.9 g 320 515 60 20 re f`],
    ['a rule', `${letter} 0 g 100 520 300 1 re f`],
    ['a coloured one on the background of a page', `${scan} 0 0.4 0.6 rg 160 597 84 13 re f`],
    [
      'a cell of a table on the background of a page',
      `${scan} 0.9 g 72 500 400 18 re f 72 540 400 18 re f 0 g ${[505, 545, 600, 640].map((y) => textAt(80, y, 'School')).join(' ')}`,
    ],
  ])('is not: %s', async (_, content) => {
    const resources = `${PICTURE.resources} /ExtGState << /G << /ca 0.4 >> >>`;
    expect(noticed(await pageOf(content, { ...PICTURE, resources }))).toEqual([]);
  });
});

const GLYPHS: Readonly<Record<string, string>> = {
  D: '0 0 m 0 100 l 35 100 l 60 75 l 60 25 l 35 0 l h 18 18 m 30 18 l 43 32 l 43 68 l 30 82 l 18 82 l h',
  R: '0 0 m 0 100 l 40 100 l 58 85 l 58 60 l 45 48 l 62 0 l 43 0 l 28 43 l 18 43 l 18 0 l h 18 58 m 18 84 l 36 84 l 42 78 l 42 64 l 36 58 l h',
  A: '0 0 m 25 100 l 43 100 l 68 0 l 50 0 l 45 22 l 22 22 l 17 0 l h 26 40 m 42 40 l 34 76 l h',
  F: '0 0 m 0 100 l 58 100 l 58 82 l 18 82 l 18 58 l 50 58 l 50 41 l 18 41 l 18 0 l h',
  T: '0 82 m 0 100 l 66 100 l 66 82 l 42 82 l 42 0 l 24 0 l 24 82 l h',
};
/** A word as small shapes at a place. */
const outlined = (word: string, x = 72, y = 640): string =>
  [...word].map((letter, at) => `q 0.1 0 0 0.1 ${x + at * 8} ${y} cm ${GLYPHS[letter]} f* Q`).join(' ');

describe('words that are drawn as outlines', () => {
  test.each([
    ['a black box', `0 g ${outlined('TRAFFAD')} 0 g 68 636 90 18 re f`],
    ['a white one', `0 g ${outlined('TRAFFAD')} 1 g 68 636 90 18 re f`],
    ['a round one', `0 g ${outlined('TRAFFAD')} 66 645 m 66 680 166 680 166 645 c 166 610 66 610 66 645 c f`],
    ['a picture', `0 g ${outlined('TRAFFAD')} q 100 0 0 40 66 625 cm /I Do Q`],
  ])('are noticed under %s', async (_, content) => {
    expect(noticed(await pageOf(content, PICTURE))).toEqual(['covered-outlines']);
  });

  test.each([
    ['in white', `1 g ${outlined('TRAFFAD')}`],
    ['in nearly white', `0.996 g ${outlined('TRAFFAD')}`],
    ['as white lines', `1 G ${outlined('TRAFFAD').replaceAll('f*', 'S')}`],
  ])('are noticed on white paper: %s', async (_, content) => {
    expect(noticed(await pageOf(content, PICTURE))).toEqual(['covered-outlines']);
  });

  test.each([
    ['in white on a dark ground', `0.2 g 60 630 120 30 re f 1 g ${outlined('TRAFFAD')}`],
    ['of white boxes', `1 g ${[72, 82, 92, 102].map((x) => `${x} 640 8 ${x / 9} re f`).join(' ')}`],
    ['on a box', `0.8 g 68 636 90 18 re f 0 g ${outlined('TRAFFAD')}`],
    ['painted twice', `0 g ${outlined('TRAFFAD')} 0.5 g ${outlined('TRAFFAD')}`],
    ['under a pale glass', `0 g ${outlined('TRAFFAD')} /G gs 1 0 0 rg 68 636 90 18 re f`],
  ])('are not: %s', async (_, content) => {
    const resources = `${PICTURE.resources} /ExtGState << /G << /ca 0.3 >> >>`;
    expect(noticed(await pageOf(content, { ...PICTURE, resources }))).toEqual([]);
  });
});

/** DRAFT as shapes, under a matrix. */
const drawn = (matrix: string): string =>
  `q 0.8 g ${matrix} cm ${[...'DRAFT'].map((letter, at) => `q 1 0 0 1 ${at * 78} 0 cm ${GLYPHS[letter]} f* Q`).join(' ')} Q`;
const SLANTED = '0.707 0.707 -0.707 0.707 190 230';
const UPRIGHT = '1 0 0 1 100 380';
const lines = Array.from({ length: 12 }, (_, at) =>
  textAt(72, 520 - 15 * at, 'The family moved in May and again in June of that year.'),
).join(' ');

describe('a word that is drawn across the page', () => {
  test.each([
    ['at a slant', drawn(SLANTED)],
    ['at a slant, with text over it', `${drawn(SLANTED)} 0 g ${lines}`],
    ['upright, with text over it', `${drawn(UPRIGHT)} 0 g ${lines}`],
  ])('is noticed: %s', async (_, content) => {
    expect(noticed(await pageOf(content))).toEqual(['drawn-word']);
  });

  const triangles = [0, 1, 2, 3, 4, 5]
    .map(
      (at) =>
        `${60 + at * 80} ${150 + at * 90} m ${120 + at * 80} ${150 + at * 90} l ${90 + at * 80} ${210 + at * 90} l h f`,
    )
    .join(' ');
  test.each([
    ['a heading in outlines', drawn('1 0 0 1 100 700')],
    ['a title in outlines with nothing over it', drawn(UPRIGHT)],
    ['a small logo at a slant', drawn('0.14 0.14 -0.14 0.14 280 400')],
    ['a row of equal shapes', `0.9 g ${triangles}`],
    [
      'boxes in a row, with text over them',
      `0.9 g 60 380 90 80 re f 160 380 90 80 re f 260 380 90 80 re f 360 380 90 80 re f 0 g ${lines}`,
    ],
    ['text itself', `0.8 g q 0.707 0.707 -0.707 0.707 190 230 cm ${textAt(0, 0, 'DRAFT', 90)} Q`],
  ])('is not: %s', async (_, content) => {
    expect(noticed(await pageOf(content))).toEqual([]);
  });
});

describe('words struck out in their own colour', () => {
  const red = `0.8 0 0 rg 0.8 0 0 RG ${textAt(72, 700, 'Katherine Bromwell')}`;
  test.each([
    ['a line', `${red} 0.7 w 72 703.5 m 180 703.5 l S`],
    ['a thin box', `${red} 72 703 108 0.7 re f`],
  ])('are noticed: %s', async (_, content) => {
    expect(noticed(await pageOf(content))).toEqual(['struck-words']);
  });

  test.each([
    ['an underline', `${red} 0.7 w 72 698 m 180 698 l S`],
    [
      'a black line through black words',
      `${textAt(72, 700, 'Katherine Bromwell')} 0.7 w 72 703.5 m 180 703.5 l S`,
    ],
    ['a black line through red words', `${red} 0 G 0.7 w 72 703.5 m 180 703.5 l S`],
    ['rules to both sides of a heading', `${red} 0.7 w 20 703.5 m 66 703.5 l S 190 703.5 m 500 703.5 l S`],
    ['a rule that goes on beyond the words', `${red} 0.7 w 20 703.5 m 560 703.5 l S`],
  ])('are not: %s', async (_, content) => {
    expect(noticed(await pageOf(content))).toEqual([]);
  });
});
