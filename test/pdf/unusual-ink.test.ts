import { describe, expect, test } from 'vitest';
import { readPdf } from '#shared/pdf/read-pdf.ts';
import { line, onePage, type RawObject } from '../support/raw-pdf.ts';

type Parts = Parameters<typeof onePage>[0];

const form = (stream: string, entries = ''): RawObject => ({
  entries: `/Type /XObject /Subtype /Form /BBox [0 0 595 842] ${entries}`,
  stream,
});
const MASK = '/ExtGState <</G <</SMask <</Type /Mask /S /Luminosity /G 20 0 R>>>>>>';
const GREY = '/Group <</S /Transparency /CS /DeviceGray>>';
const PAGE_OF_TWO_FONTS =
  '<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R /F2 21 0 R>>>>>>';
const BLOCK_FONT = {
  3: PAGE_OF_TWO_FONTS,
  21: '<</Type /Font /Subtype /Type3 /FontBBox [0 0 9000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 97 /LastChar 97 /Widths [9000] /Encoding <</Differences [97 /block]>> /CharProcs <</block 22 0 R>>>>',
  22: { entries: '', stream: '9000 0 0 0 9000 1000 d1 0 0 9000 1000 re f' },
};
const pattern = (colour: string): Parts => ({
  content: `/Pattern cs /P scn ${line('Katherine Bromwell')}`,
  resources: '/Pattern <</P 20 0 R>>',
  objects: {
    20: {
      entries:
        '/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 4 4] /XStep 4 /YStep 4 /Resources <<>>',
      stream: `${colour} rg 0 0 4 4 re f`,
    },
  },
});
const blended = (colour: string): Parts => ({
  content: `/G gs ${colour} rg ${line('Katherine Bromwell')}`,
  resources: '/ExtGState <</G <</BM /Multiply>>>>',
});
const coloured = (colour: string, ground: string): Parts => ({
  content: `${ground} rg 60 690 300 30 re f ${colour} rg ${line('Katherine Bromwell')}`,
});
const masked = (mask: string): Parts => ({
  content: `/G gs ${line('Katherine Bromwell')}`,
  resources: MASK,
  objects: { 20: form(mask, GREY) },
});

async function read(parts: Parts): Promise<{ hidden: string; shown: string }> {
  const pdf = onePage({ ...parts, content: line('A line of the report', 740) + parts.content });
  const [page] = (await readPdf(pdf)).pages;
  return {
    hidden: page?.hidden.map(({ text }) => text).join(' ') ?? '',
    shown: page?.lines.map(({ text }) => text).join(' ') ?? '',
  };
}

describe('ink that is not in the colour of its letters', () => {
  test.each<[string, Parts]>([
    ['letters behind a mask that lets nothing through', masked('0 g 0 0 595 842 re f')],
    ['white letters in a pattern', pattern('1 1 1')],
    ['white letters that multiply what is below', blended('1 1 1')],
    ['yellow letters on white', coloured('1 1 0', '1 1 1')],
    ['white letters on yellow', coloured('1 1 1', '1 1 0')],
    ['navy letters on black', coloured('0 0 0.5', '0 0 0')],
    [
      'letters under letters that are outlined so thick that nothing is left',
      { content: `${line('Katherine Bromwell')}14 w BT 1 Tr /F1 12 Tf 72 700 Td (Katherine Bromwell) Tj ET` },
    ],
    [
      'letters that cut out a black bar',
      { content: `q BT 7 Tr /F1 12 Tf 72 700 Td (Katherine Bromwell) Tj ET Q 0 g 70 690 120 20 re f` },
    ],
    [
      'letters under a pen stroke of which the file does not say how it looks',
      {
        content: line('Katherine Bromwell'),
        page: '/Annots [20 0 R]',
        objects: {
          20: '<</Type /Annot /Subtype /Ink /Rect [60 680 200 730] /InkList [[66 704 190 704]] /C [0 0 0] /BS <</W 16>>>>',
        },
      },
    ],
  ])('%s: hidden', async (_, parts) => {
    const { hidden, shown } = await read(parts);
    expect(hidden.replaceAll(' ', '')).toContain('KatherineBromwell');
    expect(shown).not.toContain('Katherine');
  });

  test.each<[string, Parts]>([
    ['letters behind a mask that lets everything through', masked('1 g 0 0 595 842 re f')],
    ['coloured letters in a pattern', pattern('0 0.3 0.4')],
    ['coloured letters that multiply what is below', blended('0 0.3 0.4')],
    [
      'letters on a shadow of themselves',
      {
        content: `0.6 g BT /F1 12 Tf 73 699 Td (Katherine Bromwell) Tj ET 0 g ${line('Katherine Bromwell')}`,
      },
    ],
    ['red letters on grey of the same light', coloured('1 0 0', '0.3 0.3 0.3')],
    ['white letters on amber', coloured('1 1 1', '1 0.75 0')],
    ['blue letters on white', coloured('0 0 1', '1 1 1')],
    [
      'letters that a bar is seen through',
      { content: `q BT 7 Tr /F1 40 Tf 72 690 Td (Katherine Bromwell) Tj ET 0 0 0.5 rg 0 680 595 60 re f Q` },
    ],
    [
      'letters on a large pale one',
      { content: `0.8 g BT /F1 100 Tf 72 670 Td (5) Tj ET 0 g ${line('Katherine Bromwell')}` },
    ],
  ])('%s: seen', async (_, parts) => {
    const { hidden, shown } = await read(parts);
    expect(hidden).toBe('');
    expect(shown).toContain('Katherine Bromwell');
  });

  test('letters under a glyph that is a block: told', async () => {
    const content = `${line('Katherine Bromwell')}BT /F2 14 Tf 70 697 Td (a) Tj ET`;
    const { hidden } = await read({ content, objects: BLOCK_FONT });
    expect(hidden).toContain('Bromwell');
  });
});
