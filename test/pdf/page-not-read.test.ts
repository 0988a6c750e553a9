import { describe, expect, test } from 'vitest';
import { readPdf } from '#shared/pdf/read-pdf.ts';
import { textAt } from '../support/pdf/pdf-of.ts';
import { line, onePage } from '../support/raw-pdf.ts';
import { pageOf, texts } from './lines-of.ts';

const before = textAt(72, 740, 'A line of the report');
const after = textAt(72, 700, 'Katherine Bromwell');

describe('a page that two readers read differently', () => {
  test.each([
    ['a pattern that is not there', '/Pattern cs /Missing scn 0 g'],
    ['path operators without their numbers', '1 l '.repeat(12)],
  ])('is told: %s', async (_, slip) => {
    const page = await pageOf(`${before}${slip}\n${after}`);
    expect(texts(page)).toContain('Katherine Bromwell');
    expect(page.notRead).toBeDefined();
  });

  test.each<[string, Parameters<typeof onePage>[0]]>([
    [
      'a pattern that shows text',
      {
        content: '/Pattern cs /P scn 60 600 300 100 re f',
        resources: '/Pattern <</P 20 0 R>>',
        objects: {
          20: {
            entries:
              '/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 300 100] /XStep 300 /YStep 100 /Resources <</Font <</F1 5 0 R>>>>',
            stream: 'BT /F1 12 Tf 10 50 Td (Katherine) Tj ET',
          },
        },
      },
    ],
    [
      'a pattern of a line that shows text',
      {
        content: '/Pattern CS /P SCN 40 w 60 600 m 360 600 l S',
        resources: '/Pattern <</P 20 0 R>>',
        objects: {
          20: {
            entries:
              '/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 300 40] /XStep 300 /YStep 40 /Resources <</Font <</F1 5 0 R>>>>',
            stream: 'BT /F1 12 Tf 10 20 Td (Katherine) Tj ET',
          },
        },
      },
    ],
    [
      'a mask that shows text',
      {
        content: '/G gs 0 g 60 600 300 100 re f',
        resources: '/ExtGState <</G <</SMask <</Type /Mask /S /Luminosity /G 20 0 R>>>>>>',
        objects: {
          20: {
            entries:
              '/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Group <</S /Transparency /CS /DeviceGray>> /Resources <</Font <</F1 5 0 R>>>>',
            stream: '1 g BT /F1 12 Tf 72 650 Td (Katherine) Tj ET',
          },
        },
      },
    ],
  ])('%s is told', async (_, parts) => {
    const [page] = (await readPdf(onePage({ ...parts, content: line('A line', 740) + parts.content }))).pages;
    expect(page?.notRead).toBeDefined();
  });

  /** A font whose two codes draw nothing, and are two characters by its map. */
  const blank = (map: string): Parameters<typeof onePage>[0] => ({
    content: `BT /F2 12 Tf 72 600 Td <${'01020201'.repeat(6)}> Tj ET`,
    resources: '/Font <</F1 5 0 R /F2 20 0 R>>',
    objects: {
      20: '<</Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /CharProcs <</g1 21 0 R>> /Encoding <</Type /Encoding /Differences [1 /g1 /g1]>> /FirstChar 1 /LastChar 2 /Widths [0 0] /ToUnicode 22 0 R>>',
      21: { entries: '', stream: '0 0 d0' },
      22: {
        entries: '',
        stream: `begincmap 1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfchar ${map} endbfchar endcmap`,
      },
    },
  });

  test.each([
    ['spaces of no width', '<01> <200b> <02> <200c>'],
    ['selectors of variants', '<01> <fe00> <02> <fe01>'],
    ['thin spaces', '<01> <2009> <02> <200a>'],
  ])('the bits of a code in %s are told', async (_, map) => {
    const parts = blank(map);
    const [page] = (await readPdf(onePage({ ...parts, content: line('A line', 740) + parts.content }))).pages;
    expect(page?.notRead).toBeDefined();
  });

  test('spaces of one kind in a row are no difference', async () => {
    const parts = blank('<01> <200b> <02> <200b>');
    const [page] = (await readPdf(onePage({ ...parts, content: line('A line', 740) + parts.content }))).pages;
    expect(page?.notRead).toBeUndefined();
  });

  test('the second of two narrow letters, which PDFium drops, is no difference', async () => {
    const page = await pageOf(`${before}BT /F1 12 Tf 72 700 Td [(of) 250 (fered)] TJ ET`);
    expect(texts(page)).toContain('ofered');
    expect(page.notRead).toBeUndefined();
  });

  test('a page that both read alike is not', async () => {
    expect((await pageOf(before + after)).notRead).toBeUndefined();
  });
});

describe('what is too faint to be read', () => {
  test.each([
    ['black on nearly black', `0.1 g 60 690 300 30 re f 0 g ${after}`],
    ['white on cream', `1 1 0.9 rg 60 690 300 30 re f 1 g ${after}`],
    ['under a box of 88 %', `${after}/G gs 0 g 60 690 300 30 re f`],
    ['typed over with mixed signs', `${after}${textAt(72, 700, 'X#MW%XWM#XXM%W')}`],
    ['under a grid of thick lines', `${after}3 w ${grid()}`],
  ])('%s is hidden', async (_, content) => {
    const page = await pageOf(before + content, {
      resources: '/ExtGState << /G << /ca 0.88 >> >>',
    });
    expect(page.hidden).not.toEqual([]);
    expect(texts(page).join(' ')).not.toContain('Bromwell');
  });

  test.each([
    ['grey on white', `0.6 g ${after}`],
    ['white on a mid blue', `0 0.3 0.6 rg 60 690 300 30 re f 1 g ${after}`],
    ['thin and small', textAt(72, 700, 'Katherine Bromwell', 6)],
  ])('%s is not', async (_, content) => {
    const page = await pageOf(before + content);
    expect(page.hidden).toEqual([]);
    expect(texts(page)).toContain('Katherine Bromwell');
  });
});

/** Vertical lines so close that little of the letters is left. */
function grid(): string {
  return Array.from({ length: 45 }, (_, at) => `${70 + at * 4} 690 m ${70 + at * 4} 720 l S `).join('');
}
