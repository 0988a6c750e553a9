import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { readPdf } from '#shared/pdf/read-pdf.ts';
import { FIRST_OBJECT, textAt } from '../support/pdf/pdf-of.ts';
import { hiddenWords, pageOf, texts } from './lines-of.ts';

const REDACTION = path.join(import.meta.dirname, '../fixtures/redaction');
const labels = z
  .record(z.string(), z.object({ leak: z.boolean(), words: z.string() }))
  .parse(JSON.parse(await readFile(path.join(REDACTION, 'labels.json'), 'utf8')));

const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');

describe('the redaction set, one mechanism a file', () => {
  test('every file has its label', async () => {
    const files = (await readdir(REDACTION)).filter((file) => file.endsWith('.pdf'));
    expect(files.sort()).toEqual(Object.keys(labels).sort());
  });

  test.each(Object.entries(labels))('%s', async (file, { leak, words }) => {
    const bytes = new Uint8Array(await readFile(path.join(REDACTION, file)));
    const report = await readPdf(bytes);
    const hidden = report.pages.flatMap((page) => page.hidden.map(({ text }) => text));
    if (leak) expect(plain(hidden.join(''))).toContain(plain(words));
    else expect(hidden).toEqual([]);
    const shown = report.pages.flatMap((page) => page.lines.map(({ text }) => text));
    if (leak) expect(plain(shown.join(''))).not.toContain(plain(words));
  });
});

const name = textAt(72, 700, 'Katherine Bromwell');
const over = (what: string) => `${name}${what}`;

describe('what is painted over words', () => {
  test.each([
    [
      'a gradient',
      'q 70 696 110 16 re W n /S sh Q',
      '/Shading << /S << /ShadingType 2 /ColorSpace /DeviceGray /Coords [70 0 180 0] /Function << /FunctionType 2 /Domain [0 1] /N 1 /C0 [0] /C1 [0.3] >> /Extend [true true] >> >>',
    ],
    ['a picture', 'q 110 0 0 16 70 696 cm /I Do Q', '/XObject << /I 20 0 R >>'],
    ['two halves of a box', '0 g 70 696 110 8 re f 70 704 110 8 re f', ''],
    ['a box with another label on it', `0 g 70 696 110 16 re f 1 g ${textAt(90, 700, '[REDACTED]')}`, ''],
    ['a box in a nearly opaque group', '/G gs 0 g 70 696 110 16 re f', '/ExtGState << /G << /ca 0.97 >> >>'],
    [
      'two half transparent boxes, one on the other',
      '/G gs 0 g 70 696 110 16 re f 70 696 110 16 re f 70 696 110 16 re f 70 696 110 16 re f',
      '/ExtGState << /G << /ca 0.5 >> >>',
    ],
    ['a row of one letter typed over them', textAt(72, 700, 'XXXXXXXXXXXXXX'), ''],
    [
      'a row of squares with gaps between them',
      'BT 1.5 Tc /Z 14 Tf 68 698 Td (nnnnnnnnnn) Tj ET',
      '/Font << /F1 3 0 R /Z << /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >> >>',
    ],
    ['a turned box', 'q 0.999 0.02 -0.02 0.999 0 0 cm 0 g 80 690 120 20 re f Q', ''],
  ])('%s hides them', async (_, mark, resources) => {
    const picture = {
      dictionary:
        '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8',
      stream: '\x20',
    };
    const page = await pageOf(over(mark), { resources, objects: [picture] });
    expect(hiddenWords(page)).toEqual(['under-box: Katherine Bromwell']);
    expect(texts(page)).not.toContain('Katherine Bromwell');
  });

  test.each([
    [
      'the same words again, on a box',
      over(`1 g 70 696 110 16 re f 0 g ${textAt(72, 701, 'Katherine Bromwell')}`),
      '',
    ],
    ['a box painted first', `0.8 g 60 690 200 30 re f 0 g ${name}`, ''],
    [
      'a yellow highlight',
      over('/G gs 1 1 0 rg 70 696 110 16 re f'),
      '/ExtGState << /G << /BM /Multiply >> >>',
    ],
    ['a pale glass', over('/G gs 0.9 g 70 696 110 16 re f'), '/ExtGState << /G << /ca 0.3 >> >>'],
    ['a line through them', over('1 w 70 704 m 180 704 l S'), ''],
    ['a frame round them', over('2 w 68 694 114 20 re S'), ''],
    ['a box with a hole in it', over('60 690 140 30 re 68 694 124 22 re f*'), ''],
    ['a box clipped to somewhere else', over('q 300 300 10 10 re W n 60 690 140 30 re f Q'), ''],
    ['the same words again, a hair beside', over(textAt(72.3, 700, 'Katherine Bromwell')), ''],
    ['a box that is painted over by the words again', over(`0.9 g 70 696 110 16 re f 0 g ${name}`), ''],
  ])('%s hides nothing', async (_, content, resources) => {
    const page = await pageOf(content, { resources });
    expect(hiddenWords(page)).toEqual([]);
    expect(texts(page)).toEqual(['Katherine Bromwell']);
  });

  test('cells of a table to both sides, written as one row, hide nothing', async () => {
    const page = await pageOf(over('BT /F1 12 Tf 50 700 Td [(7) -13000 (Ordnance)] TJ ET'), {});
    expect(hiddenWords(page)).toEqual([]);
    expect(texts(page)).toContain('Katherine Bromwell');
  });

  test('a picture that lets most of the light through hides nothing', async () => {
    const picture = {
      dictionary:
        '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /SMask 21 0 R',
      stream: '\x20',
    };
    const mask = {
      dictionary:
        '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8',
      stream: '\x40',
    };
    const page = await pageOf(over('q 110 0 0 16 70 696 cm /I Do Q'), {
      resources: '/XObject << /I 20 0 R >>',
      objects: [picture, mask],
    });
    expect(hiddenWords(page)).toEqual([]);
  });
});

describe('words without ink', () => {
  test.each([
    ['white', `1 g ${name}`, ''],
    ['nearly white', `0.99 g ${name}`, ''],
    ['of the colour of the bar beneath', `0 0.2 0.4 rg 60 690 200 30 re f ${name}`, ''],
    ['transparent', `/G gs ${name}`, '/ExtGState << /G << /ca 0 >> >>'],
    ['in render mode 3', `3 Tr ${name}`, ''],
    ['microscopic', textAt(72, 700, 'Katherine Bromwell', 0.5), ''],
    ['clipped away', `q 300 300 10 10 re W n ${name} Q`, ''],
  ])('%s', async (_, content, resources) => {
    expect(hiddenWords(await pageOf(content, { resources }))).toEqual(['invisible: Katherine Bromwell']);
  });

  test.each([
    ['white on a dark bar', `0 0.2 0.4 rg 60 690 200 30 re f 1 g ${name}`],
    ['white on a thick line', `0 0.2 0.4 RG 40 w 60 705 m 260 705 l S 1 g ${name}`],
    ['pale grey, but large', `0.93 g ${textAt(72, 500, 'DRAFT', 90)}`],
    ['white with a dark outline', `2 Tr 1 g 0 G ${name}`],
  ])('%s can be read', async (_, content) => {
    const picture = {
      dictionary:
        '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8',
      stream: '\xff',
    };
    const page = await pageOf(content, { resources: '/XObject << /I 20 0 R >>', objects: [picture] });
    expect(hiddenWords(page)).toEqual([]);
    expect(texts(page)).toHaveLength(1);
  });
});

describe('words somewhere else', () => {
  test('outside the page', async () => {
    const page = await pageOf(
      textAt(620, 700, 'Katherine Bromwell') + textAt(72, 900, 'above') + textAt(72, 700, 'on it'),
    );
    expect(hiddenWords(page)).toEqual(['off-page: Katherine Bromwell', 'off-page: above']);
    expect(texts(page)).toEqual(['on it']);
  });

  test('in a layer that is off', async () => {
    const layer = {
      objects: ['<< /Type /OCG /Name (Working notes) >>'],
      catalogue: `/OCProperties << /OCGs [${FIRST_OBJECT} 0 R] /D << /OFF [${FIRST_OBJECT} 0 R] >> >>`,
      resources: `/Properties << /L ${FIRST_OBJECT} 0 R >>`,
    };
    const page = await pageOf(`/OC /L BDC ${name} EMC ${textAt(72, 600, 'shown')}`, layer);
    expect(hiddenWords(page)).toEqual(['hidden-layer: Katherine Bromwell']);
    expect(texts(page)).toEqual(['shown']);
  });

  test('under a redaction that was never applied', async () => {
    const page = await pageOf(name, {
      page: '/Annots [20 0 R]',
      objects: ['<< /Type /Annot /Subtype /Redact /Rect [70 696 182 712] >>'],
    });
    expect(hiddenWords(page)).toEqual(['unapplied-redaction: Katherine Bromwell']);
  });

  const field = (entries: string) =>
    `<< /Type /Annot /Subtype /Widget /FT /Tx /T (field) /Rect [70 694 182 714] /MK << /BG [0 0 0] >> ${entries} >>`;
  test('under a field without an appearance, which browsers fill', async () => {
    const page = await pageOf(name, { page: '/Annots [20 0 R]', objects: [field('/F 4')] });
    expect(hiddenWords(page)).toEqual(['under-box: Katherine Bromwell']);
  });
  test('but not under a field that is never shown', async () => {
    const page = await pageOf(name, { page: '/Annots [20 0 R]', objects: [field('/F 2')] });
    expect(hiddenWords(page)).toEqual([]);
  });

  test('under a thick line that a comment draws', async () => {
    const line =
      '<< /Type /Annot /Subtype /Line /Rect [70 694 182 714] /L [70 704 182 704] /C [0 0 0] /BS << /W 16 >> >>';
    const page = await pageOf(name, { page: '/Annots [20 0 R]', objects: [line] });
    expect(hiddenWords(page)).toEqual(['under-box: Katherine Bromwell']);
  });

  test('under a box that a comment draws', async () => {
    const page = await pageOf(name, {
      page: '/Annots [20 0 R]',
      objects: ['<< /Type /Annot /Subtype /Square /Rect [70 694 182 714] /C [0 0 0] /IC [0 0 0] >>'],
    });
    expect(hiddenWords(page)).toEqual(['under-box: Katherine Bromwell']);
  });
});

describe('the text layer of a scan', () => {
  const [width, height] = [200, 40];
  /** Grey pixels of a scan, and a word of its text layer over them. */
  const scanOf = (toneAt: (x: number, y: number) => number) => {
    const pixels = Array.from({ length: width * height }, (_, at) =>
      String.fromCharCode(toneAt(at % width, Math.floor(at / width))),
    );
    return pageOf(
      `q ${width} 0 0 ${height} 72 600 cm /I Do Q BT 3 Tr /F1 20 Tf 1 0 0 1 80 612 Tm (Thornbury) Tj ET`,
      {
        resources: '/XObject << /I 20 0 R >>',
        objects: [
          {
            dictionary: `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8`,
            stream: pixels.join(''),
          },
        ],
      },
    );
  };
  const isBorder = (x: number, y: number) => x < 6 || x > 110 || y < 10 || y > 34;

  test.each([
    ['blocks', (x: number, y: number) => 70 + ((Math.floor(x / 6) * 53 + Math.floor(y / 6) * 91) % 150)],
    ['a blur', (x: number, y: number) => Math.round(150 + 70 * Math.sin(x / 9) * Math.cos(y / 7))],
  ])('is not read where the scan shows %s', async (_, toneAt) => {
    const page = await scanOf((x, y) => (isBorder(x, y) ? 250 : toneAt(x, y)));
    expect(hiddenWords(page)).toEqual(['invisible: Thornbury']);
  });

  test('is read where the scan shows strokes', async () => {
    const page = await scanOf((x, y) => (isBorder(x, y) || x % 5 > 1 ? 250 : 30 + 60 * (x % 2)));
    expect([texts(page), hiddenWords(page)]).toEqual([['Thornbury'], []]);
  });
});
