import { describe, expect, test } from 'vitest';
import { textAt } from '../support/pdf/pdf-of.ts';
import { pageOf, texts } from './lines-of.ts';

describe('words and lines', () => {
  test('a gap between letters is a space, a kerned pair is none', async () => {
    const content = 'BT /F1 12 Tf 1 0 0 1 72 700 Tm [(Baby) -400 (E) 60 (va)] TJ ET\n';
    expect(texts(await pageOf(content))).toEqual(['Baby Eva']);
  });

  test.each([
    ['stairs', (at: number) => 700 - 4 * at],
    ['waves', (at: number) => 700 + 5 * Math.sin(at)],
  ])('digits side by side are one number on whatever heights they stand: %s', async (_, heightAt) => {
    const digits = [...'9434765919'].map((digit, at) => textAt(72 + 7 * at, heightAt(at), digit, 12));
    expect(texts(await pageOf(digits.join('')))).toEqual(['9434765919']);
  });

  test('letter-spaced words are read as words', async () => {
    const content = 'BT /F1 9 Tf 3 Tc 1 0 0 1 72 40 Tm (Page 3) Tj ET\n';
    expect(texts(await pageOf(content))).toEqual(['Page 3']);
  });

  test('several spaces are one, and none stands at an end', async () => {
    expect(texts(await pageOf(textAt(72, 700, '  a   quiet   child  ')))).toEqual(['a quiet child']);
  });

  test('a raised ordinal joins its number', async () => {
    const content = `${textAt(72, 700, '19')}${textAt(85.6, 704.5, 'th', 7)}${textAt(94.4, 700, 'May 2023')}`;
    expect(texts(await pageOf(content))).toEqual(['19th May 2023']);
  });

  test('a footnote mark is no part of the word or number before it, and is read by itself', async () => {
    const content =
      withRaised('aged 4', '12', ' months, Baby Rowan') + withRaised('Baby Rowan', '*', '.', 600);
    const page = await pageOf(content);
    expect(texts(page)).toEqual(['aged 4 months, Baby Rowan', 'Baby Rowan.']);
    expect(page.footnoteMarks?.map(({ text }) => text)).toEqual(['12', '*']);
  });

  test('a mark that begins a footnote is no part of it', async () => {
    const page = await pageOf(textAt(72, 103.5, '3', 6) + textAt(76, 100, 'See the guidance.', 10));
    expect(texts(page)).toEqual(['See the guidance.']);
    expect(page.footnoteMarks?.map(({ text }) => text)).toEqual(['3']);
  });

  test('an exponent and a fraction are no footnote marks', async () => {
    const area = withRaised('a flat of 30 m', '2', ' or less');
    const age = withRaised('aged 2 ', '1', '/2', 600);
    const page = await pageOf(area + age);
    expect(texts(page)).toEqual(['a flat of 30 m2 or less', 'aged 2 1/2']);
    expect(page.footnoteMarks).toEqual([]);
  });

  test('a doubled letter of a shadow or a faked bold is read once', async () => {
    const content = textAt(72.4, 699.6, 'Child Q', 20) + textAt(72, 700, 'Child Q', 20);
    expect(texts(await pageOf(content))).toEqual(['Child Q']);
    const pairs = [...'Noah'].map(
      (letter, at) => textAt(72 + at * 14, 600, letter, 20) + textAt(72.5 + at * 14, 600, letter, 20),
    );
    expect(texts(await pageOf(pairs.join('')))).toEqual(['Noah']);
  });

  test('two equal letters of one word are both read', async () => {
    expect(texts(await pageOf(textAt(72, 700, 'Millie still fell ill', 12)))).toEqual([
      'Millie still fell ill',
    ]);
  });

  test('pieces of one line that come apart in the file are put together', async () => {
    const content =
      textAt(110, 700, 'Eva', 12, 'F2') +
      textAt(72, 500, 'later') +
      textAt(72, 700, 'This is') +
      textAt(134.7, 700, 'seven.');
    expect(texts(await pageOf(content))).toEqual(['This is Eva seven.', 'later']);
  });

  test('a paragraph number belongs to its paragraph, however wide the tab', async () => {
    const content = textAt(72, 700, '1.1') + textAt(108, 700, 'The review was commissioned in May.');
    expect(texts(await pageOf(content))).toEqual(['1.1 The review was commissioned in May.']);
  });

  test('table cells are lines of their own', async () => {
    const content =
      textAt(72, 700, 'Mother') + textAt(200, 700, '24') + textAt(72, 680, 'Father') + textAt(200, 680, '38');
    expect(texts(await pageOf(content))).toEqual(['Mother', '24', 'Father', '38']);
  });

  test('cells of a narrow table are told apart by their column, where no space is painted between them', async () => {
    const content =
      textAt(72, 740, 'These words are here to show that this page paints its spaces') +
      textAt(72, 700, 'June 2019') +
      textAt(131, 700, '476') +
      textAt(72, 680, 'Referrals') +
      textAt(131, 680, '1,204') +
      textAt(72, 660, 'A line with wide') +
      textAt(164, 660, 'gaps stays whole');
    expect(texts(await pageOf(content)).slice(1)).toEqual([
      'June 2019',
      '476',
      'Referrals',
      '1,204',
      'A line with wide gaps stays whole',
    ]);
  });

  test('a line that is stretched to the margin is one, and a row of cells is none', async () => {
    const stretched = 'BT /F1 12 Tf 20 Tw 1 0 0 1 72 700 Tm (a line before a soft return) Tj ET\n';
    const cells = ['seen ', 'weighed ', 'fed ', 'here '].map((cell, at) => textAt(72 + at * 90, 600, cell));
    expect(texts(await pageOf(stretched + cells.join('')))).toEqual([
      'a line before a soft return',
      'seen',
      'weighed',
      'fed',
      'here',
    ]);
  });

  test('a space that the next letter is painted over is none', async () => {
    const content =
      textAt(72, 700, 'safe ') + textAt(94.68, 700, 'guarding of') + textAt(158, 700, 'children');
    expect(texts(await pageOf(content))).toEqual(['safeguarding of children']);
  });

  test('right-to-left words are read from the right', async () => {
    const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 21 0 R >>';
    const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange 3 beginbfchar <41> <05D0> <42> <05D1> <43> <05D2> endbfchar endcmap end end`;
    const page = await pageOf('BT /H 12 Tf 1 0 0 1 72 700 Tm (CBA) Tj ET\n', {
      resources: '/Font << /H 20 0 R >>',
      objects: [font, { dictionary: '', stream: map }],
    });
    expect(texts(page)).toEqual(['\u05d0\u05d1\u05d2']);
  });

  test('right-to-left ligatures and numbers keep the order of their letters', async () => {
    const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 21 0 R >>';
    const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange 3 beginbfchar <41> <06440627> <42> <062E> <43> <0635> endbfchar endcmap end end`;
    const page = await pageOf('BT /H 12 Tf 1 0 0 1 72 700 Tm (2025 CAB) Tj ET\n', {
      resources: '/Font << /H 20 0 R >>',
      objects: [font, { dictionary: '', stream: map }],
    });
    expect(texts(page)).toEqual(['\u062e\u0644\u0627\u0635 2025']);
  });
});

describe('reading order', () => {
  test('columns are read one after the other', async () => {
    const column = (x: number, words: string) =>
      [0, 1, 2].map((row) => textAt(x, 700 - row * 14, `${words} ${row + 1}`)).join('');
    const read = texts(await pageOf(column(72, 'left') + column(320, 'right')));
    expect(read).toEqual(['left 1', 'left 2', 'left 3', 'right 1', 'right 2', 'right 3']);
  });

  test('a header that is painted last is read first', async () => {
    const content = textAt(72, 600, 'body one') + textAt(72, 586, 'body two') + textAt(72, 800, 'header');
    expect(texts(await pageOf(content))).toEqual(['header', 'body one', 'body two']);
  });

  test('a footer that is painted first is read last', async () => {
    const content = textAt(72, 30, 'Page 1 of 9') + textAt(72, 600, 'body one') + textAt(72, 586, 'body two');
    expect(texts(await pageOf(content))).toEqual(['body one', 'body two', 'Page 1 of 9']);
  });
});

describe('how a line looks', () => {
  test('place, size, font and colour are those of the page as displayed', async () => {
    const [line] = (await pageOf(`0 0.4 0.8 rg ${textAt(72, 700, 'Summary', 16, 'F2')}`)).lines;
    expect(line).toMatchObject({
      x: 72,
      y: 142,
      size: 16,
      bold: true,
      italic: false,
      colour: '#0066cc',
      angle: 0,
      font: 'Helvetica-Bold',
    });
    expect(line?.width).toBeCloseTo(72.9, 1);
  });

  test('letters that are outlined too are bold', async () => {
    const [line] = (await pageOf(`2 Tr ${textAt(72, 700, 'Bold')}`)).lines;
    expect(line?.bold).toBe(true);
  });

  test('a rotated page is read upright', async () => {
    const content = 'BT /F1 12 Tf 0 1 -1 0 100 72 Tm (Sideways) Tj ET\n';
    const page = await pageOf(content, { page: '/Rotate 90' });
    expect([page.width, page.height]).toEqual([842, 595]);
    expect(page.lines[0]).toMatchObject({ text: 'Sideways', x: 72, y: 100, angle: 0 });
  });

  test('the crop box moves the origin', async () => {
    const page = await pageOf(textAt(100, 700, 'Cropped'), { page: '/CropBox [50 100 545 800]' });
    expect(page.lines[0]).toMatchObject({ x: 50, y: 100 });
  });

  test('a diagonal watermark has its angle', async () => {
    const content = 'BT /F2 90 Tf 0.7071 0.7071 -0.7071 0.7071 150 250 Tm (DRAFT) Tj ET\n';
    expect((await pageOf(content)).lines[0]).toMatchObject({ text: 'DRAFT', angle: 45 });
  });

  test('glyphs without a Unicode value are counted', async () => {
    const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 21 0 R >>';
    const map =
      '/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <41> <E012> endbfchar endcmap end';
    const page = await pageOf('BT /H 12 Tf 1 0 0 1 72 700 Tm (AAA) Tj ET\n', {
      resources: '/Font << /H 20 0 R >>',
      objects: [font, { dictionary: '', stream: map }],
    });
    expect(page.unmappedGlyphs).toBe(3);
  });
});

/** One line with a part of it in superscript, as word processors write it. */
const withRaised = (before: string, raised: string, after: string, y = 700): string =>
  `BT /F1 12 Tf 1 0 0 1 72 ${y} Tm (${before}) Tj /F1 7 Tf 4 Ts (${raised}) Tj /F1 12 Tf 0 Ts (${after}) Tj ET\n`;
